"""Decisions near a threshold: what could turn them, and what would make them sure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor

from semesta.awards.criteria import Criterion, RouteDecision, Verdict, labels
from semesta.awards.distances import SHORT_OF, persons_needed
from semesta.awards.figures import Figures
from semesta.awards.intervals import Interval
from semesta.awards.texts import (
    Text,
    joined,
    measure_name,
    percent,
    persons,
    phrase,
)


MOST_TO_TURN = 2
"""A decision that so few persons turn is near its threshold: so many are soon miscounted."""

Asking = dict[Text, list[tuple[RouteDecision, Criterion]]]
"""What is asked of one measure, in words, and by which routes."""


@dataclass(frozen=True)
class Reach:
    """A measure in persons: at least `low` and at most `high` count, `need` pass."""

    low: int
    high: int
    need: int

    @property
    def to_turn(self) -> int:
        """How many persons fewer, or more, end what is certain; 0 where nothing is."""
        if self.low >= self.need:
            return self.low - self.need + 1
        return max(0, self.need - self.high)

    @property
    def is_close(self) -> bool:
        return 0 < self.to_turn <= MOST_TO_TURN


def reach(criterion: Criterion, figures: Figures) -> Reach | None:
    """None where nobody was counted, or the threshold itself is not known exactly."""
    given, rule = criterion.given, criterion.rule
    if not isinstance(given, Interval) or given.high is None or rule.above is not None:
        return None
    uncounted = figures.counted(criterion.name) is None or given.rounded_from
    if uncounted or not figures.population:
        return None
    return Reach(
        ceil(given.low * figures.population),
        floor(given.high * figures.population),
        persons_needed(rule, figures.population),
    )


def holds_line(criterion: Criterion) -> bool:
    """Whether the range of a measure holds its threshold. One that is itself not known
    exactly is nothing that better figures would settle."""
    return (
        criterion.verdict is Verdict.UNDECIDABLE
        and isinstance(criterion.given, Interval)
        and criterion.is_known
        and criterion.rule.above is None
    )


def straddling(routes: Iterable[RouteDecision], figures: Figures) -> list[Text]:
    """One text a measure whose range holds a threshold of a route that is open."""
    asking: dict[str, Asking] = {}
    for route in routes:
        for criterion in filter(holds_line, route.criteria):
            needs = asking.setdefault(criterion.name, {})
            needs.setdefault(criterion.needed_text, []).append((route, criterion))
    return [_straddles(name, needs, figures) for name, needs in asking.items()]


def close(routes: Sequence[RouteDecision], figures: Figures) -> list[Text]:
    """One text a threshold that one or two persons would carry a route across.

    Not of a route that fails on something else as well, nor of a category that another
    route makes sure.
    """
    by_route = [(route, _close_criteria(route, figures)) for route in routes]
    sure = {
        route.category
        for route, found in by_route
        if route.verdict is Verdict.MET and not found
    }
    asking: dict[tuple[str, Text], list[tuple[RouteDecision, Criterion]]] = {}
    for route, found in by_route:
        missed = route.with_verdict(Verdict.NOT_MET).keys()
        if route.category in sure or not missed <= found.keys():
            continue
        for name, criterion in found.items():
            key = name, criterion.needed_text
            asking.setdefault(key, []).append((route, criterion))
    return [
        _is_close(name, need, asked, figures) for (name, need), asked in asking.items()
    ]


def _close_criteria(route: RouteDecision, figures: Figures) -> dict[str, Criterion]:
    return {
        criterion.name: criterion
        for criterion in route.criteria
        if (found := reach(criterion, figures)) and found.is_close
    }


def _straddles(name: str, asking: Asking, figures: Figures) -> Text:
    """`keaktifan antara 79,66% dan 80,21%, diharapkan 80,02%, belum menentukan: …`."""
    criterion = next(iter(asking.values()))[0][1]
    by_cards = bool(figures.to_verify) and name in SHORT_OF
    needs = joined(
        _need(need, asked, figures if by_cards else None)
        for need, asked in asking.items()
    )
    told = phrase(
        "open_between",
        measure=measure_name(name),
        value=_value(criterion, figures),
        needs=needs,
    )
    if by_cards:
        return phrase("settled_by_review", told=told)
    assert isinstance(criterion.given, Interval)
    if criterion.given.rounded_from is not None:
        return phrase("settled_by_counts", told=told)
    return told


def _value(criterion: Criterion, figures: Figures) -> Text:
    expected = figures.expected(criterion.name)
    if expected is None:
        return criterion.value_text
    return phrase(
        "value_expected",
        value=criterion.value_text,
        expected=percent(expected, criterion.rule.number),
    )


def _need(
    need: Text,
    asked: list[tuple[RouteDecision, Criterion]],
    figures: Figures | None,
) -> Text:
    """What routes ask, and with `figures` how many open residents would settle it."""
    told = phrase("needs", labels=labels(route for route, _ in asked), need=need)
    criterion = asked[0][1]
    found = reach(criterion, figures) if figures else None
    if found is None or figures is None:
        return told
    return phrase(
        f"settled_{SHORT_OF[criterion.name]}",
        needs=told,
        met=persons(found.need - found.low),
        missed=persons(found.high - found.need + 1),
        open=persons(figures.to_verify or 0),
    )


def _is_close(
    name: str,
    need: Text,
    asked: list[tuple[RouteDecision, Criterion]],
    figures: Figures,
) -> Text:
    criterion = asked[0][1]
    found = reach(criterion, figures)
    assert found is not None
    is_met = criterion.verdict is Verdict.MET
    return phrase(
        "near_lost" if is_met else "near_won",
        measure=measure_name(name),
        value=criterion.value_text,
        needs=phrase("needs", labels=labels(route for route, _ in asked), need=need),
        count=persons(found.to_turn),
    )
