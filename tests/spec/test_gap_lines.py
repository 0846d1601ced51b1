"""Persons and rupiah short of every line, on figures that are worked out by hand."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from gap_builders import linked_run, official_run
from semesta import planning
from semesta.errors import SemestaError
from semesta.months import Month
from semesta.published import Run


FIGURES = {"population": 64159, "registered": 64159, "active": 51327}


@pytest.fixture(scope="module")
def one_short(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """51,327 of 64,159 print as 80.00% and are one short of 80%."""
    figures = FIGURES | {"pbpu_pemda": 16000}
    folder = tmp_path_factory.mktemp("official")
    return official_run(folder, figures, facts="ya,2025-12")


def region(run: Run, **asked: Any) -> dict[str, Any]:
    (found,) = planning.gap(run, **asked).as_json()["regions"]
    return found


def line(region: dict[str, Any], category: str, route: str | None = None) -> Any:
    (found,) = (
        line
        for line in region["lines"]
        if (line["category"], line["route"]) == (category, route)
    )
    return found


def test_one_person_is_short_of_80_percent_of_64159(one_short: Run) -> None:
    found = region(one_short)
    assert found["basis"] == "administrative"
    uhc = line(found, "UHC")
    assert uhc["short"] == {"coverage": 0, "active": 1}
    assert (uhc["persons"], uhc["at_most"], uhc["verdict"]) == (1, False, "not_met")


def test_one_person_costs_37800_a_month_and_415800_from_february(
    one_short: Run,
) -> None:
    """35,000 + 2,800 = 37,800; eleven months of it are 415,800; the centre adds 4,200,
    which is 46,200."""
    uhc = line(region(one_short), "UHC")
    assert uhc["per_month"] == {
        "contribution": 35000,
        "regional_aid": 2800,
        "central_aid": 4200,
        "local_government": 37800,
        "total": 42000,
    }
    assert uhc["to_december"] == {
        "contribution": 385000,
        "regional_aid": 30800,
        "central_aid": 46200,
        "local_government": 415800,
        "total": 462000,
    }


def test_every_route_of_the_edition_is_a_line(one_short: Run) -> None:
    """85% of 64,159 are 54,535.15, so 54,536; 95%: 60,951.05; 25%: 16,039.75; 18%:
    11,548.62, which 16,000 exceed."""
    found = region(one_short)
    assert [(item["category"], item["route"]) for item in found["lines"]] == [
        ("UHC", None),
        ("UHC Prioritas", None),
        ("Pratama", None),
        ("Madya", "a"),
        ("Madya", "b"),
        ("Utama", None),
        ("Utama", "full_activity"),
    ]
    assert line(found, "Madya", "a")["short"] == {
        "coverage": 0,
        "active": 3209,
        "local_government": 0,
    }
    assert line(found, "Madya", "b")["short"]["local_government"] == 40
    assert line(found, "Madya", "b")["persons"] == 40
    assert line(found, "Utama")["persons"] == 9625
    assert line(found, "Utama", "full_activity")["short"] == {
        "coverage": 0,
        "active": 12832,
    }


def test_the_largest_shortfall_counts_because_one_person_fills_all(
    tmp_path: Path,
) -> None:
    """98% of 1,000 are 980: 30 short; 80%: 800: 50 short; 25%: 250: 20 short."""
    figures = {"registered": 950, "active": 750, "pbpu_pemda": 230}
    run = official_run(tmp_path, {"population": 1000} | figures)
    route_b = line(region(run), "Madya", "b")
    assert route_b["short"] == {"coverage": 30, "active": 50, "local_government": 20}
    assert route_b["persons"] == 50
    # 20 must come as PBPU BP Pemda (756,000 and 84,000); 30 may come otherwise.
    pemda, pbi, own = route_b["who_pays"]
    assert pemda["local_government"] == 50 * 37800
    assert (pbi["local_government"], pbi["central_government"]) == (
        756_000,
        84_000 + 30 * 42_000,
    )
    assert (own["member"], own["aid"]) == (30 * 35_000, 30 * 7_000)
    assert {way["total"] for way in route_b["who_pays"]} == {50 * 42_000}


def test_conditions_that_are_no_ratio_stand_beside_the_persons(
    one_short: Run, tmp_path: Path
) -> None:
    """Paid through December leaves January open; the other facts are met."""
    found = region(one_short)
    assert line(found, "UHC")["facts"] == []
    assert line(found, "UHC Prioritas")["facts"] == ["contributions_paid"]
    assert line(found, "Pratama")["facts"] == []
    unknown = official_run(tmp_path, FIGURES)
    prioritas = line(region(unknown), "UHC Prioritas")
    assert prioritas["facts"] == ["contributions_paid", "approved"]
    assert prioritas["open_facts"][1]["given"] == ""


def test_a_line_that_is_met_asks_for_nobody_and_costs_nothing(tmp_path: Path) -> None:
    run = official_run(tmp_path, FIGURES | {"active": 51328})
    uhc = line(region(run), "UHC")
    assert (uhc["verdict"], uhc["persons"]) == ("met", 0)
    assert set(uhc["to_december"].values()) == {0}


def test_a_measure_that_nobody_knows_leaves_the_line_without_persons(
    tmp_path: Path,
) -> None:
    found = region(official_run(tmp_path, FIGURES))
    route_b = line(found, "Madya", "b")
    assert route_b["short"] == {"coverage": 0, "active": 1, "local_government": None}
    assert (route_b["persons"], route_b["per_month"]) == (None, None)
    assert line(found, "Utama", "full_activity")["persons"] == 12832


def test_the_province_share_adds_up_to_whole_rupiah(one_short: Run) -> None:
    """33.3% of 40 x 37,800 = 1,512,000 are 503,496; the rest is 1,008,504."""
    found = region(one_short, province_share=Fraction(333, 1000))
    split = line(found, "Madya", "b")["split"]
    assert split["per_month"] == {"regency": 1_008_504, "province": 503_496}
    assert split["to_december"] == {"regency": 11_093_544, "province": 5_538_456}
    # 33.3% of 37,800 are 12,587.4: whole rupiah, every month the same.
    one = line(found, "UHC")["split"]
    assert one["per_month"] == {"regency": 25_213, "province": 12_587}
    assert one["to_december"] == {"regency": 277_343, "province": 138_457}
    assert sum(one["to_december"].values()) == 415_800


def test_a_run_of_december_counts_to_the_next_december(tmp_path: Path) -> None:
    run = official_run(tmp_path, FIGURES, month="2026-12")
    found = planning.gap(run).as_json()
    assert (found["start"], found["months"]) == ("2027-01", 12)
    assert line(found["regions"][0], "UHC")["to_december"]["total"] == 504_000


def test_the_first_month_may_be_another(one_short: Run) -> None:
    found = planning.gap(one_short, start=Month(2026, 11)).as_json()
    assert found["months"] == 2
    assert found["cutoff_day"] == 20
    uhc = line(found["regions"][0], "UHC")
    assert uhc["to_december"]["local_government"] == 75_600


def test_persons_on_a_range_are_at_most_so_many(tmp_path: Path) -> None:
    """Six of ten are active; a seventh's only card says that its holder died, so that
    he is to be verified: 80% lacks two and 98% four, at most."""
    cards = [(n, n, "PBI JK", "AKTIF") for n in range(1, 7)]
    run = linked_run(tmp_path, 10, [*cards, (7, 7, "PBI JK", "MENINGGAL")])
    found = region(run)
    assert found["basis"] == "linked"
    uhc = line(found, "UHC")
    assert uhc["short"] == {"coverage": 4, "active": 2}
    assert (uhc["persons"], uhc["at_most"]) == (4, True)


def test_persons_are_exact_where_an_exact_measure_lacks_most(tmp_path: Path) -> None:
    """Of 20 Pemda cards ten are active: whether 10% or 20% count is not known, so that
    at most 15 by Pemda are short; 78 registered and 70 active are for certain."""
    cards = [(n, n, "PBPU PEMDA", "AKTIF") for n in range(1, 11)]
    cards += [(n, n, "PBPU PEMDA", "NONAKTIF") for n in range(11, 21)]
    run = linked_run(tmp_path, 100, cards)
    route_b = line(region(run), "Madya", "b")
    assert route_b["short"] == {"coverage": 78, "active": 70, "local_government": 15}
    assert route_b["short_at_most"] == {
        "coverage": False,
        "active": False,
        "local_government": True,
    }
    assert (route_b["persons"], route_b["at_most"]) == (78, False)


def test_a_partial_file_says_of_no_line_who_is_missing(tmp_path: Path) -> None:
    cards = [(n, n, "PBPU PEMDA", "AKTIF") for n in range(1, 4)]
    run = linked_run(tmp_path, 10, cards, scope="pbpu-pemda")
    found = region(run)
    assert found["billed"] == 3
    assert {item["persons"] for item in found["lines"]} == {None}
    assert {item["per_month"] for item in found["lines"]} == {None}
    assert line(found, "UHC")["short"] == {"coverage": None, "active": None}


def test_a_run_before_the_first_award_still_has_its_status(tmp_path: Path) -> None:
    """In January 2023 75% of 1,000 were asked for; the price was the same, PBI JK at
    42,000 is only known from November 2024 on."""
    figures = {"population": 1000, "registered": 990, "active": 700}
    run = official_run(tmp_path, figures, month="2023-01")
    found = planning.gap(run).as_json()
    (place,) = found["regions"]
    assert [item["category"] for item in place["lines"]] == ["UHC", "UHC Prioritas"]
    assert line(place, "UHC")["persons"] == 50
    assert [way["segment"] for way in line(place, "UHC")["who_pays"]] == [
        "pbpu-pemda",
        "pbpu",
    ]
    assert found["cutoff_day"] is None


def test_a_region_that_was_not_decided_is_refused_with_those_that_were(
    one_short: Run,
) -> None:
    with pytest.raises(SemestaError) as caught:
        planning.gap(one_short, region="63.09.04")
    assert caught.value.code == "planning.not_decided"
    assert caught.value.parameters["decided"] == "63.09"
    assert region(one_short, region="63")["region_code"] == "63.09"
