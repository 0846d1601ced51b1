"""What the reports say: which place leads, its rank, and its nearest step."""

import pytest

from report_builders import REGENCY, gap, line, linked, official, rows, written
from semesta.reports import figures


def test_the_only_regency_with_residents_leads(tmp_path):
    found = figures(written(tmp_path, rows()), gap())

    assert found.top.code == REGENCY
    assert found.places == ()


def test_the_province_leads_where_several_regencies_have_residents(tmp_path):
    tables = rows()
    tables["regions"].append(
        linked("63.10", "Kabupaten Tanah Bumbu", "regency", 80, 5, 5, 5, 5, 9)
    )

    found = figures(written(tmp_path, tables), gap())

    assert found.top.code == "63"
    assert [place.code for place in found.places] == [
        *("63.07", "63.08", REGENCY, "63.10")
    ]


@pytest.mark.parametrize(("active", "place"), [(789, 1), (790, 1), (791, 2)])
def test_equal_activity_shares_a_rank(tmp_path, active, place):
    tables = rows()
    tables["regions"] = [
        row for row in tables["regions"] if row["basis"] != "administrative"
    ] + [official("63.08", "Kabupaten Hulu Sungai Utara", 1000, active)]

    rank = figures(written(tmp_path, tables), gap()).top.rank

    assert rank and (rank.place, rank.of) == (place, 2)


def test_the_next_step_is_the_cheapest_line_of_the_nearest_category(tmp_path):
    lines = (
        line("Utama", 5),
        line("Madya", 60, route="a"),
        line("Madya", 40, route="b"),
        line("Pratama", 0, verdict="undecidable", facts=["uhc_prioritas"]),
    )

    top = figures(written(tmp_path, rows()), gap(*lines)).top

    assert top.next and (top.next.category, top.next.route) == ("Madya", "b")
    assert top.waiting and top.waiting.category == "Pratama"


def test_what_is_reached_is_no_step(tmp_path):
    tables = rows()
    tables["awards"][0] |= {"worst": "Madya", "best": "Madya", "category": "Madya"}
    lines = (line("Pratama", 0, verdict="met"), line("Madya", 9, route="a"))

    top = figures(written(tmp_path, tables), gap(*lines)).top

    assert (top.next, top.waiting, top.above) == (None, None, [])
