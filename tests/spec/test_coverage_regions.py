"""Measures, both bases and the bridge between them, from village to nation."""

import drawn


FOUR = """
    | id | name         | birth_date | village       |
    |----|--------------|------------|---------------|
    | a  | SITI AMINAH  | 1990-05-15 | 63.09.02.2010 |
    | b  | BUDI SANTOSO | 1988-01-09 | 63.09.02.2004 |
    | c  | ANI LESTARI  | 1971-07-30 | 63.09.01.2015 |
    | d  | TONO RAHMAN  | 1960-11-02 | 33.10.02.2007 |
"""


def test_every_level_is_partitioned_from_village_to_nation(spec):
    found = spec(
        FOUR,
        """
        | noka | of | segment | state   |
        |------|----|---------|---------|
        | 1    | a  | ppu-pn  | active  |
        | 2    | b  | pbpu    | arrears |
        | 3    | c  | pbi-jk  | lapsed  |
        """,
        regions="""
    | region        | population | active | inactive_arrears | inactive_lapsed | unregistered |
    |---------------|------------|--------|------------------|-----------------|--------------|
    | 63.09.02.2010 | 1          | 1      | 0                | 0               | 0            |
    | 63.09.02.2004 | 1          | 0      | 1                | 0               | 0            |
    | 63.09.01.2015 | 1          | 0      | 0                | 1               | 0            |
    | 33.10.02.2007 | 1          | 0      | 0                | 0               | 1            |
    | 63.09.02      | 2          | 1      | 1                | 0               | 0            |
    | 63.09         | 3          | 1      | 1                | 1               | 0            |
    | 63            | 3          | 1      | 1                | 1               | 0            |
    | 33            | 1          | 0      | 0                | 0               | 1            |
    | ID            | 4          | 1      | 1                | 1               | 1            |
        """,
    )
    assert len(found.measures) == 4 + 3 + 2 + 2 + 1


def test_the_dead_and_the_moved_are_no_residents(spec):
    spec(
        """
        | id | name         | birth_date | status   |
        |----|--------------|------------|----------|
        | a  | SITI AMINAH  | 1990-05-15 | living   |
        | b  | BUDI SANTOSO | 1988-01-09 | deceased |
        | c  | ANI LESTARI  | 1971-07-30 | moved    |
        """,
        """
        | noka | of |
        |------|----|
        | 1    | a  |
        """,
        regions="""
        | region | population | registered |
        |--------|------------|------------|
        | ID     | 1          | 1          |
        """,
    )


def test_an_unknown_resident_makes_low_and_high_values(spec):
    found = spec(
        """
        | id | name        | birth_date | => | state   |
        |----|-------------|------------|----|---------|
        | a  | SITI AMINAH | 1990-05-15 |    | active  |
        | b  | SUMARTINI   | 1971-03-08 |    | unknown |
        """,
        """
        | noka | of | nik              | village |
        |------|----|------------------|---------|
        | 1    | a  |                  |         |
        | 2    | b  | 3310021203850007 | 63.09   |
        """,
        regions="""
        | region | population | registered | active | unregistered | unknown |
        |--------|------------|------------|--------|--------------|---------|
        | ID     | 2          | 1          | 1      | 0            | 1       |
        """,
    )
    nation = found.measures["nation", 0]
    assert (nation["registered_high"], nation["active_high"]) == (2, 2)


def test_cards_are_counted_where_the_card_says_as_the_insurer_does(spec):
    spec(
        FOUR,
        """
        | noka | of | village       | segment    | state  |
        |------|----|---------------|------------|--------|
        | 1    | a  | 63.09.02.2010 | pbpu-pemda | active |
        | 2    | a  | 63.09.02.2010 | pbpu       | lapsed |
        | 3    | b  | 63.09.02.2010 | pbi-jk     | active |
        """,
        regions="""
    | region        | basis          | population | registered | active | local_government |
    |---------------|----------------|------------|------------|--------|------------------|
    | 63.09.02.2010 | administrative | -          | 3          | 2      | 1                |
    | 63.09.02.2010 | linked         | 1          | 1          | 1      | 1                |
    | 63.09.02.2004 | linked         | 1          | 1          | 1      | 0                |
        """,
    )


def test_a_card_of_no_known_segment_may_be_the_local_governments(spec):
    spec(
        FOUR,
        """
        | noka | of | village       | segment    | state  |
        |------|----|---------------|------------|--------|
        | 1    | a  | 63.09.02.2010 | pbpu-pemda | active |
        | 2    | b  | 63.09.02.2004 | unknown    | active |
        """,
        regions="""
    | region        | basis          | local_government | local_government_high |
    |---------------|----------------|------------------|-----------------------|
    | 63.09.02.2004 | linked         | 0                | 1                     |
    | 63.09.02.2004 | administrative | 0                | 1                     |
    | 63.09         | linked         | 1                | 2                     |
        """,
    )


def test_the_bridge_names_everything_between_cards_and_registered_residents(spec):
    found = spec(
        """
        | id | name         | birth_date | status   |
        |----|--------------|------------|----------|
        | a  | SITI AMINAH  | 1990-05-15 | living   |
        | b  | BUDI SANTOSO | 1988-01-09 | deceased |
        | c  | ANI LESTARI  | 1971-07-30 | moved    |
        | d  | SUMARTINI    | 1971-03-08 | living   |
        """,
        """
    | noka | of | nik              | name            | birth_date | village       | newborn |
    |------|----|------------------|-----------------|------------|---------------|---------|
    | 1    | a  |                  |                 |            | 63.09.02.2010 |         |
    | 2    | a  |                  |                 |            | 63.09.02.2010 |         |
    | 3    | b  |                  |                 |            | 63.09.02.2010 |         |
    | 4    | c  |                  |                 |            | 63.09.02.2010 |         |
    | 5    |    | 3310021203850001 | PONIRAH         | 1950-01-02 | 63.09.02.2010 |         |
    | 6    |    | -                | TUGIMIN         | 1951-01-02 | 63.09.02.2010 |         |
    | 7    |    | a                | KASTUBI         | 1952-01-02 | 63.09.02.2010 |         |
    | 8    | d  | 3310021203850002 |                 |            | 63.09.02      |         |
    | 9    |    | -                | BAYI NY PONIRAH | 2026-01-02 | 63.09.02.2010 | yes     |
        """,
    )
    assert found.bridge["district", drawn.number("63.09.02")] == {
        "cards": 9,
        "registered": 1,
        "duplicate": 1,
        "deceased": 1,
        "moved": 1,
        "not_found": 1,
        "nik_invalid": 1,
        "identity_conflict": 1,
        "unknown": 1,
        "newborn_waiting": 1,
        "recorded_elsewhere": 0,
    }


def test_a_card_recorded_in_another_village_is_a_difference_below_the_regency(spec):
    spec(
        FOUR,
        """
        | noka | of | village       |
        |------|----|---------------|
        | 1    | a  | 63.09.02.2004 |
        | 2    | b  | 63.09.02.2004 |
        """,
        bridge="""
        | region        | cards | registered | recorded_elsewhere |
        |---------------|-------|------------|--------------------|
        | 63.09.02.2004 | 2     | 1          | 1                  |
        | 63.09.02.2010 | 0     | 1          | -1                 |
        | 63.09.02      | 2     | 2          | 0                  |
        """,
    )


def test_a_surplus_card_stays_where_the_card_says(spec):
    spec(
        FOUR,
        """
        | noka | of | village       | => | finding   |
        |------|----|---------------|----|-----------|
        | 1    | a  | 63.09.02.2010 |    | matched   |
        | 2    | a  | 63.09.02.2004 |    | duplicate |
        """,
        bridge="""
        | region        | cards | registered | duplicate | recorded_elsewhere |
        |---------------|-------|------------|-----------|--------------------|
        | 63.09.02.2004 | 1     | 0          | 1         | 0                  |
        | 63.09.02.2010 | 1     | 1          | 0         | 0                  |
        """,
    )


def test_a_card_of_no_known_region_is_recorded_elsewhere_up_to_the_nation(spec):
    spec(
        FOUR,
        """
        | noka | of | village |
        |------|----|---------|
        | 1    | a  | -       |
        """,
        bridge="""
        | region        | cards | registered | recorded_elsewhere |
        |---------------|-------|------------|--------------------|
        | 63.09.02.2010 | 0     | 1          | -1                 |
        | 63            | 0     | 1          | -1                 |
        | ID            | 1     | 1          | 0                  |
        """,
    )


def test_a_card_known_only_to_the_regency_is_recorded_elsewhere_below_it(spec):
    spec(
        FOUR,
        """
        | noka | of | village |
        |------|----|---------|
        | 1    | a  | 63.09   |
        """,
        bridge="""
        | region        | cards | registered | recorded_elsewhere |
        |---------------|-------|------------|--------------------|
        | 63.09.02.2010 | 0     | 1          | -1                 |
        | 63.09.02      | 0     | 1          | -1                 |
        | 63.09         | 1     | 1          | 0                  |
        | 63            | 1     | 1          | 0                  |
        """,
    )


def test_people_are_counted_by_sex_and_age_on_the_reference_date(spec):
    found = spec(
        """
        | id | name         | sex    | birth_date |
        |----|--------------|--------|------------|
        | a  | SITI AMINAH  | female | 2021-01-31 |
        | b  | ANI LESTARI  | female | 2021-02-01 |
        | c  | TONO RAHMAN  | male   | 1966-01-31 |
        | d  | BUDI SANTOSO | -      | -          |
        """,
        """
        | noka | of |
        |------|----|
        | 1    | a  |
        """,
    )
    nation = {
        key[2:]: row["registered"]
        for key, row in found.demographics.items()
        if key[0] == "nation"
    }
    assert nation == {
        ("female", "5-14"): 1,
        ("female", "0-4"): 0,
        ("male", "60+"): 0,
        ("unknown", "unknown"): 0,
    }


def test_registered_residents_are_counted_once_by_the_payer_of_the_kept_card(spec):
    found = spec(
        FOUR,
        """
        | noka | of | segment | state   |
        |------|----|---------|---------|
        | 1    | a  | ppu-pn  | active  |
        | 2    | a  | pbi-jk  | active  |
        | 3    | b  | pbi-jk  | arrears |
        """,
    )
    by_payer = {
        key[2]: row["registered"]
        for key, row in found.segments.items()
        if key[:2] == ("regency", drawn.number("63.09"))
    }
    assert by_payer == {"ppu-pn": 1, "pbi-jk": 1}
