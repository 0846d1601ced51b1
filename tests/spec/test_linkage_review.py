"""What reviewers decided, linkers added to the list, and what blocking may miss."""

from dataclasses import replace

import drawn
from semesta.months import Month
from twin.both import Registers, by_engine, by_twin
from twin.states import Question


TWO_NAMESAKES = """
    | id  | name        | birth_date | kk | => | state |
    |-----|-------------|------------|----|----|-------|
    | one | SITI AMINAH | 1990-05-15 | A  |    | {one} |
    | two | SITI AMINAH | 1990-05-15 | B  |    | {two} |
"""


def test_a_reviewer_who_says_same_settles_it(spec):
    spec(
        TWO_NAMESAKES.format(one="unregistered", two="active"),
        """
        | noka | of  | nik | => | finding | owner | method | probability |
        |------|-----|-----|----|---------|-------|--------|-------------|
        | 1    | one | -   |    | matched | two   | review | 1.0         |
        """,
        decisions="""
        | noka | person | verdict |
        |------|--------|---------|
        | 1    | two    | same    |
        """,
    )


def test_a_reviewer_who_says_different_rules_one_person_out(spec):
    spec(
        TWO_NAMESAKES.format(one="active", two="unregistered"),
        """
        | noka | of  | nik | => | finding | owner | method  |
        |------|-----|-----|----|---------|-------|---------|
        | 1    | one | -   |    | matched | one   | village |
        """,
        decisions="""
        | noka | person | verdict   |
        |------|--------|-----------|
        | 1    | two    | different |
        """,
    )


def test_a_reviewer_overrides_even_a_card_with_the_right_nik(spec):
    spec(
        """
        | id   | name         | sex    | birth_date | => | state        |
        |------|--------------|--------|------------|----|--------------|
        | siti | SITI AMINAH  | female | 1990-05-15 |    | unregistered |
        | budi | BUDI SANTOSO | male   | 1988-01-09 |    | active       |
        """,
        """
        | noka | of   | => | finding           | owner | method | nik_fault    |
        |------|------|----|-------------------|-------|--------|--------------|
        | 1    | siti |    | matched           | budi  | review | other_person |
        | 2    | siti |    | identity_conflict | -     | -      | other_person |
        """,
        decisions="""
        | noka | person | verdict   |
        |------|--------|-----------|
        | 1    | budi   | same      |
        | 2    | siti   | different |
        """,
    )


def test_reviewers_who_name_two_owners_leave_the_card_open(spec):
    spec(
        TWO_NAMESAKES.format(one="unknown", two="unknown"),
        """
        | noka | of  | nik              | => | finding | owner |
        |------|-----|------------------|----|---------|-------|
        | 1    | one | 3310021203850007 |    | unknown | -     |
        """,
        decisions="""
        | noka | person | verdict |
        |------|--------|---------|
        | 1    | one    | same    |
        | 1    | two    | same    |
        """,
    )


def test_a_resident_without_nik_is_named_by_family_card_name_and_birth_date(spec):
    spec(
        """
        | id  | nik | name        | birth_date | kk | => | state        |
        |-----|-----|-------------|------------|----|----|--------------|
        | one | -   | SITI AMINAH | 1990-05-15 | A  |    | unregistered |
        | two | -   | SITI AMINAH | 1990-05-15 | B  |    | active       |
        """,
        """
        | noka | of  | nik | => | finding | owner | method |
        |------|-----|-----|----|---------|-------|--------|
        | 1    | one | -   |    | matched | two   | review |
        """,
        decisions="""
        | noka | person | verdict |
        |------|--------|---------|
        | 1    | two    | same    |
        """,
    )


def test_who_shares_all_of_that_with_another_cannot_be_meant(spec):
    spec(
        """
        | id  | nik | name        | birth_date | kk | => | state   |
        |-----|-----|-------------|------------|----|----|---------|
        | one | -   | SITI AMINAH | 1990-05-15 | A  |    | unknown |
        | two | -   | SITI AMINAH | 1990-05-15 | A  |    | unknown |
        """,
        """
        | noka | of  | nik | => | finding     | owner |
        |------|-----|-----|----|-------------|-------|
        | 1    | one | -   |    | nik_invalid | -     |
        """,
        decisions="""
        | noka | person | verdict |
        |------|--------|---------|
        | 1    | two    | same    |
        """,
    )


def test_a_linker_added_to_the_list_links_what_is_left_over(spec):
    spec(
        """
        | id   | name         | birth_date | kk | => | state        |
        |------|--------------|------------|----|----|--------------|
        | siti | SITI AMINAH  | 1990-05-15 | A  |    | active       |
        | budi | BUDI SANTOSO | 1988-01-09 | B  |    | active       |
        | ani  | ANI LESTARI  | 1971-07-30 | C  |    | unknown      |
        | tono | TONO RAHMAN  | 1960-11-02 | D  |    | unregistered |
        """,
        """
    | noka | of   | nik              | name    | birth_date | => | finding   | owner | method  |
    |------|------|------------------|---------|------------|----|-----------|-------|---------|
    | 1    | siti |                  |         |            |    | matched   | siti  | nik     |
    | 2    | budi | 3310021203850007 | TUGIMIN | 1933-01-02 |    | matched   | budi  | drawn   |
    | 3    | ani  | 3310021203850008 | PONIRAH | 1934-01-02 |    | unknown   | -     | drawn   |
    | 4    | siti | -                |         |            |    | duplicate | siti  | village |
        """,
        linker="""
        | noka | person | accept | probability |
        |------|--------|--------|-------------|
        | 1    | tono   | yes    | 0.99        |
        | 4    | tono   | yes    | 0.99        |
        | 2    | budi   | yes    | 0.99        |
        | 3    | ani    | no     | 0.7         |
        """,
    )


def test_a_later_linker_takes_back_the_candidates_of_the_ones_before(spec):
    spec(
        TWO_NAMESAKES.format(one="unregistered", two="active"),
        """
        | noka | of  | nik | => | finding | owner | method |
        |------|-----|-----|----|---------|-------|--------|
        | 1    | one | -   |    | matched | two   | drawn  |
        """,
        linker="""
        | noka | person | accept | probability |
        |------|--------|--------|-------------|
        | 1    | two    | yes    | 0.95        |
        """,
    )


def test_a_pair_that_no_block_proposes_is_missed_and_nothing_worse(engine, tmp_path):
    """The rules alone would link it: two digits of the NIK, of which one in the region
    and one in the serial number, and a day of birth are wrong, and nothing is known of
    village and family. The card stays not_found and the resident unregistered."""
    people = drawn.persons([{"name": "SITI AMINAH", "nik": "6309025505900012"}])
    card = {"noka": "1", "name": "SITI AMINAH", "nik": "6308025505900019"}
    card |= {"sex": "female", "birth_date": "1990-05-16"}
    registers = Registers(people, drawn.cards([card], people))
    question = Question(Month.parse("2026-01"))

    thorough = by_twin(registers, question, blocked=False)
    found = by_engine(engine, registers, question, tmp_path)

    assert thorough.cards["0000000000001"]["finding"] == "matched"
    assert found.cards["0000000000001"]["finding"] == "not_found"
    assert found.residents[1]["state"] == "unregistered"
    assert replace(found, sums=[]) == by_twin(registers, question)
