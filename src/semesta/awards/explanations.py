"""Why not better, and what would settle it: the reasons of a decision."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from semesta.awards.criteria import Criterion, RouteDecision, Verdict, labels
from semesta.awards.editions import Edition
from semesta.awards.figures import Figures
from semesta.awards.intervals import Interval
from semesta.awards.nearness import close, holds_line, straddling
from semesta.awards.texts import Text, joined, measure_name, phrase


@dataclass(frozen=True)
class Explained:
    """The reasons of a decision, and those among them that tell of a near threshold."""

    reasons: tuple[Text, ...]
    near: tuple[Text, ...]


def explain(
    figures: Figures,
    edition: Edition,
    routes: Sequence[RouteDecision],
    worst: str,
    best: str,
) -> Explained:
    """What stops the next category, what is still open or near, what else to know."""
    above = [route for route in routes if edition.rank(route.category) > 0]
    next_up = edition.categories[edition.rank(best) + 1 : edition.rank(best) + 2]
    stopped = [route for route in above if route.category in next_up]
    in_reach = [
        route for route in above if edition.rank(route.category) >= edition.rank(worst)
    ]
    still_open = [
        route
        for route in above
        if route.verdict is Verdict.UNDECIDABLE
        and edition.rank(route.category) > edition.rank(worst)
    ]
    note = [phrase("province_note")] if figures.is_province else []
    return explained(figures, stopped, still_open, in_reach, note)


def explained(
    figures: Figures,
    missed: Sequence[RouteDecision],
    still_open: Sequence[RouteDecision],
    in_reach: Sequence[RouteDecision],
    notes: Iterable[Text] = (),
) -> Explained:
    """The same for routes at hand; those `in_reach` may be turned by a person or two."""
    between, near = straddling(still_open, figures), close(in_reach, figures)
    reasons = (
        *not_reached(missed),
        *between,
        *left_open(still_open),
        *near,
        *notes,
    )
    return Explained(reasons, (*between, *near))


def not_reached(routes: Sequence[RouteDecision]) -> list[Text]:
    """One reason a route that is missed, without routes that ask for more."""
    missed = [(route, route.with_verdict(Verdict.NOT_MET)) for route in routes]
    missing: dict[Text, list[RouteDecision]] = {}
    for route, criteria in missed:
        if not any(easier(other, criteria) for _, other in missed):
            shortfalls = joined(short_text(item) for item in criteria.values())
            missing.setdefault(shortfalls, []).append(route)
    return [
        phrase("not_reached", label=labels(alike), shortfalls=shortfalls)
        for shortfalls, alike in missing.items()
    ]


def easier(one: dict[str, Criterion], other: dict[str, Criterion]) -> bool:
    """The first route misses nothing that the other does not miss by more."""
    if not one.keys() <= other.keys():
        return False
    pairs = [(item.rule, other[name].rule) for name, item in one.items()]
    no_harder = all(
        mine.unit != "percent" or mine.number <= theirs.number for mine, theirs in pairs
    )
    differ = one.keys() < other.keys() or any(
        mine.content != theirs.content for mine, theirs in pairs
    )
    return no_harder and differ


def short_text(criterion: Criterion) -> Text:
    return phrase(
        "falls_short",
        measure=measure_name(criterion.name),
        value=criterion.value_text,
        need=criterion.needed_text,
    )


def left_open(routes: Iterable[RouteDecision]) -> list[Text]:
    """One reason a measure or fact that leaves a possible route open, but for measures
    whose range holds the threshold."""
    asking: dict[str, dict[Text, list[RouteDecision]]] = {}
    example: dict[str, Criterion] = {}
    for route in routes:
        for name, criterion in route.with_verdict(Verdict.UNDECIDABLE).items():
            if holds_line(criterion):
                continue
            example.setdefault(name, criterion)
            needs = asking.setdefault(name, {})
            needs.setdefault(criterion.needed_text, []).append(route)
    return [open_text(example[name], needs) for name, needs in asking.items()]


def open_text(criterion: Criterion, asking: dict[Text, list[RouteDecision]]) -> Text:
    measure = measure_name(criterion.name)
    needs = joined(
        phrase("needs", labels=labels(routes), need=need)
        for need, routes in asking.items()
    )
    if not criterion.is_known:
        return phrase("open_unknown", measure=measure, needs=needs)
    return phrase(
        "open_between", measure=measure, value=criterion.value_text, needs=needs
    )


def exactly_on_line(criteria: Iterable[Criterion]) -> list[Text]:
    """A flag for every measure that equals a line printed with two operators."""
    return [
        phrase(
            "exactly_equal",
            measure=measure_name(criterion.name),
            threshold=criterion.value_text,
        )
        for criterion in criteria
        if criterion.rule.also_printed
        and isinstance(criterion.given, Interval)
        and criterion.given.exact == criterion.rule.number
    ]
