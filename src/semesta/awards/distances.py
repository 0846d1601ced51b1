"""Distances in persons: how many are short on each route to a category."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from semesta.awards.editions import Edition, edition_rules
from semesta.awards.figures import MEASURES, Figures
from semesta.awards.intervals import Interval
from semesta.awards.texts import Text, joined, measure_name, persons, phrase
from semesta.law import Value, rulebook


SHORT_OF = {"coverage": "registered", "active": "active"}


@dataclass(frozen=True)
class Shortfall:
    """Persons short in one measure; None with a reason where it is not computable.

    `at_most`: the measure is a range, and this many are surely enough.
    """

    measure: str
    persons: int | None
    at_most: bool = False
    reason: Text | None = None

    @property
    def text(self) -> Text:
        """`1.204 jiwa aktif`."""
        kind = SHORT_OF.get(self.measure, self.measure)
        count = phrase(f"short_{kind}", count=persons(self.persons or 0))
        return phrase("at_most", shortfall=count) if self.at_most else count


@dataclass(frozen=True)
class Route:
    """The distance on one route; measures that suffice have 0 persons."""

    category: str
    label: Text
    shortfalls: tuple[Shortfall, ...]

    @property
    def persons(self) -> int | None:
        """The largest shortfall: one person whom the region registers is counted in
        all three measures. None while any measure cannot be computed."""
        counts = [shortfall.persons for shortfall in self.shortfalls]
        known = [count for count in counts if count is not None]
        return max(known, default=0) if len(known) == len(counts) else None

    @property
    def text(self) -> Text:
        """`kurang 1.204 jiwa aktif menuju Madya jalur A`; empty when none is short."""
        short = [item.text for item in self.shortfalls if item.persons]
        if not short:
            return Text("", "")
        return phrase("missing", shortfalls=joined(short), label=self.label)


def distance(figures: Figures, edition: str = "") -> list[Route]:
    """The distances of a region on every route of an edition, lowest first."""
    return distances(figures, edition_rules(edition or figures.edition, rulebook()))


def distances(figures: Figures, edition: Edition) -> list[Route]:
    """The same for an edition at hand."""
    return [
        Route(
            rules.category,
            rules.label,
            tuple(
                shortfall(figures, name, rules.criteria[name])
                for name in MEASURES
                if name in rules.criteria
            ),
        )
        for rules in edition.routes
    ]


def shortfall(figures: Figures, measure: str, rule: Value) -> Shortfall:
    """Persons between the low end of a measure and its threshold."""
    value = figures.measure(measure)
    if meets_surely(value, rule):
        return Shortfall(measure, 0)
    if not figures.population:
        return Shortfall(measure, None, reason=phrase("no_population"))
    if value.low == 0 and value.high is None:
        name = measure_name(measure)
        return Shortfall(measure, None, reason=phrase("no_measure", measure=name))
    have = ceil(value.low * figures.population)
    need = persons_needed(rule, figures.population)
    at_most = value.exact is None or rule.above is not None
    return Shortfall(measure, max(need - have, 0), at_most and need > have)


def meets_surely(value: Interval, rule: Value) -> bool:
    strict_on_line = rule.operator == ">" and not value.low_open
    return value.low > rule.number or (value.low == rule.number and not strict_on_line)


def persons_needed(rule: Value, population: int) -> int:
    """The smallest count that passes the threshold."""
    line: Fraction = rule.number * population
    return floor(line) + 1 if rule.operator == ">" else ceil(line)


def next_step(routes: Sequence[Route], reached: Sequence[str] = ()) -> Text:
    """The shortest way to the lowest category whose figures are not there yet.

    `reached` are the categories that are decided already. Empty when every category
    is there, or when its distance cannot be computed.
    """
    above = (route.category for route in routes if route.category not in reached)
    for category in dict.fromkeys(above):
        ways = [route for route in routes if route.category == category]
        lengths = [route.persons for route in ways]
        if 0 in lengths:
            continue
        known = [route for route in ways if route.persons is not None]
        return min(known, key=lambda way: way.persons or 0, default=NOWHERE).text
    return NOWHERE.text


NOWHERE = Route("", Text("", ""), ())
