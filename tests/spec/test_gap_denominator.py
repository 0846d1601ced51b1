"""Another population, the same members: rates, verdicts, distances before and after."""

from pathlib import Path
from typing import Any

import pytest

from gap_builders import linked_run, official_run
from semesta import planning
from semesta.errors import SemestaError
from semesta.published import Run


@pytest.fixture(scope="module")
def reached(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Of 10,000: 9,850 registered, 8,010 active, 2,500 by Pemda; Prioritas, paid."""
    figures = {
        "population": 10000,
        "registered": 9850,
        "active": 8010,
        "pbpu_pemda": 2500,
    }
    folder = tmp_path_factory.mktemp("reached")
    return official_run(folder, figures, facts="ya,2026-01")


def changed(run: Run, change: Any) -> dict[str, Any]:
    (found,) = planning.gap(run, population_change=change).as_json()["regions"]
    return found["denominator"]


def line(found: dict[str, Any], category: str, route: str | None = None) -> Any:
    return next(
        item
        for item in found["lines"]
        if (item["category"], item["route"]) == (category, route)
    )


def test_400_more_residents_take_status_and_category_away(reached: Run) -> None:
    """Of 10,400, 98% are 10,192 (342 short) and 80% are 8,320 (310 short)."""
    found = changed(reached, 400)
    assert found["change"] == 400
    before, after = found["before"], found["after"]
    assert (before["population"], after["population"]) == (10000, 10400)
    assert before["active"] == after["active"] == 8010
    assert (before["active_rate"], after["active_rate"]) == (0.801, 0.770192)
    assert (before["uhc"], before["uhc_prioritas"]) == ("met", "met")
    assert (after["uhc"], after["uhc_prioritas"]) == ("not_met", "not_met")
    assert before["awards"][0]["category"] == "Madya"
    assert after["awards"][0]["category"] == "none"
    uhc = line(found, "UHC")
    assert (uhc["verdict_before"], uhc["verdict_after"]) == ("met", "not_met")
    assert uhc["short_after"] == {"coverage": 342, "active": 310}
    assert (uhc["persons_before"], uhc["persons_after"], uhc["more"]) == (0, 342, 342)
    assert uhc["per_month"]["local_government"] == 342 * 37_800
    assert uhc["to_december"]["local_government"] == 11 * 342 * 37_800


def test_the_price_is_that_of_the_persons_who_are_the_more_needed(
    reached: Run,
) -> None:
    """Utama, 95% of 10,000 and of 10,400: 9,500 and 9,880 active; 1,490 and 1,870."""
    utama = line(changed(reached, 400), "Utama")
    assert (utama["persons_before"], utama["persons_after"]) == (1490, 1870)
    assert utama["more"] == 380
    assert utama["per_month"]["local_government"] == 380 * 37_800


def test_fewer_residents_save_persons_and_money(reached: Run) -> None:
    """95% of 9,600 are 9,120: 1,110 instead of 1,490."""
    utama = line(changed(reached, -400), "Utama")
    assert (utama["more"], utama["per_month"]["total"]) == (-380, -380 * 42_000)


def test_a_line_is_kept_to_the_last_resident_that_it_can_bear(reached: Run) -> None:
    """80% of 10,012 are 8,009.6 and of 10,013 8,010.4; 98% of 10,051 are 9,849.98."""
    assert changed(reached, 12)["after"]["uhc"] == "met"
    assert changed(reached, 13)["after"]["uhc"] == "not_met"
    assert line(changed(reached, 13), "UHC")["short_after"] == {
        "coverage": 0,
        "active": 1,
    }


def test_a_range_stays_a_range(tmp_path: Path) -> None:
    """8 of 10 active and one to be verified: 80% to 90%; of 11, 73% to 82%."""
    cards = [(n, n, "PBI JK", "AKTIF") for n in range(1, 9)]
    run = linked_run(tmp_path, 10, [*cards, (9, 9, "PBI JK", "MENINGGAL")])
    found = changed(run, 1)
    assert (found["before"]["active_rate"], found["before"]["active_rate_high"]) == (
        0.8,
        0.9,
    )
    after = found["after"]
    assert (after["active_rate"], after["active_rate_high"]) == (0.727273, 0.818182)
    uhc = line(found, "UHC")
    assert uhc["short_after"] == {"coverage": 3, "active": 1}
    assert uhc["at_most"] is True


def test_no_change_is_not_shown(reached: Run) -> None:
    assert changed(reached, 0) is None
    assert changed(reached, {}) is None


def test_a_change_is_given_by_region(reached: Run) -> None:
    assert changed(reached, {"63.09": 400}) == changed(reached, 400)
    with pytest.raises(SemestaError) as caught:
        changed(reached, {"63.10": 400})
    assert caught.value.code == "planning.not_decided"


def test_a_population_that_is_used_up_is_refused(reached: Run) -> None:
    with pytest.raises(SemestaError) as caught:
        changed(reached, -10000)
    assert caught.value.code == "planning.no_denominator"
