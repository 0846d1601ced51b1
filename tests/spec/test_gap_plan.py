"""The yearly work plan: what is left, when money ends, who exceeds the quota."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from gap_builders import linked_run, official_run
from semesta import planning
from semesta.errors import SemestaError
from semesta.months import Month
from semesta.planning import Plan, PlanMonth
from semesta.published import Run


JANUARY = Month(2026, 1)


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """100 residents, 60 billed (2,268,000 a month), 38 PBI JK inactive: UHC lacks 20."""
    billed = [(n, n, "PBPU PEMDA", "AKTIF") for n in range(1, 61)]
    lapsed = [(n, n, "PBI JK", "NONAKTIF") for n in range(61, 99)]
    return linked_run(tmp_path_factory.mktemp("sixty"), 100, billed + lapsed)


def plan_of(run: Run, *rows: PlanMonth, **asked: Any) -> dict[str, Any]:
    (found,) = planning.gap(run, plan=Plan(rows), **asked).as_json()["regions"]
    return found["plan"]


def uhc(plan: dict[str, Any]) -> dict[str, Any]:
    return plan["lines"][0]


def a_year(ceiling: int | None, spent: int | None = 2_268_000) -> PlanMonth:
    return PlanMonth(JANUARY, quota=70, budget=ceiling, spent=spent)


def test_money_that_lasts_without_and_ends_with_the_persons_of_a_line(
    sixty: Run,
) -> None:
    """30,000,000 - 2,268,000 = 27,732,000; eleven months of 60 cost 24,948,000, of 80
    33,264,000: nine months of 3,024,000 are 27,216,000, the tenth is November."""
    plan = plan_of(sixty, a_year(30_000_000))
    assert (plan["ceiling"], plan["spent"]) == (30_000_000, 2_268_000)
    assert plan["remaining"] == 27_732_000
    assert (plan["billed"], plan["per_month"]) == (60, 2_268_000)
    assert (plan["money_ends"], plan["lasts"]) == (None, True)
    assert plan["left"] == 2_784_000
    assert uhc(plan)["persons"] == 20
    assert (uhc(plan)["money_ends"], uhc(plan)["lasts"]) == ("2026-11", False)
    assert uhc(plan)["left"] == -5_532_000


def test_the_quota_counts_those_who_are_billed(sixty: Run) -> None:
    plan = plan_of(sixty, a_year(30_000_000))
    assert (plan["quota"], plan["quota_left"]) == (70, 10)
    assert plan["months_over_quota"] == []
    assert uhc(plan)["quota_left"] == -10
    assert uhc(plan)["months_over_quota"] == [
        f"2026-{month:02d}" for month in range(2, 13)
    ]


def test_a_quota_that_grows_is_exceeded_until_then(sixty: Run) -> None:
    plan = plan_of(sixty, a_year(10**9), PlanMonth(Month(2026, 7), quota=90))
    assert plan["quota_left"] == 30
    assert uhc(plan)["months_over_quota"] == [f"2026-0{n}" for n in range(2, 7)]


def test_exactly_enough_money_lasts(sixty: Run) -> None:
    """Twelve months of 2,268,000 are 27,216,000."""
    assert plan_of(sixty, a_year(27_216_000))["left"] == 0
    assert plan_of(sixty, a_year(27_216_000))["lasts"] is True
    assert plan_of(sixty, a_year(27_215_999))["money_ends"] == "2026-12"


def test_monthly_budgets_are_one_ceiling(sixty: Run) -> None:
    months = [PlanMonth(JANUARY.plus(n), budget=2_000_000) for n in range(12)]
    plan = plan_of(sixty, *months)
    assert plan["ceiling"] == 24_000_000
    # Nothing spent yet: ten months of 2,268,000 are 22,680,000, the eleventh fails.
    assert plan["money_ends"] == "2026-11"


def test_a_month_without_spending_is_billed_even_if_it_is_past(sixty: Run) -> None:
    plan = plan_of(sixty, a_year(27_216_000, spent=None))
    assert plan["spent"] == 0
    assert plan["months"][0] == {
        "month": "2026-01",
        "quota": 70,
        "persons": 60,
        "bill": 2_268_000,
        "is_spent": False,
        "left": 24_948_000,
    }
    assert uhc(plan)["left"] == 27_216_000 - 2_268_000 - 33_264_000


def test_spending_above_the_ceiling_has_ended_the_money(sixty: Run) -> None:
    months = [PlanMonth(JANUARY, budget=3_000_000, spent=3_500_000)]
    months += [PlanMonth(JANUARY.plus(n), spent=0) for n in range(1, 12)]
    plan = plan_of(sixty, *months)
    assert (plan["money_ends"], plan["remaining"]) == ("2026-01", -500_000)


def test_the_province_takes_its_part_of_the_bill(sixty: Run) -> None:
    """40% of 2,268,000 are 907,200; the regency's twelve months cost 16,329,600."""
    share = Fraction(40, 100)
    plan = plan_of(sixty, a_year(16_329_600, spent=None), province_share=share)
    assert (plan["per_month"], plan["left"], plan["lasts"]) == (1_360_800, 0, True)


def test_a_plan_without_money_or_quota_says_what_it_can(sixty: Run) -> None:
    plan = plan_of(sixty, PlanMonth(JANUARY))
    assert (plan["ceiling"], plan["left"], plan["lasts"]) == (None, None, None)
    assert (plan["quota"], plan["quota_left"]) == (None, None)
    assert plan["per_month"] == 2_268_000


def test_nobody_is_projected_where_the_run_does_not_hold_who_is_billed(
    tmp_path: Path,
) -> None:
    cards = [(n, n, "PBI JK", "AKTIF") for n in range(1, 4)]
    run = linked_run(tmp_path, 5, cards, scope="pbi-jk")
    plan = plan_of(run, a_year(30_000_000))
    assert (plan["billed"], plan["per_month"], plan["lasts"]) == (None, None, None)
    assert plan["remaining"] == 27_732_000


def test_a_line_without_persons_is_not_projected(tmp_path: Path) -> None:
    cards = [(n, n, "PBPU PEMDA", "AKTIF") for n in range(1, 4)]
    run = linked_run(tmp_path, 5, cards, scope="pbpu-pemda")
    plan = plan_of(run, a_year(30_000_000))
    assert plan["lasts"] is True
    assert uhc(plan)["persons"] is None
    assert (uhc(plan)["left"], uhc(plan)["lasts"]) == (None, None)


def test_a_register_of_a_part_of_the_region_does_not_say_who_is_billed(
    tmp_path: Path,
) -> None:
    """One person of 1,000: the region's bill is not that of one card."""
    run = official_run(tmp_path, {"population": 1000, "registered": 990, "active": 800})
    plan = plan_of(run, a_year(30_000_000))
    assert (plan["billed"], plan["lasts"]) == (None, None)
    notes = [note["note"] for note in planning.gap(run).as_json()["notes"]]
    assert "register_is_a_part" in notes


def test_a_plan_of_another_year_is_refused(sixty: Run) -> None:
    with pytest.raises(SemestaError) as caught:
        plan_of(sixty, PlanMonth(Month(2025, 1)))
    assert caught.value.code == "planning.plan_other_year"
