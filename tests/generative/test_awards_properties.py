"""Decisions on invented regions, beside a slow twin that tries the corner points."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from semesta.awards import Figures, decide
from semesta.law import rulebook


ORDER = ["none", "Pratama", "Madya", "Utama"]
POPULATION = 1000
PAIRED = ("registered", "active", "local_government")

pair = st.tuples(st.integers(0, 1100), st.integers(0, 1100)).map(
    lambda ends: (min(ends), max(ends))
)
near_the_lines = st.sampled_from(
    [100, 180, 250, 750, 761, 762, 800, 850, 860, 861, 950, 980, 990, 1000]
)
near_pair = st.tuples(near_the_lines, st.integers(-2, 2), st.integers(0, 3)).map(
    lambda part: (part[0] + part[1], part[0] + part[1] + part[2])
)
counts = st.none() | pair | near_pair
regions = st.builds(
    Figures,
    region_code=st.just("33.10"),
    edition=st.sampled_from(["2024", "2026"]),
    population=st.just(POPULATION),
    registered=counts,
    active=counts,
    local_government=counts,
    uhc_prioritas=st.sampled_from(["", "ya", "tidak"]),
    contributions_paid_through=st.sampled_from(["", "2025-08", "2025-09", "2026-01"]),
)


def ranks(figures: Figures) -> tuple[int, int]:
    found = decide(figures, rulebook())
    return ORDER.index(found.worst), ORDER.index(found.best)


def category_2024(coverage: Fraction, active: Fraction, utama: Fraction) -> int:
    if coverage >= Fraction(98, 100) and active >= utama:
        return 3
    if coverage >= Fraction(98, 100) and active >= Fraction(75, 100):
        return 2
    return 1 if coverage >= Fraction(95, 100) else 0


def category_2026(
    coverage: Fraction,
    active: Fraction,
    share: Fraction,
    facts: tuple[bool, bool, bool],
) -> int:
    prioritas, paid, pratama_needs_prioritas = facts
    if not paid or coverage < Fraction(98, 100) or active < Fraction(80, 100):
        return 0
    if not prioritas:
        return 0 if pratama_needs_prioritas else 1
    if coverage >= Fraction(99, 100) and active >= Fraction(95, 100):
        if share >= Fraction(18, 100) or active >= 1:
            return 3
    if active >= Fraction(85, 100) and share >= Fraction(10, 100):
        return 2
    return 2 if share >= Fraction(25, 100) else 1


def twin(figures: Figures) -> tuple[int, int]:
    """Every corner of what is possible, by the published table written out."""
    corners = []
    for name in PAIRED:
        ends = getattr(figures, name) or (0, 10 * POPULATION)
        corners.append([Fraction(end, POPULATION) for end in ends])
    if figures.edition == "2024":
        lines = [Fraction(7614, 10000) + Fraction(1, 10**9), Fraction(8604, 10000)]
        found = [
            category_2024(coverage, active, line)
            for coverage, active, _, line in product(*corners, lines)
        ]
    else:
        prioritas = {"": [True, False], "ya": [True], "tidak": [False]}
        paid_text = figures.contributions_paid_through
        paid = [paid_text >= "2025-09"] if paid_text else [True, False]
        found = [
            category_2026(*point[:3], facts=point[3:])
            for point in product(
                *corners, prioritas[figures.uhc_prioritas], paid, [True, False]
            )
        ]
    return min(found), max(found)


@given(regions)
def test_a_decision_equals_the_corner_points_of_the_table(figures: Figures) -> None:
    assert ranks(figures) == twin(figures)


@given(regions, st.sampled_from(PAIRED), st.integers(1, 400), st.integers(0, 400))
def test_more_persons_never_lower_worst_or_best(
    figures: Figures, measure: str, more_low: int, more_high: int
) -> None:
    ends = getattr(figures, measure)
    if ends is None:
        return
    low, high = ends
    more = (low + more_low, max(high + more_high, low + more_low))
    before = ranks(figures)
    after = ranks(replace(figures, **{measure: more}))
    assert after[0] >= before[0]
    assert after[1] >= before[1]


@given(regions, st.sampled_from(PAIRED), st.data())
def test_a_narrower_interval_never_widens_the_range(
    figures: Figures, measure: str, data: st.DataObject
) -> None:
    low, high = getattr(figures, measure) or (0, 1100)
    inner_low = data.draw(st.integers(low, high))
    inner = (inner_low, data.draw(st.integers(inner_low, high)))
    worst, best = ranks(figures)
    new_worst, new_best = ranks(replace(figures, **{measure: inner}))
    assert worst <= new_worst <= new_best <= best


@given(
    regions, st.sampled_from(["ya", "tidak"]), st.sampled_from(["2025-08", "2026-01"])
)
def test_a_fact_that_was_open_never_widens_the_range(
    figures: Figures, prioritas: str, paid: str
) -> None:
    worst, best = ranks(figures)
    known = replace(
        figures,
        uhc_prioritas=figures.uhc_prioritas or prioritas,
        contributions_paid_through=figures.contributions_paid_through or paid,
    )
    new_worst, new_best = ranks(known)
    assert worst <= new_worst <= new_best <= best


@given(regions, st.integers(0, 1100))
def test_whoever_is_missing_is_enough_once_added(figures: Figures, share: int) -> None:
    """Adding the persons that a route lacks makes its measures sufficient."""
    exact = replace(
        figures,
        registered=(900, 900),
        active=(700, 700),
        local_government=(share, share),
    )
    for route in decide(exact, rulebook()).distances:
        added = dict.fromkeys(PAIRED, 0)
        for shortfall in route.shortfalls:
            name = {"coverage": "registered"}.get(shortfall.measure, shortfall.measure)
            assert shortfall.persons is not None
            added[name] = shortfall.persons
        helped = replace(
            exact,
            registered=900 + added["registered"],
            active=700 + added["active"],
            local_government=share + added["local_government"],
            uhc_prioritas="ya",
            contributions_paid_through="2026-01",
        )
        assert ranks(helped)[0] >= ORDER.index(route.category)
        for name, count in added.items():
            if count:
                one_less = replace(helped, **{name: getattr(helped, name) - 1})
                (same,) = [
                    item
                    for item in decide(one_less, rulebook()).distances
                    if item.label == route.label
                ]
                assert same.persons == 1
