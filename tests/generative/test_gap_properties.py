"""Persons and rupiah of invented regions, beside slow twins."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gap_builders import linked_run, nik, noka
from semesta import planning
from semesta.awards import Figures, decide_regions
from semesta.law import rulebook
from semesta.months import Month
from semesta.planning import Plan, PlanMonth
from semesta.planning.money import prices
from semesta.planning.standings import Line, Question, decided_figures, standing
from semesta.planning.work_plan import project
from semesta.published import Run


DAY = date(2026, 1, 31)
QUESTION = Question(rulebook(), DAY, ("2023", "2024", "2026"), partial=False)
PRICES = prices(rulebook(), DAY, Fraction(0))

persons = st.integers(0, 3000)
exact_regions = st.builds(
    Figures,
    region_code=st.just("33.10"),
    population=st.integers(1, 3000),
    registered=persons,
    active=persons,
    local_government=persons,
)


def with_more(figures: Figures, count: int) -> list[Line]:
    """The lines of the region when so many more are registered by Pemda and active."""
    more = {
        name: getattr(figures, name) + count
        for name in ("registered", "active", "local_government")
    }
    return list(standing(replace(figures, **more), QUESTION).lines)


@given(exact_regions)
def test_the_persons_named_as_short_are_enough_and_one_fewer_is_not(
    figures: Figures,
) -> None:
    for place, line in enumerate(standing(figures, QUESTION).lines):
        assert line.persons is not None
        assert with_more(figures, line.persons)[place].persons == 0
        if line.persons and not line.at_most:
            assert with_more(figures, line.persons - 1)[place].persons == 1


@given(exact_regions, st.integers(0, 5), st.integers(0, 5))
def test_persons_at_most_short_of_a_range_are_enough_for_its_low_end(
    figures: Figures, unregistered: int, inactive: int
) -> None:
    ranged = replace(
        figures,
        registered=(figures.registered, figures.registered + unregistered),
        active=(figures.active, figures.active + inactive),
    )
    low = standing(figures, QUESTION).lines
    for line, sure in zip(standing(ranged, QUESTION).lines, low, strict=True):
        assert line.persons == sure.persons


@given(
    st.integers(1, 50_000_000),
    st.lists(st.fractions(0, Fraction(11, 10)), min_size=8, max_size=8),
)
def test_the_figures_of_a_run_come_back_from_what_it_publishes(
    population: int, shares: list[Fraction]
) -> None:
    ends = sorted(int(share * population) for share in shares)
    names = ("registered", "registered_high", "active_low", "active_high")
    names += ("local_government", "local_government_high")
    row = {
        "region_code": "33.10",
        "region_name": "Kabupaten Klaten",
        "level": "regency",
        "basis": "linked",
        "population": population,
        **{"unregistered": 0, "unknown": 0},
        **{"coverage_rate_expected": None, "active_rate_expected": None},
        "active": ends[2],
        "local_government_active": None,
        **dict(zip(names, ends, strict=False)),
    }
    found = decide_regions([row], {}, "2026", DAY, rulebook())
    figures = decided_figures(row, found.criteria)
    for name, low, high in (
        ("registered", ends[0], ends[1]),
        ("active", ends[2], ends[3]),
        ("local_government", ends[4], ends[5]),
    ):
        assert getattr(figures, name) == (low if low == high else (low, high))


@given(persons, st.fractions(0, 1), st.integers(1, 12))
def test_whole_rupiah_add_up_whoever_pays(
    count: int, share: Fraction, months: int
) -> None:
    bill = replace(PRICES, province_share=share).bill(count)
    whole = bill.times(months)
    assert bill.regency + bill.province == bill.local_government == 37_800 * count
    assert abs(bill.province - share * 37_800 * count) <= Fraction(1, 2)
    assert whole.regency + whole.province == 37_800 * count * months
    assert whole.province == bill.province * months


@given(persons, st.data())
def test_every_way_to_enter_costs_the_same_in_all(count: int, data: st.DataObject):
    by_pemda = data.draw(st.integers(0, count))
    for way in PRICES.who_pays(count, by_pemda):
        payers = ("member", "local_government", "central_government", "aid")
        assert way["total"] == sum(way[payer] for payer in payers) == 42_000 * count


plan_months = st.lists(
    st.builds(
        PlanMonth,
        month=st.integers(1, 12).map(lambda number: Month(2026, number)),
        quota=st.none() | st.integers(0, 40),
        budget=st.none() | st.integers(0, 10_000_000),
        spent=st.none() | st.integers(0, 2_000_000),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda row: row.month,
).map(lambda rows: Plan(tuple(sorted(rows, key=lambda row: row.month))))


@given(plan_months, st.integers(0, 40), st.integers(0, 40), st.integers(1, 12))
def test_a_plan_is_carried_to_december_as_by_hand(
    plan: Plan, billed: int, extra: int, since: int
) -> None:
    given_rows = {row.month.number: row for row in plan.rows}
    budgets = [row.budget for row in plan.rows if row.budget is not None]
    left, ends, over, quota = sum(budgets), None, [], None
    for number in range(min(given_rows), 13):
        row = given_rows.get(number, PlanMonth(Month(2026, number)))
        quota = quota if row.quota is None else row.quota
        count = billed + (extra if number >= since else 0)
        left -= 37_800 * count if row.spent is None else row.spent
        if left < 0 and ends is None:
            ends = f"2026-{number:02d}"
        if row.spent is None and quota is not None and count > quota:
            over.append(f"2026-{number:02d}")
    found = project(
        plan, billed, lambda count: 37_800 * count, Month(2026, since), extra
    ).as_json()
    assert found["months_over_quota"] == over
    assert found["left"] == (left if budgets else None)
    assert found["money_ends"] == (ends if budgets else None)


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """40 residents; 1-30 with a card of PBI JK, 1-10 and 21-40 with one of PPU."""
    cards = [(n, n, "PBI JK", "AKTIF" if n % 5 else "NONAKTIF") for n in range(1, 31)]
    doubles = [*range(1, 11), *range(21, 41)]
    cards += [(100 + n, n, "PPU BU", "AKTIF" if n % 3 else "NONAKTIF") for n in doubles]
    yield linked_run(tmp_path_factory.mktemp("random"), 40, cards)


numbers = st.sampled_from([*range(1, 31), *range(101, 111), *range(121, 141)])


@settings(max_examples=30)
@given(st.lists(numbers, max_size=40), st.integers(0, 5), st.integers(0, 5))
def test_a_list_of_cards_does_what_counting_again_does(
    region: Run, listed: list[int], unknown: int, unusable: int
) -> None:
    rows = [{"noka": noka(number), "nik": int(nik(number % 100))} for number in listed]
    rows += [{"noka": noka(9000), "nik": None}] * unknown
    rows += [{"noka": None, "nik": None}] * unusable
    schema = pa.schema([("noka", pa.string()), ("nik", pa.int64())])
    found = planning.gap(region, switched_off=pa.Table.from_pylist(rows, schema))
    told = found.as_json()
    off = told["regions"][0]["switched_off"]
    kept = [number for number in range(1, 141) if number not in set(listed)]
    active = {n for n in range(1, 31) if n % 5 and n in kept}
    active |= {n for n in [*range(1, 11), *range(21, 41)] if n % 3 and 100 + n in kept}
    assert off["after"]["active"] == len(active)
    assert off["fall_inactive"] == off["before"]["active"] - len(active)
    assert told["list"] == {
        "rows": len(rows),
        "unusable": unusable,
        "not_found": unknown,
        "repeated": len(listed) - len(set(listed)),
        "cards": len(set(listed)),
    }
