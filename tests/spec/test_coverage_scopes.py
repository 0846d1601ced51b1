"""A membership file that holds a part only: what can be told, and what cannot."""

import pytest

from semesta.registers import SEGMENTS
from twin.both import Result


THREE = """
    | id | name        | birth_date | => | state |
    |----|-------------|------------|----|-------|
    | a  | SITI AMINAH | 1990-05-15 |    | {a}   |
    | b  | SUMARTINI   | 1971-03-08 |    | {b}   |
    | c  | TONO RAHMAN | 1960-11-02 |    | {c}   |
"""


def administrative(found: Result) -> list:
    """Published rows of cards counted where the card says."""
    return [key for key in found.published if key[-1] == "administrative"]


@pytest.mark.parametrize("scope", SEGMENTS)
def test_a_partial_file_never_says_unregistered(spec, scope):
    found = spec(
        THREE.format(a="active", b="inactive_lapsed", c="outside"),
        f"""
        | noka | of | segment | state  | => | finding |
        |------|----|---------|--------|----|---------|
        | 1    | a  | {scope} | active |    | matched |
        | 2    | b  | {scope} | lapsed |    | matched |
        """,
        scope=scope,
        regions="""
        | region | basis  | population | registered | active | unregistered | unknown |
        |--------|--------|------------|------------|--------|--------------|---------|
        | ID     | linked | 3          | 2          | 1      | -            | 1       |
        """,
    )
    assert scope == "pbpu-pemda" or not administrative(found)
    nation = found.measures["nation", 0]
    assert (nation["registered_high"], nation["active_high"]) == (3, 2)


@pytest.mark.parametrize(
    ("scope", "told"), [("pbpu-pemda", "1"), ("pbi-jk", "-"), ("ppu-bu", "-")]
)
def test_only_the_payers_own_file_tells_the_share_of_local_government(
    spec, scope, told
):
    spec(
        THREE.format(a="active", b="outside", c="outside"),
        """
        | noka | of | segment    |
        |------|----|------------|
        | 1    | a  | pbpu-pemda |
        """,
        scope=scope,
        regions=f"""
        | region | basis          | local_government |
        |--------|----------------|------------------|
        | ID     | linked         | {told}           |
        | ID     | administrative | {told}           |
        """,
    )


def test_findings_of_a_partial_file_are_computed_in_full(spec):
    spec(
        """
        | id | name         | birth_date | status   | => | state  |
        |----|--------------|------------|----------|----|--------|
        | a  | SITI AMINAH  | 1990-05-15 | living   |    | active |
        | b  | BUDI SANTOSO | 1988-01-09 | deceased |    |        |
        """,
        """
    | noka | of | nik              | name    | birth_date | segment    | => | finding   |
    |------|----|------------------|---------|------------|------------|----|-----------|
    | 1    | a  |                  |         |            | pbpu-pemda |    | matched   |
    | 2    | a  |                  |         |            | pbpu-pemda |    | duplicate |
    | 3    | b  |                  |         |            | pbpu-pemda |    | deceased  |
    | 4    |    | 3310021203850001 | PONIRAH | 1950-01-02 | pbpu-pemda |    | not_found |
        """,
        scope="pbpu-pemda",
        bridge="""
        | region | cards | registered | duplicate | deceased | not_found |
        |--------|-------|------------|-----------|----------|-----------|
        | ID     | 4     | 1          | 1         | 1        | 1         |
        """,
    )


def test_a_list_of_the_unregistered_says_who_is_not_and_so_who_is(spec):
    found = spec(
        THREE.format(a="unregistered", b="unknown", c="outside"),
        """
        | noka | of | nik              | village | => | finding |
        |------|----|------------------|---------|----|---------|
        | 1    | a  |                  |         |    | matched |
        | 2    | b  | 3310021203850007 | 63.09   |    | unknown |
        """,
        scope="unregistered-list",
        regions="""
        | region | population | registered | active | unregistered | local_government |
        |--------|------------|------------|--------|--------------|------------------|
        | ID     | 3          | 1          | -      | 1            | -                |
        """,
    )
    assert found.measures["nation", 0]["registered_high"] == 2
    assert found.residents[1]["segment"] == "none"
