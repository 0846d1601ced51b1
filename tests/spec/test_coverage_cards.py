"""The finding about every card of a person, and the person's state."""

import pytest


ONE = """
    | id   | name        | => | state   |
    |------|-------------|----|---------|
    | siti | SITI AMINAH |    | {state} |
"""


def test_the_active_card_is_kept_before_an_inactive_one_of_a_better_payer(spec):
    found = spec(
        ONE.format(state="active"),
        """
        | noka | of   | segment    | state  | => | finding   | owner |
        |------|------|------------|--------|----|-----------|-------|
        | 1    | siti | ppu-pn     | lapsed |    | duplicate | siti  |
        | 2    | siti | pbpu-pemda | active |    | matched   | siti  |
        """,
        regions="""
    | region | population | registered | active | inactive_lapsed | local_government |
    |--------|------------|------------|--------|-----------------|------------------|
    | ID     | 1          | 1          | 1      | 0               | 1                |
        """,
    )
    assert found.residents[1]["segment"] == "pbpu-pemda"


@pytest.mark.parametrize(
    ("kept", "surplus"),
    [
        ("ppu-pn", "pbpu"),
        ("ppu-bu", "pbpu"),
        ("pbpu", "bp"),
        ("bp", "pbi-jk"),
        ("pbi-jk", "pbpu-pemda"),
        ("pbpu-pemda", "unknown"),
    ],
)
def test_of_two_active_cards_the_payer_decides(spec, kept, surplus):
    found = spec(
        ONE.format(state="active"),
        f"""
        | noka | of   | segment   | start_date | => | finding   |
        |------|------|-----------|------------|----|-----------|
        | 1    | siti | {surplus} | 2025-01-01 |    | duplicate |
        | 2    | siti | {kept}    | 2014-01-01 |    | matched   |
        """,
    )
    assert found.residents[1]["segment"] == kept


def test_employers_of_both_kinds_rank_alike_so_the_newest_start_decides(spec):
    spec(
        ONE.format(state="active"),
        """
        | noka | of   | segment | start_date | => | finding   |
        |------|------|---------|------------|----|-----------|
        | 1    | siti | ppu-pn  | -          |    | duplicate |
        | 2    | siti | ppu-pn  | 2019-05-01 |    | duplicate |
        | 3    | siti | ppu-bu  | 2021-01-01 |    | matched   |
        """,
    )


def test_of_cards_that_are_all_alike_the_smallest_number_is_kept(spec):
    spec(
        ONE.format(state="active"),
        """
        | noka | of   | => | finding   |
        |------|------|----|-----------|
        | 7    | siti |    | duplicate |
        | 5    | siti |    | matched   |
        | 6    | siti |    | duplicate |
        """,
    )


def test_arrears_and_lapsed_rank_alike_for_the_kept_card_but_arrears_is_the_state(spec):
    found = spec(
        ONE.format(state="inactive_arrears"),
        """
        | noka | of   | segment | state   | => | finding   |
        |------|------|---------|---------|----|-----------|
        | 1    | siti | pbpu    | arrears |    | duplicate |
        | 2    | siti | ppu-bu  | lapsed  |    | matched   |
        """,
    )
    assert found.residents[1]["segment"] == "ppu-bu"


def test_one_lapsed_card_leaves_the_person_inactive_because_the_payer_stopped(spec):
    spec(
        ONE.format(state="inactive_lapsed"),
        """
        | noka | of   | segment | state  | => | finding |
        |------|------|---------|--------|----|---------|
        | 1    | siti | pbi-jk  | lapsed |    | matched |
        """,
    )


def test_cards_of_the_dead_and_the_moved_are_never_duplicates(spec):
    spec(
        """
        | id   | name         | birth_date | status   |
        |------|--------------|------------|----------|
        | siti | SITI AMINAH  | 1990-05-15 | deceased |
        | budi | BUDI SANTOSO | 1988-01-09 | moved    |
        """,
        """
        | noka | of   | state   | => | finding  | owner |
        |------|------|---------|----|----------|-------|
        | 1    | siti | active  |    | deceased | siti  |
        | 2    | siti | lapsed  |    | deceased | siti  |
        | 3    | budi | active  |    | moved    | budi  |
        | 4    | budi | arrears |    | moved    | budi  |
        """,
        bridge="""
        | region | cards | registered | deceased | moved | duplicate |
        |--------|-------|------------|----------|-------|-----------|
        | ID     | 4     | 0          | 2        | 2     | 0         |
        """,
    )


def test_a_holder_dead_by_the_card_alone_is_a_resident_of_unknown_state(spec):
    spec(
        ONE.format(state="unknown"),
        """
        | noka | of   | state    | => | finding | owner | method |
        |------|------|----------|----|---------|-------|--------|
        | 1    | siti | deceased |    | unknown | siti  | nik    |
        """,
        regions="""
        | region | population | registered | unregistered | unknown |
        |--------|------------|------------|--------------|---------|
        | ID     | 1          | 0          | 0            | 1       |
        """,
    )


def test_a_card_that_lives_outweighs_one_whose_holder_is_said_to_be_dead(spec):
    spec(
        ONE.format(state="inactive_lapsed"),
        """
        | noka | of   | state    | segment | => | finding   |
        |------|------|----------|---------|----|-----------|
        | 1    | siti | deceased | ppu-pn  |    | duplicate |
        | 2    | siti | lapsed   | pbi-jk  |    | matched   |
        """,
    )


@pytest.mark.parametrize(
    ("born", "finding"),
    [
        ("2026-01-30", "newborn_waiting"),
        ("2025-10-31", "newborn_waiting"),
        ("2025-10-30", "nik_invalid"),
    ],
)
def test_a_baby_waits_for_a_nik_for_three_months(spec, born, finding):
    spec(
        ONE.format(state="unregistered"),
        f"""
        | noka | name            | sex  | birth_date | newborn | => | finding   |
        |------|-----------------|------|------------|---------|----|-----------|
        | 1    | BAYI NY PARTINI | male | {born}     | yes     |    | {finding} |
        """,
    )


def test_a_baby_with_a_nik_does_not_wait_for_one(spec):
    spec(
        ONE.format(state="unregistered"),
        """
    | noka | nik              | name            | birth_date | newborn | => | finding   |
    |------|------------------|-----------------|------------|---------|----|-----------|
    | 1    | 3310020501260001 | BAYI NY PARTINI | 2026-01-05 | yes     |    | not_found |
        """,
    )


def test_a_child_with_a_name_and_without_a_nik_does_not_wait(spec):
    spec(
        ONE.format(state="unregistered"),
        """
        | noka | name         | sex  | birth_date | newborn | => | finding     |
        |------|--------------|------|------------|---------|----|-------------|
        | 1    | ADI PRASETYO | male | 2026-01-05 | no      |    | nik_invalid |
        """,
    )


def test_a_card_whose_nik_belongs_to_somebody_is_a_conflict_before_a_candidate(spec):
    spec(
        """
        | id   | name        | birth_date | => | state        |
        |------|-------------|------------|----|--------------|
        | siti | SITI AMINAH | 1990-05-15 |    | unregistered |
        | tini | SUMARTINI   | 1971-03-08 |    | unknown      |
        """,
        """
        | noka | of   | nik  | village | => | finding           | candidate |
        |------|------|------|---------|----|-------------------|-----------|
        | 1    | tini | siti | 63.09   |    | identity_conflict | tini      |
        """,
    )


def test_a_candidate_leaves_a_person_who_has_a_card_as_that_card_says(spec):
    spec(
        """
        | id   | name          | birth_date | => | state  |
        |------|---------------|------------|----|--------|
        | tini | TINI SUMARNIA | 1971-03-08 |    | active |
        """,
        """
        | noka | of   | nik              | village       | => | finding | candidate |
        |------|------|------------------|---------------|----|---------|-----------|
        | 1    | tini |                  |               |    | matched | -         |
        | 2    | tini | 3310021203850007 | 33.10.02.2007 |    | unknown | tini      |
        """,
    )


def test_local_government_counts_any_of_its_cards_and_active_ones_apart(spec):
    found = spec(
        """
        | id | name         | birth_date | => | state           | local_government |
        |----|--------------|------------|----|-----------------|------------------|
        | a  | SITI AMINAH  | 1990-05-15 |    | active          | active           |
        | b  | BUDI SANTOSO | 1988-01-09 |    | inactive_lapsed | inactive         |
        | c  | ANI LESTARI  | 1971-07-30 |    | active          | inactive         |
        | d  | TONO RAHMAN  | 1960-11-02 |    | active          | none             |
        """,
        """
        | noka | of | segment    | state  |
        |------|----|------------|--------|
        | 1    | a  | pbpu-pemda | active |
        | 2    | b  | pbpu-pemda | lapsed |
        | 3    | c  | pbpu-pemda | lapsed |
        | 4    | c  | ppu-bu     | active |
        | 5    | d  | pbi-jk     | active |
        """,
        regions="""
        | region | basis          | local_government |
        |--------|----------------|------------------|
        | ID     | linked         | 3                |
        | ID     | administrative | 3                |
        """,
    )
    assert found.measures["nation", 0]["local_government_active"] == 1


def test_a_resident_of_unknown_state_counts_once_towards_the_high_local_share(spec):
    spec(
        ONE.format(state="unknown"),
        """
        | noka | of   | segment    | state    | => | finding |
        |------|------|------------|----------|----|---------|
        | 1    | siti | pbpu-pemda | deceased |    | unknown |
        """,
        regions="""
        | region | population | local_government | local_government_high |
        |--------|------------|------------------|-----------------------|
        | ID     | 1          | 1                | 1                     |
        """,
    )


@pytest.mark.parametrize(
    ("name", "birth_date", "sex"),
    [
        ("-", "-", "-"),
        ("SITI AMINAH RAHAYU", "1976-12-31", "female"),
        ("SITI AMINAH", "1976-12-31", "male"),
    ],
)
def test_a_nik_is_no_conflict_unless_name_sex_and_birth_date_are_somebody_elses(
    spec, name, birth_date, sex
):
    spec(
        ONE.format(state="unknown"),
        f"""
        | noka | nik  | name   | birth_date   | sex   | => | finding | candidate |
        |------|------|--------|--------------|-------|----|---------|-----------|
        | 1    | siti | {name} | {birth_date} | {sex} |    | unknown | siti      |
        """,
    )
