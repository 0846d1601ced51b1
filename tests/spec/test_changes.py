"""Each kind of change, drawn: one row is one person over two months.

Whatever is drawn, the twin must agree, and the changes of every region must add up to
the difference of its counts.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import drawn
from semesta.coverage import Changes
from semesta.engine import Engine
from semesta.errors import SemestaError
from twin import changes as twin
from twin.changes import TwoMonths
from twin.two_months import by_engine, code, two_months


@pytest.fixture
def months(engine: Engine, tmp_path: Path) -> Callable[..., Changes]:
    return partial(check, engine, tmp_path)


def check(
    engine: Engine,
    folder: Path,
    text: str,
    *,
    regions: str = "",
    scope: str = "all",
    previous: str = "2026-01",
) -> Changes:
    """Runs two drawn months and checks all that is drawn, and the twin."""
    two, wanted = two_months(text, scope, previous)
    found = by_engine(engine, folder, two)
    rows = pq.read_table(found.people).to_pylist()
    expected = twin.people(two)
    names = expected[0].keys() if expected else ()
    assert by_person([{n: r[n] for n in names} for r in rows]) == by_person(expected)
    told = {row["name"]: row for row in rows}
    assert {
        name: {column: told.get(name, {}).get(column) for column in cells}
        for name, cells in wanted.items()
    } == wanted
    assert of_regions(found) == {
        (code(region), kind, cause): counted
        for ((_, region), kind, cause), counted in of_twin(two).items()
    }
    check_drawn(found, regions)
    return found


def by_person(rows: list[dict]) -> list[tuple]:
    return sorted(tuple(map(str, row.values())) for row in rows)


def of_regions(found: Changes) -> dict[tuple, dict]:
    return {
        (row["region_code"], row["kind"], row["cause"]): {
            "persons": row["persons"],
            **{
                name: row[f"{name}_change"]
                for name in ("population", "registered", "active")
            },
        }
        for row in found.table.to_pylist()
    }


def of_twin(two: TwoMonths) -> dict[tuple, dict]:
    hidden = ("active",) if two.scope == "unregistered-list" else ()
    return {
        key: {name: None if name in hidden else n for name, n in counted.items()}
        for key, counted in twin.regions(two).items()
    }


def check_drawn(found: Changes, regions: str) -> None:
    """Every drawn row stands among the changes of its region, as text."""
    rows = found.table.to_pylist()
    for cells in drawn.table(regions)[0] if regions else ():
        keys = {k: cells.pop(k, None) for k in ("region_code", "kind", "cause")}
        (row,) = [r for r in rows if all(r[k] == v for k, v in keys.items())]
        assert {name: text_of(row[name]) for name in cells} == cells


def text_of(value: object) -> str | None:
    if value is None:
        return None
    return f"{value:.6f}" if isinstance(value, float) else str(value)


def test_who_comes_and_who_goes(months):
    months(
        """
        | id | birth_date | was    | is           | => | kind    | cause | state  |
        |----|------------|--------|--------------|----|---------|-------|--------|
        | a  | 2026-02-01 | -      | unregistered |    | born    | -     |        |
        | b  | 2026-01-31 | -      | active       |    | arrived | -     | active |
        | c  | -          | -      | active       |    | arrived | -     |        |
        | d  |            | active | deceased     |    | died    | -     | -      |
        | e  |            | active | moved        |    | moved   | -     | -      |
        | f  |            | active | -            |    | left    | -     | -      |
        | g  |            | active | active       |    | -       | -     |        |
        | h  |            | -      | deceased     |    | -       | -     |        |
        """,
        regions="""
        | region_code   | kind    | persons | population_change | registered_change |
        |---------------|---------|---------|-------------------|-------------------|
        | ID            | born    | 1       | 1                 | 0                 |
        | 63.09         | arrived | 2       | 2                 | 2                 |
        | 63.09.02.2010 | died    | 1       | -1                | -1                |
        | 63.09.02.2010 | left    | 1       | -1                | -1                |
        """,
    )


def test_all_months_since_the_previous_one_count_for_births(months):
    months(
        """
        | id | birth_date | was    | is     | => | kind    |
        |----|------------|--------|--------|----|---------|
        | a  | 2025-11-30 | -      | active |    | arrived |
        | b  | 2025-12-01 | -      | active |    | born    |
        | c  |            | active | active |    | -       |
        """,
        previous="2025-11",
    )


def test_each_change_of_state_has_its_name(months):
    months(
        """
        | id | was              | is               | => | kind               | cause |
        |----|------------------|------------------|----|--------------------|-------|
        | a  | unregistered     | active           |    | registered         | pbpu  |
        | b  | unregistered     | inactive_arrears |    | registered         | pbpu  |
        | c  | active           | unregistered     |    | unregistered       | pbpu  |
        | d  | inactive_lapsed  | unregistered     |    | unregistered       | pbpu  |
        | e  | active           | inactive_arrears |    | fell_inactive      | arrears |
        | f  | active           | inactive_lapsed  |    | fell_inactive      | lapsed |
        | g  | inactive_arrears | active           |    | reactivated        | pbpu  |
        | h  | inactive_lapsed  | active           |    | reactivated        | pbpu  |
        | i  | active           | unknown          |    | to_verify          | active |
        | j  | unregistered     | unknown          |    | to_verify          | unregistered |
        | k  | unknown          | active           |    | verified           | active |
        | l  | unknown          | unregistered     |    | verified           | unregistered |
        | m  | inactive_arrears | inactive_lapsed  |    | inactive_otherwise | inactive_arrears>inactive_lapsed |
        | n  | unknown          | unknown          |    | -                  | -     |
        """,
        regions="""
        | region_code | kind          | cause   | active_change | registered_change |
        |-------------|---------------|---------|---------------|-------------------|
        | 63          | registered    | pbpu    | 1             | 2                 |
        | 63          | unregistered  | pbpu    | -1            | -2                |
        | 63          | fell_inactive | arrears | -1            | 0                 |
        | 63          | reactivated   | pbpu    | 2             | 0                 |
        | 63          | to_verify     | active  | -1            | -1                |
        | 63          | verified      | active  | 1             | 1                 |
        """,
    )


def test_a_card_of_another_payer_is_a_switch_only_for_who_stays_active(months):
    months(
        """
        | id | was             | was_segment | is              | segment    | => | kind               | cause             |
        |----|-----------------|-------------|-----------------|------------|----|--------------------|-------------------|
        | a  | active          | pbi-jk      | active          | pbpu-pemda |    | switched_segment   | pbi-jk>pbpu-pemda |
        | b  | active          | pbi-jk      | active          | pbi-jk     |    | -                  | -                 |
        | c  | inactive_lapsed | ppu-bu      | inactive_lapsed | pbpu       |    | inactive_otherwise | ppu-bu>pbpu       |
        | d  | inactive_lapsed | ppu-bu      | active          | pbpu-pemda |    | reactivated        | pbpu-pemda        |
        """
    )


def test_the_cause_of_falling_inactive_is_a_usual_reason_on_the_kept_card(months):
    months(
        """
        | id | was    | is               | card   | reason   | => | cause   |
        |----|--------|------------------|--------|----------|----|---------|
        | a  | active | inactive_lapsed  | lapsed | PHK      |    | PHK     |
        | b  | active | inactive_lapsed  | lapsed | RARE     |    | lapsed  |
        | c  | active | inactive_lapsed  | lapsed | -        |    | lapsed  |
        | d  | active | inactive_arrears | lapsed | PHK      |    | arrears |
        | e  | active | active           | active | PHK      |    | -       |
        | f  | active | active           | active | PHK      |    | -       |
        | g  | active | inactive_lapsed  | lapsed | PHK      |    | PHK     |
        | h  | active | inactive_lapsed  | lapsed | FOUR     |    | lapsed  |
        | i  | active | inactive_lapsed  | lapsed | FOUR     |    | lapsed  |
        | j  | active | inactive_lapsed  | lapsed | FOUR     |    | lapsed  |
        | k  | active | inactive_lapsed  | lapsed | FOUR     |    | lapsed  |
        """
    )


def test_who_moved_between_villages_has_moved_whatever_else_became_of_them(months):
    months(
        """
        | id | was          | was_village   | is              | village       | => | kind         | cause                  |
        |----|--------------|---------------|-----------------|---------------|----|--------------|------------------------|
        | a  | active       | 63.09.02.2004 | active          | 63.09.02.2010 |    | moved_within | -                      |
        | b  | active       | 63.09.02.2010 | inactive_lapsed | 63.09.01.2015 |    | moved_within | active>inactive_lapsed |
        | c  | unregistered | 63.09.02.2010 | unregistered    | 33.10.02.2007 |    | moved_within | -                      |
        | d  | active       | 63.09.02.2010 | active          | 63.09.02.2010 |    | -            | -                      |
        """,
        regions="""
        | region_code   | kind         | cause                  | persons | population_change | active_change |
        |---------------|--------------|------------------------|---------|-------------------|---------------|
        | ID            | moved_within | -                      | 2       | 0                 | 0             |
        | 63.09         | moved_within | -                      | 2       | -1                | 0             |
        | 63.09         | moved_within | active>inactive_lapsed | 1       | 0                 | -1            |
        | 63.09.02      | moved_within | active>inactive_lapsed | 1       | -1                | -1            |
        | 63.09.01.2015 | moved_within | active>inactive_lapsed | 1       | 1                 | 0             |
        | 63.09.02.2010 | moved_within | -                      | 2       | 0                 | 1             |
        | 33            | moved_within | -                      | 1       | 1                 | 0             |
        """,
    )


def test_a_mended_nik_makes_nobody_leave_and_arrive(months):
    months(
        """
        | id | was_nik          | nik              | was_name  | name       | was    | is       | => | kind         |
        |----|------------------|------------------|-----------|------------|--------|----------|----|--------------|
        | a  | -                | 6309021505900001 | ABD. AZIZ | ABD AZIZ   | active | active   |    | -            |
        | b  | 6309021505900012 | 6309021505900021 | NUR'AINI  | NURAINI    | active | unknown  |    | to_verify    |
        | c  | 6309021505900013 | -                | SUMARTINI | SUMARTINI  | active | deceased |    | died         |
        """
    )


def test_family_and_name_tie_only_where_they_fit_one_person_on_either_side(months):
    months(
        """
        | id | nik | name | was    | is       | => | kind    |
        |----|-----|------|--------|----------|----|---------|
        | a  | -   | SITI | active | -        |    |         |
        | b  | -   | SITI | active | -        |    |         |
        | c  | -   | SITI | -      | active   |    |         |
        | d  | -   | TONO | active | -        |    | -       |
        | e  | -   | TONO | -      | moved    |    | -       |
        | f  | -   | TONO | -      | active   |    | -       |
        | g  | -   | -    | active | -        |    |         |
        | h  | -   | -    | -      | active   |    |         |
        """,
        regions="""
        | region_code | kind    | persons |
        |-------------|---------|---------|
        | ID          | left    | 3       |
        | ID          | arrived | 2       |
        """,
    )


def test_a_valid_nik_goes_before_name_and_family(months):
    months(
        """
        | id | nik              | kk | name | was    | is     | => | kind    |
        |----|------------------|----|------|--------|--------|----|---------|
        | a  | 6309021505900001 | A  | SITI | active | -      |    |         |
        | b  | 6309021505900001 | B  | RINA | -      | active |    | -       |
        | c  |                  | A  | SITI | -      | active |    | arrived |
        """
    )


@pytest.mark.parametrize("scope", ["pbpu-pemda", "pbi-jk"])
def test_a_segments_file_says_who_entered_and_left_it_and_no_rate(months, scope):
    months(
        """
        | id | was             | is              | => | kind          | cause   |
        |----|-----------------|-----------------|----|---------------|---------|
        | a  | outside         | active          |    | listed        | -       |
        | b  | inactive_lapsed | outside         |    | unlisted      | -       |
        | c  | outside         | unknown         |    | to_verify     | outside |
        | d  | active          | inactive_lapsed |    | fell_inactive | lapsed  |
        | e  | outside         | outside         |    | -             | -       |
        """,
        scope=scope,
        regions="""
        | region_code | kind     | active_change | registered_change | active_effect | coverage_effect |
        |-------------|----------|---------------|-------------------|---------------|-----------------|
        | ID          | listed   | 1             | 1                 | -             | -               |
        | ID          | unlisted | 0             | -1                | -             | -               |
        """,
    )


def test_a_list_of_the_unregistered_says_who_has_a_card_and_not_who_is_active(months):
    months(
        """
        | id | was          | is           | => | kind         | cause |
        |----|--------------|--------------|----|--------------|-------|
        | a  | outside      | unregistered |    | unregistered | -     |
        | b  | unregistered | outside      |    | registered   | -     |
        | c  | unregistered | unregistered |    | -            | -     |
        """,
        scope="unregistered-list",
        regions="""
        | region_code | kind         | active_change | registered_change | coverage_effect |
        |-------------|--------------|---------------|-------------------|-----------------|
        | ID          | unregistered | -             | -1                | -               |
        | ID          | registered   | -             | 1                 | -               |
        """,
    )


def test_effects_weigh_persons_by_what_the_region_was_before(months):
    """Before: 3 of 4 active. Now: 2 of 4. The dead man was active: 3/4 less one person
    of rate 3/4 leaves (-1 + 3/4) / 4 = -1/16; the newborn without a card takes
    -3/4 / 4 = -3/16. Together -1/4, as 2/4 - 3/4."""
    months(
        """
        | id | birth_date | was          | is           | => | kind |
        |----|------------|--------------|--------------|----|------|
        | a  |            | active       | deceased     |    | died |
        | b  |            | active       | active       |    | -    |
        | c  |            | active       | active       |    | -    |
        | d  |            | unregistered | unregistered |    | -    |
        | e  | 2026-02-20 | -            | unregistered |    | born |
        """,
        regions="""
        | region_code | kind | active_effect | coverage_effect |
        |-------------|------|---------------|-----------------|
        | 63.09       | died | -0.062500     | -0.062500       |
        | 63.09       | born | -0.187500     | -0.187500       |
        """,
    )


def test_a_village_of_one_month_only_has_counts_and_no_effects(months):
    found = months(
        """
        | id | was    | was_village   | is     | village       | => | kind    |
        |----|--------|---------------|--------|---------------|----|---------|
        | a  | active | 63.09.02.2010 | active | 63.09.02.2010 |    | -       |
        | b  | -      |               | active | 63.09.02.2004 |    | arrived |
        """,
        regions="""
        | region_code   | kind    | population_change | active_effect |
        |---------------|---------|-------------------|---------------|
        | 63.09.02.2004 | arrived | 1                 | -             |
        | 63.09.02      | arrived | 1                 | 0.000000      |
        """,
    )

    assert found.villages_of_one_month == 1


@pytest.mark.parametrize(
    ("previous", "code"),
    [("2026-02", "not_earlier"), ("2026-03", "not_earlier")],
)
def test_the_previous_month_must_be_earlier(engine, tmp_path, previous, code):
    two, _ = two_months("| id | was | is |\n|-|-|-|\n", "all", previous)

    with pytest.raises(SemestaError) as raised:
        by_engine(engine, tmp_path, two)

    assert raised.value.code == f"coverage.previous_{code}"


def test_months_of_other_villages_are_not_compared(engine, tmp_path):
    two, _ = two_months(
        """
        | id | was    | was_village   | is     | village       |
        |----|--------|---------------|--------|---------------|
        | a  | active | 63.09.02.2010 | -      |               |
        | b  | -      |               | active | 33.10.02.2007 |
        """,
        "all",
        "2026-01",
    )

    with pytest.raises(SemestaError) as raised:
        by_engine(engine, tmp_path, two)

    assert raised.value.code == "coverage.previous_elsewhere"
