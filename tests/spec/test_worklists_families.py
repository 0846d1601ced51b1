"""Who is on a worklist, with whom, in which order, and why first.

Whatever a test draws, the tables must also agree with the plain-Python twin.
"""

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from semesta.errors import IdentityBroken, SemestaError
from semesta.worklists import regencies, tables
from twin import visiting
from visit_builders import CARD, RESIDENT, Drawn, Row, draw, lines, make
from visit_builders import card as card_of
from visit_builders import resident as resident_of


COMPARED = (
    *("line", "family", "place", "state", "rw", "rt", "priority", "chronic", "baby"),
    *("whole_family", "elderly", "deadline", "days_left", "step", "arrears_due"),
    *("family_arrears", "family_current_month", "family_due", "debts_not_known"),
)
Visit = Callable[..., dict[str, Row]]


def compare(found: list[Row], expected: list[Row]) -> None:
    assert [{name: row[name] for name in COMPARED} for row in found] == [
        {name: row[name] for name in COMPARED} for row in expected
    ]


@pytest.fixture
def visit(tmp_path: Path) -> Visit:
    """Draws, makes the worklist, checks it against the twin and the drawing."""

    def check(residents: str, cards: str = "", **wanted: object) -> dict[str, Row]:
        run, expected = draw(residents, cards)
        made = make(run.source(tmp_path / "run"), tmp_path / "out", **wanted)
        found = lines(made)
        compare(found, visiting.worklist(run.residents, run.cards))
        ids = {f"P{row['person_id']}": row["id"] for row in run.residents}
        by_id = {ids.get(row["line"], row["line"]): row for row in found}
        told = {
            name: {column: str(by_id[name][column]) for column in cells}
            for name, cells in expected.items()
            if name in by_id
        }
        assert told == {name: expected[name] for name in told}
        return by_id

    return check


def test_a_family_is_listed_whole_when_one_of_its_members_needs_a_visit(
    visit: Visit,
) -> None:
    found = visit("""
        | id    | kk | state            | => | family_size | family_to_do |
        |-------|----|------------------|----|-------------|--------------|
        | ayah  | 11 | active           |    | 2           | 1            |
        | ibu   | 11 | unregistered     |    | 2           | 1            |
        | duda  | 12 | inactive_arrears |    | 1           | 1            |
        | janda | 13 | inactive_lapsed  |    | 1           | 1            |
        | siapa | 14 | unknown          |    | 1           | 1            |
        | aman  | 15 | active           |    |             |              |
    """)
    assert set(found) == {"ayah", "ibu", "duda", "janda", "siapa"}
    assert found["ayah"]["step"] is None


def test_a_family_is_a_family_card_within_a_village_and_nobody_shares_an_empty_one(
    visit: Visit,
) -> None:
    visit("""
        | id   | kk | village    | => | family | family_size |
        |------|----|------------|----|--------|-------------|
        | here | 11 | 6309082001 |    | P1     | 2           |
        | too  | 11 | 6309082001 |    | P1     | 2           |
        | away | 11 | 6309082002 |    | P3     | 1           |
        | one  | -  | 6309082001 |    | P4     | 1           |
        | two  | -  | 6309082001 |    | P5     | 1           |
    """)


def test_the_walk_goes_by_village_rw_rt_and_address_and_a_missing_one_comes_last(
    visit: Visit,
) -> None:
    found = visit("""
        | id | kk | village    | rw | rt | address |
        |----|----|------------|----|----|---------|
        | g  | 17 | 6309082002 | 1  | 1  | A       |
        | f  | 16 | 6309082001 | -  | -  | A       |
        | e  | 15 | 6309082001 | 2  | -  | A       |
        | d  | 14 | 6309082001 | 2  | 1  | A       |
        | c  | 13 | 6309082001 | 1  | 10 | A       |
        | b  | 12 | 6309082001 | 1  | 9  | B       |
        | a  | 11 | 6309082001 | 1  | 9  | A       |
    """)
    assert list(found) == ["a", "b", "c", "d", "e", "f", "g"]


def test_the_head_leads_the_family_and_says_where_it_lives(visit: Visit) -> None:
    found = visit("""
        | id    | kk | relation | birth_date | rt | name  | => | place | rt | head_name |
        |-------|----|----------|------------|----|-------|----|-------|----|-----------|
        | kakek | 11 | parent   | 1940-01-01 | 7  | KAKEK |    | 2     | 3  | IBU       |
        | anak  | 11 | child    | 2015-01-01 | 7  | ANAK  |    | 3     | 3  | IBU       |
        | ibu   | 11 | head     | 1980-01-01 | 3  | IBU   |    | 1     | 3  | IBU       |
    """)
    assert list(found) == ["ibu", "kakek", "anak"]


def test_without_a_head_the_eldest_leads_and_another_member_knows_the_rt(
    visit: Visit,
) -> None:
    visit("""
        | id    | kk | relation | birth_date | rt | => | place | rt |
        |-------|----|----------|------------|----|----|-------|----|
        | kakak | 11 | child    | 2001-01-01 | -  |    | 1     | 4  |
        | adik  | 11 | child    | 2005-01-01 | 4  |    | 2     | 4  |
    """)


def test_a_baby_s_card_without_a_nik_joins_the_family_of_its_family_card(
    visit: Visit,
) -> None:
    found = visit(
        """
        | id  | kk | village    | state  |
        |-----|----|------------|--------|
        | far | 11 | 6309082002 | active |
        | ibu | 11 | 6309082001 | active |
        """,
        """
        | finding         | kk | village    | birth_date | name           |
        |-----------------|----|------------|------------|----------------|
        | newborn_waiting | 11 | 6309082001 | 2026-01-02 | BAYI NY SITI   |
        | newborn_waiting | 99 | 6309082001 | 2025-11-30 | BAYI NY AMINAH |
        | newborn_waiting | -  | 6309080000 | 2026-01-02 | BAYI NY NUR    |
        """,
    )
    assert {key: row["family"] for key, row in found.items()} == {
        "ibu": "P2",
        "K1": "P2",
        "K2": "K2",
        "K3": "K3",
    }
    assert found["K1"]["place"] == 2
    assert (found["K1"]["deadline"], found["K1"]["days_left"]) == (date(2026, 4, 2), 61)
    assert (found["K2"]["deadline"], found["K2"]["days_left"]) == (
        date(2026, 2, 28),
        28,
    )
    assert found["K3"]["village"] == 6309080000


def test_a_newborn_has_28_days_from_birth(visit: Visit) -> None:
    found = visit("""
        | id   | kk | birth_date | => | deadline   | days_left | step            |
        |------|----|------------|----|------------|-----------|-----------------|
        | new  | 11 | 2026-01-31 |    | 2026-02-28 | 28        | newborn_in_time |
        | last | 12 | 2026-01-03 |    | 2026-01-31 | 0         | newborn_in_time |
        | late | 13 | 2026-01-02 |    | 2026-01-30 | -1        | newborn_late    |
        | old  | 14 | 2025-10-30 |    | None       | None      | register_child  |
    """)
    assert all(row["baby"] for row in found.values())


def test_priorities_are_marks_of_the_family_and_the_most_urgent_one_ranks_it(
    visit: Visit, tmp_path: Path
) -> None:
    listed = tmp_path / "kronis.csv"
    listed.write_text("NIK\n6309080000000001\n6309080000000002\n")
    run, _ = draw("""
        | id    | kk | state        | birth_date |
        |-------|----|--------------|------------|
        | sakit | 11 | unknown      | 1980-01-01 |
        | sehat | 12 | active       | 1980-01-01 |
        | kawan | 12 | unknown      | 1980-01-01 |
        | bayi  | 13 | unknown      | 2025-02-01 |
        | setahun | 14 | unknown    | 2025-01-31 |
        | tua   | 15 | unknown      | 1966-01-31 |
        | muda  | 16 | unknown      | 1966-02-01 |
        | bebas | 17 | unregistered | 1966-01-31 |
    """)
    made = make(run.source(tmp_path / "run"), tmp_path / "out", chronic=listed)
    found = lines(made)
    niks = {6309080000000001, 6309080000000002}
    compare(found, visiting.worklist(run.residents, run.cards, niks))
    ids = {f"P{row['person_id']}": row["id"] for row in run.residents}
    assert {ids[row["line"]]: row["priority"] for row in found} == {
        "sakit": 1,
        "sehat": None,  # covered: her illness gives nobody anything to do
        "kawan": None,
        "bayi": 2,
        "setahun": None,
        "tua": 4,
        "muda": None,
        "bebas": 3,  # wholly without cover, and elderly: the more urgent counts
    }
    assert (made.families["whole_family"], made.families["elderly"]) == (1, 2)
    assert made.families["priority"] == 4


@pytest.mark.parametrize("state", ["active", "unknown", "outside"])
def test_a_family_with_a_member_who_may_be_covered_is_not_wholly_without_cover(
    visit: Visit, state: str
) -> None:
    found = visit(f"""
        | id    | kk | state           |
        |-------|----|-----------------|
        | lepas | 11 | inactive_lapsed |
        | lain  | 11 | {state}         |
    """)
    assert not found["lepas"]["whole_family"]
    assert ("lain" in found) == (state != "outside")


def test_who_a_partial_file_says_nothing_about_is_on_no_list(visit: Visit) -> None:
    found = visit("""
        | id    | kk | state        |
        |-------|----|--------------|
        | luar  | 11 | outside      |
        | belum | 12 | unregistered |
    """)
    assert set(found) == {"belum"}


def test_a_region_narrows_everything(tmp_path: Path) -> None:
    run, _ = draw("""
        | id | kk | village    |
        |----|----|------------|
        | a  | 11 | 6309082001 |
        | b  | 12 | 6309082002 |
        | c  | 13 | 6310012001 |
    """)
    source = run.source(tmp_path / "run")
    for region, expected in {
        "63.09.08.2001": 1,
        "63.09": 2,
        "63.10": 1,
        "63": 3,
        "ID": 3,
    }.items():
        made = make(source, tmp_path / region, region=region)
        assert len(lines(made)) == made.persons["unregistered"] == expected
    assert [path.name for path in made.parquet] == ["63.09.parquet", "63.10.parquet"]
    with pytest.raises(SemestaError) as caught:
        make(source, tmp_path / "none", region="11.01")
    assert caught.value.code == "worklists.nobody_in_scope"


def test_a_run_in_which_all_are_covered_gives_an_empty_list(tmp_path: Path) -> None:
    run, _ = draw("""
        | id | kk | state  |
        |----|----|--------|
        | a  | 11 | active |
    """)
    made = make(run.source(tmp_path / "run"), tmp_path / "out", xlsx=True, pdf=True)
    assert (lines(made), made.sheets) == ([], ())
    assert (made.villages, made.listed) == (1, 0)


def test_a_list_that_does_not_hold_the_run_s_persons_is_not_made(
    tmp_path: Path,
) -> None:
    run, _ = draw("""
        | id | kk | state        |
        |----|----|--------------|
        | a  | 11 | unregistered |
        | b  | 11 | unknown      |
    """)
    source = run.source(tmp_path / "run")
    fewer = Drawn(run.residents[:1], ()).source(tmp_path / "fewer")
    other = type(source)(fewer.residents, source.cards, source.cube, source.month)
    with pytest.raises(IdentityBroken) as caught:
        make(other, tmp_path / "out")
    assert caught.value.parameters == {"state": "unknown", "listed": 0, "counted": 1}
    assert not (tmp_path / "out").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name[0] == "."] == []


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    ("at_once", "readings", "lines_at_once"),
    [
        (1, 0, 50),  # each regency by itself, out of files of its own
        (1, 2, 50),  # each regency by itself, out of the run's files
        (regencies.ROWS_AT_ONCE, regencies.MOST_READINGS, tables.LINES_AT_ONCE),
    ],
)
def test_made_up_villages_agree_with_the_twin_however_many_are_worked_out_at_once(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    at_once: int,
    readings: int,
    lines_at_once: int,
    seed: int,
) -> None:
    monkeypatch.setattr(regencies, "ROWS_AT_ONCE", at_once)
    monkeypatch.setattr(regencies, "MOST_READINGS", readings)
    monkeypatch.setattr(tables, "LINES_AT_ONCE", lines_at_once)
    run = at_random(random.Random(seed))
    made = make(run.source(tmp_path / "run"), tmp_path / "out")
    expected = visiting.worklist(run.residents, run.cards)
    compare(lines(made), expected)
    assert made.lines == len(expected) > 100


def test_a_regency_in_which_all_are_covered_has_a_list_without_rows(
    tmp_path: Path,
) -> None:
    run, _ = draw("""
        | id | kk | village    | state        |
        |----|----|------------|--------------|
        | a  | 11 | 6309082001 | active       |
        | b  | 12 | 6310012001 | unregistered |
    """)
    made = make(run.source(tmp_path / "run"), tmp_path / "out")
    none, some = (pq.read_table(made.folder / path) for path in made.parquet)
    assert (none.num_rows, some.num_rows) == (0, 1)
    assert none.schema == some.schema


def test_regencies_are_worked_out_side_by_side_up_to_a_number_of_rows() -> None:
    rows = {6310: 1, 6309: 5, 1101: 3, 3201: 9, 6308: 0}

    assert list(regencies.packed(rows, 6)) == [[1101], [3201], [6308, 6309, 6310]]
    assert list(regencies.packed(rows, 1)) == [[1101], [3201], [6308], [6309], [6310]]
    assert list(regencies.packed({}, 6)) == []


def at_random(draw_one: random.Random) -> Drawn:
    """200 residents and their cards, with every column at its worst."""
    pick = draw_one.choice
    segments = ("pbi-jk", "pbpu-pemda", "ppu-pn", "ppu-bu", "pbpu", "bp", "unknown")
    states = ("active", "inactive_arrears", "inactive_lapsed", "unregistered")
    born = (None, date(1950, 1, 1), date(2004, 6, 1), date(1998, 1, 31))
    ids: dict[str, Row] = {}
    for number in range(1, 201):
        recent = date(2026, 1, 31) - timedelta(draw_one.randrange(400))
        cells = {
            **RESIDENT,
            "id": f"r{number}",
            "village": pick((6309082001, 6309082002, 6310012001)),
            "kk": pick((None, *(str(n) for n in range(60)))),
            "relation": pick(("head", "child", "wife")),
            "birth_date": pick((*born, recent)),
            "rw": pick((None, 1, 2)),
            "rt": pick((None, 1, 2)),
            "hamlet": pick((None, "BARAT")),
            "address": pick((None, "JL. A", "JL. B")),
            "decile": pick((None, 1, 5, 6, 10)),
            "state": pick((*states, "unknown", "outside")),
        }
        ids[f"r{number}"] = resident_of(number, cells)
    cards = []
    for number in range(1, 241):
        cells = {
            **CARD,
            "of": pick(list(ids)),
            "finding": pick(("matched", "duplicate", "unknown")),
            "segment": pick(segments),
            "state": pick(("active", "arrears", "lapsed", "deceased")),
            "reason": pick((None, "PHK", "DINONAKTIFKAN")),
            "care_class": pick((None, 1, 2, 3)),
            "arrears_months": pick((1, 3, 4, 24, 25)),
            "birth_date": date(2026, 1, 31) - timedelta(draw_one.randrange(90)),
        }
        if cells["state"] != "active":  # an active card without arrears is left out
            cells["arrears_months"] = pick((None, 0, 1, 3, 4, 24, 25))
        if number % 20 == 0:
            waits = {"of": None, "finding": "newborn_waiting", "segment": "pbi-jk"}
            cells |= waits | {"kk": pick((None, *(str(n) for n in range(60))))}
        cards.append(card_of(number, cells, ids))
    return Drawn(list(ids.values()), cards)
