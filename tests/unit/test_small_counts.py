"""Small counts: what is withheld of one sum, worked out by hand."""

from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest

from html_reader import read_html
from report_builders import FIRST, SECOND, page, rows, segment, written
from semesta.reports.hidden import of_changes, told
from semesta.reports.small_counts import withheld
from workbook_golden import workbook


A, B, C = "63.09.01", "63.09.02", "63.09.03"
BOTH = frozenset("ab")


def village(district: str) -> str:
    return f"{district}.2001"


def regency(*districts: tuple[int, int]) -> dict[str, dict[str, int]]:
    """Districts of one village each, and their regency."""
    found = {}
    for code, parts in zip((A, B, C), districts, strict=False):
        found[code] = found[village(code)] = dict(zip("ab", parts, strict=True))
    whole = {
        part: sum(found[code][part] for code in found if len(code) == 8)
        for part in "ab"
    }
    return {"63.09": whole, **found}


def test_nothing_is_withheld_where_every_part_is_five_or_nobody():
    assert withheld(regency((5, 20), (0, 30))) == {}


def test_a_district_of_few_persons_takes_another_one_with_it():
    """3 and 20, 9 and 30, 50 and 60: the second costs least."""
    found = withheld(regency((3, 20), (9, 30), (50, 60)))

    assert found == dict.fromkeys((A, village(A), B, village(B)), BOTH)


def test_a_zero_may_have_to_be_withheld_for_a_neighbour():
    """3 of 23 in the first; in the second all 30 are of the other part."""
    found = withheld(regency((3, 20), (0, 30)))

    assert found == dict.fromkeys((A, village(A), B, village(B)), BOTH)


def test_the_only_place_of_a_regency_says_what_the_regency_says():
    assert withheld(regency((3, 20))) == {}


def test_what_the_sums_tell_anyway_is_told():
    """Nobody in the regency is to be verified: who has no card is unregistered."""
    assert withheld(regency((3, 0), (9, 0))) == {}


def test_cards_of_no_village_hide_those_of_a_village():
    """3 and 20 in the village, 10 and 50 in the regency: 7 and 30 lie elsewhere."""
    counts = {"63.09": {"a": 10, "b": 50}, village(A): {"a": 3, "b": 20}}

    assert withheld(counts) == {village(A): BOTH}


def test_a_part_can_be_named_that_must_not_be_told():
    counts = regency((30, 20), (40, 30))

    assert withheld(counts) == {}
    assert withheld(counts, frozenset({(A, "a")}))[A] == BOTH


@pytest.mark.parametrize("code", ["ID", "63", "63.09"])
def test_a_regency_and_above_are_told_in_full(code):
    assert code not in withheld({code: {"a": 1, "b": 2}, **regency((1, 2), (3, 4))})


def test_a_withheld_part_stands_there_even_where_nobody_has_it():
    """Left out, it would be known to be nobody."""
    assert told({A: BOTH}, A, {"a": 7, "c": 9}) == {"a": "*", "c": 9, "b": "*"}


def test_the_page_of_a_village_has_no_high_rate_that_tells_a_withheld_count(tmp_path):
    """3 of 600 are to be verified: 590 + 3 are 98.83%, 470 + 3 are 78.83%."""
    text = read_html(page(written(tmp_path, rows()), tmp_path, region=FIRST)).text

    assert "98,33%" in text and "98,83%" not in text
    assert "78,33%" in text and "78,83%" not in text


def test_the_summary_of_a_village_has_none_either(tmp_path: Path):
    path = workbook(written(tmp_path, rows()), tmp_path / "a.xlsx", region=FIRST)

    sheet = openpyxl.load_workbook(path)["Ringkasan"]
    values = [cell.value for row in sheet.iter_rows() for cell in row]

    assert 0.983333 in [round(v, 6) for v in values if isinstance(v, float)]
    assert 0.988333 not in [round(v, 6) for v in values if isinstance(v, float)]


def test_withheld_segments_of_a_village_stand_last_whatever_their_size(tmp_path):
    """Their order would tell which of them is the larger."""
    tables = rows()
    tables["segments"] = [
        segment("bp", 12, 12, 0, 0),
        segment("pbi-jk", 588, 588, 0, 0),
        segment("pbpu", 385, 385, 0, 0),
        *(
            segment(code, count, count, 0, 0) | {"region_code": place}
            for place, counts in {
                FIRST: {"bp": 2, "pbi-jk": 388, "pbpu": 200},
                SECOND: {"bp": 10, "pbi-jk": 200, "pbpu": 185},
            }.items()
            for code, count in counts.items()
        ),
    ]
    root = read_html(page(written(tmp_path, tables), tmp_path, region=FIRST))

    body = root.one("section", id="segments").one("tbody")
    counts = [next(iter(row.all("td"))).text for row in body.all("tr")]

    assert counts == ["388", "*", "*"]


def test_changes_of_a_village_are_withheld_in_its_neighbour_too(tmp_path):
    """3 born and 20 died there; the regency's 12 and 50 less the other's tell both."""
    counts = {FIRST: (3, 20), SECOND: (9, 30), "63.09": (12, 50)}
    found = pa.Table.from_pylist(
        [
            {"region_code": code, "kind": kind, "cause": None, "persons": persons}
            for code, (born, died) in counts.items()
            for kind, persons in (("born", born), ("died", died))
        ]
    )

    assert of_changes(found) == dict.fromkeys((FIRST, SECOND), {"born/", "died/"})
    told_there = page(written(tmp_path, rows()), tmp_path, region=SECOND, changes=found)
    body = read_html(told_there).one("section", id="changes").one("tbody")
    assert [next(iter(row.all("td"))).text for row in body.all("tr")] == ["*", "*"]
