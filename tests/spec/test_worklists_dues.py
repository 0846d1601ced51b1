"""What a family owes: amounts worked out by hand, from the prices of January 2026.

Class I 150,000, class II 100,000, class III 35,000 (the member's own part); at most 24
months are billed, and the current month is added.
"""

from pathlib import Path

import pytest

from twin import visiting
from visit_builders import Row, draw, lines, make


def owed(folder: Path, residents: str, cards: str) -> dict[str, Row]:
    """The lines by the `id` of the resident, checked against the twin."""
    run, _ = draw(residents, cards)
    found = lines(make(run.source(folder / "run"), folder / "out"))
    names = ("line", "arrears_due", "family_due", "debts_not_known")
    expected = visiting.worklist(run.residents, run.cards)
    assert [[row[n] for n in names] for row in found] == [
        [row[n] for n in names] for row in expected
    ]
    ids = {f"P{row['person_id']}": str(row["id"]) for row in run.residents}
    return {ids[str(row["line"])]: row for row in found}


def money(row: Row) -> tuple[object, object, object]:
    return row["family_arrears"], row["family_current_month"], row["family_due"]


ONE = """
    | id  | state            |
    |-----|------------------|
    | one | inactive_arrears |
"""


@pytest.mark.parametrize(
    ("care_class", "months", "arrears", "current"),
    [
        ("3", "1", 35_000, 35_000),
        ("3", "24", 840_000, 35_000),
        ("3", "25", 840_000, 35_000),
        ("3", "50", 840_000, 35_000),
        ("2", "6", 600_000, 100_000),
        ("1", "10", 1_500_000, 150_000),
    ],
)
def test_arrears_are_months_times_the_price_of_the_class_24_at_most(
    tmp_path: Path, care_class: str, months: str, arrears: int, current: int
) -> None:
    found = owed(
        tmp_path,
        ONE,
        f"""
        | of  | state   | care_class   | arrears_months |
        |-----|---------|--------------|----------------|
        | one | arrears | {care_class} | {months}       |
        """,
    )
    assert money(found["one"]) == (arrears, current, arrears + current)
    assert found["one"]["arrears_months"] == int(months)
    assert found["one"]["months_billed"] == min(int(months), 24)


def test_a_family_owes_for_all_its_members_also_for_those_who_are_active(
    tmp_path: Path,
) -> None:
    found = owed(
        tmp_path,
        """
        | id    | kk | state            |
        |-------|----|------------------|
        | ayah  | 11 | inactive_arrears |
        | ibu   | 11 | active           |
        | nenek | 11 | unregistered     |
        | lain  | 12 | inactive_arrears |
        """,
        """
        | of   | segment | state   | care_class | arrears_months |
        |------|---------|---------|------------|----------------|
        | ayah | pbpu    | arrears | 3          | 10             |
        | ibu  | bp      | active  | 2          | 2              |
        | lain | pbpu    | arrears | 1          | 1              |
        """,
    )
    # 10 × 35,000 + 2 × 100,000 = 550,000; current 35,000 + 100,000 = 135,000
    for member in ("ayah", "ibu", "nenek"):
        assert money(found[member]) == (550_000, 135_000, 685_000)
    assert money(found["lain"]) == (150_000, 150_000, 300_000)


@pytest.mark.parametrize("segment", ["pbi-jk", "pbpu-pemda", "ppu-pn", "ppu-bu"])
def test_what_others_pay_is_no_debt_of_the_family(tmp_path: Path, segment: str) -> None:
    found = owed(
        tmp_path,
        ONE,
        f"""
        | of  | segment   | state   | arrears_months |
        |-----|-----------|---------|----------------|
        | one | {segment} | arrears | 9              |
        """,
    )
    assert money(found["one"]) == (0, 0, 0)
    assert found["one"]["debts_not_known"] == 0


def test_a_second_card_does_not_double_the_debt(tmp_path: Path) -> None:
    found = owed(
        tmp_path,
        """
        | id  | state           |
        |-----|-----------------|
        | one | inactive_lapsed |
        """,
        """
        | of  | segment | state   | care_class | arrears_months | finding   |
        |-----|---------|---------|------------|----------------|-----------|
        | one | pbi-jk  | lapsed  | 3          | 0              | matched   |
        | one | pbpu    | arrears | 3          | 20             | duplicate |
        | one | pbpu    | arrears | 2          | 8              | duplicate |
        """,
    )
    # 20 × 35,000 = 700,000 is less than 8 × 100,000 = 800,000
    assert money(found["one"]) == (800_000, 100_000, 900_000)
    assert found["one"]["segment"] == "pbi-jk"


@pytest.mark.parametrize(("care_class", "months"), [("-", "5"), ("3", "-"), ("3", "0")])
def test_a_debt_that_cannot_be_worked_out_is_said_to_be_missing(
    tmp_path: Path, care_class: str, months: str
) -> None:
    found = owed(
        tmp_path,
        """
        | id  | kk | state            |
        |-----|----|------------------|
        | one | 11 | inactive_arrears |
        | two | 11 | inactive_arrears |
        """,
        f"""
        | of  | state   | care_class   | arrears_months |
        |-----|---------|--------------|----------------|
        | one | arrears | {care_class} | {months}       |
        | two | arrears | 3            | 5              |
        """,
    )
    assert found["one"]["arrears_due"] is None
    assert money(found["one"]) == (175_000, 35_000, 210_000)
    assert found["one"]["debts_not_known"] == 1


def test_the_dead_and_those_who_moved_leave_no_debt_to_the_family(
    tmp_path: Path,
) -> None:
    found = owed(
        tmp_path,
        ONE,
        """
        | of  | state    | finding  | arrears_months |
        |-----|----------|----------|----------------|
        | one | arrears  | matched  | 2              |
        | one | deceased | unknown  | 20             |
        | one | arrears  | deceased | 20             |
        | one | arrears  | moved    | 20             |
        """,
    )
    assert money(found["one"]) == (70_000, 35_000, 105_000)
