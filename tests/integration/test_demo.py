"""`make demo`: five regions as their reports describe them, at a tenth of their size."""

import csv
from pathlib import Path

import pytest

from semesta.published import Run, newest_runs, summary
from workplace import copied, run


# Region → coverage and activity as printed, the decision's two ends.
REPORTED = {
    "33.10": ("96", None, "UHC", "UHC"),
    "63.09": (None, None, "UHC", "UHC"),
    "15.71": ("98,49", "76,14", "Madya", "Utama"),
    "64.74": ("98", "80", "Pratama", "Utama"),
    "12.75": ("99,59", "80,71", "Pratama", "Pratama"),
}
PEOPLE = {
    "33.10": 130_265,
    "63.09": 26_779,
    "15.71": 64_966,
    "64.74": 19_181,
    "12.75": 31_561,
}
EDITIONS = {"2023-03": "2023", "2024-08": "2024", "2026-01": "2026"}
CASES = Path(__file__).parents[1] / "data" / "award_cases.csv"


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> tuple[str, list[Run]]:
    """What `make demo` printed on 80 columns, and the runs that it left."""
    place = copied(tmp_path_factory.mktemp("demo") / "semesta")
    done = run(["make", "--no-print-directory", "demo"], place, columns=80)
    assert done.returncode == 0, done.stdout
    return done.stdout, newest_runs(place / "demo-out")


@pytest.fixture(scope="module")
def regions(demo) -> dict[str, dict]:
    return {
        region["region_code"]: region
        for found in demo[1]
        for region in summary(found)["regions"]
    }


def test_every_region_stands_in_the_month_and_edition_of_its_report(demo):
    runs = demo[1]
    assert {str(r.manifest.month): r.manifest.edition for r in runs} == EDITIONS


@pytest.mark.parametrize("code", REPORTED)
def test_official_figures_lead_and_decide_what_was_published(regions, code):
    coverage, activity, worst, best = REPORTED[code]
    region = regions[code]

    assert region["headline"] == "administrative"
    assert region["printed"].get("coverage") == coverage
    assert region["printed"].get("active") == activity
    assert (region["award"]["worst"], region["award"]["best"]) == (worst, best)


def test_the_decisions_are_those_of_the_published_cases(regions):
    with CASES.open(encoding="utf-8", newline="") as file:
        cases = {row["region_code"]: row for row in csv.DictReader(file)}
    for code, region in regions.items():
        case, award = cases[code], region["award"]
        if code != "12.75":  # decided further: its local share is below 25%
            ends = (case["worst_if_flags_met"], case["best_if_flags_met"])
            assert (award["worst"], award["best"]) == ends
        if case["published_category"]:
            order = ["none", "Pratama", "Madya", "Utama"]
            order = ["none", "UHC"] if award["worst"] == "UHC" else order
            published = order.index(case["published_category"])
            assert order.index(award["worst"]) <= published
            assert published <= order.index(award["best"])


def test_tabalong_leads_with_its_counts(regions):
    row = regions["63.09"]["bases"]["administrative"]
    assert (row["registered"], row["population"]) == (25_516, 26_779)
    assert row["coverage_rate"] == row["coverage_rate_high"] == pytest.approx(0.952836)


@pytest.mark.parametrize("code", REPORTED)
def test_linked_figures_stand_beside_and_are_close(regions, code):
    linked = regions[code]["bases"]["linked"]
    coverage, activity, *_ = REPORTED[code]

    assert linked["population"] == PEOPLE[code]
    for printed, rate in ((coverage, "coverage_rate"), (activity, "active_rate")):
        if printed:
            said = float(printed.replace(",", ".")) / 100
            assert linked[rate] == pytest.approx(said, abs=0.0005)


@pytest.mark.parametrize("code", REPORTED)
def test_the_bridge_leads_from_cards_to_residents(regions, code):
    bridge = dict(regions[code]["bridge"])
    cards, registered = bridge.pop("cards"), bridge.pop("registered")

    assert registered == regions[code]["bases"]["linked"]["registered"]
    assert cards == registered + sum(bridge.values())
    assert bridge["deceased"] and bridge["duplicate"] and bridge["not_found"]


def test_the_last_page_shows_it_all_within_80_columns(demo):
    printed = demo[0].partition("semesta show demo-out\n")[2]
    lines = [" ".join(line.split()) for line in printed.splitlines()]

    for wanted in (
        "Kabupaten Klaten · Maret 2023 · 130.265 jiwa",
        "administratif 96% – UHC (2023)",
        "administratif 95,28% – UHC (2023)",
        "administratif 98,49% 76,14% Madya s.d. Utama (2024)",
        "administratif 98% 80% Pratama s.d. Utama (2024)",
        "administratif 99,59% 80,71% Pratama (2026)",
    ):
        assert wanted in lines
    assert sum(line.startswith("hasil pemadanan ") for line in lines) == len(REPORTED)
    assert max(map(len, printed.splitlines()[:-1])) <= 80
