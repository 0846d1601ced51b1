"""One criterion against what is given: met, not met or undecidable."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from semesta.awards.figures import MEASURES, Figures
from semesta.awards.intervals import Interval
from semesta.awards.texts import Text, joined, needed, phrase, shown
from semesta.law import Value
from semesta.months import Month


class Verdict(StrEnum):
    """What the given figures and facts say about a criterion, a route, a status."""

    MET = "met"
    NOT_MET = "not_met"
    UNDECIDABLE = "undecidable"


@dataclass(frozen=True)
class Criterion:
    """One criterion: what the law asks (`rule`), what is given, the verdict.

    `given` is an Interval for a share of the population, a text for a fact (empty:
    not known). Operator, threshold and source stand in `rule`.
    """

    name: str
    rule: Value
    given: Interval | str
    verdict: Verdict
    confidence: str

    @property
    def is_known(self) -> bool:
        """Anything at all is given."""
        if isinstance(self.given, Interval):
            return self.given.high is not None or self.given.low > 0
        return bool(self.given)

    @property
    def value_text(self) -> Text:
        """What is given, in words."""
        if isinstance(self.given, Interval):
            decided = self.verdict is not Verdict.UNDECIDABLE
            return shown(self.given, self._line, as_printed=decided)
        if self.given in ("ya", "tidak"):
            return phrase(f"given_{self.given}")
        return Text(self.given, self.given)

    @property
    def _line(self) -> Fraction:
        """The threshold, or the end of an uncertain one that the share lies nearer to."""
        assert isinstance(self.given, Interval)
        ends = [self.rule.number, self.rule.above or self.rule.number]
        low = self.given.low
        return min(ends, key=lambda end: abs(end - low))

    @property
    def needed_text(self) -> Text:
        """What the law asks for, in words."""
        need = needed(self.rule)
        if self.confidence == "disputed":
            return phrase("disputed_need", need=need)
        return need


@dataclass(frozen=True)
class RouteDecision:
    """One route to a category (or one predicate), criterion by criterion."""

    category: str
    route: str
    label: Text
    criteria: tuple[Criterion, ...]

    @property
    def verdict(self) -> Verdict:
        """Every criterion is needed."""
        verdicts = [criterion.verdict for criterion in self.criteria]
        if Verdict.NOT_MET in verdicts:
            return Verdict.NOT_MET
        if Verdict.UNDECIDABLE in verdicts:
            return Verdict.UNDECIDABLE
        return Verdict.MET

    def with_verdict(self, verdict: Verdict) -> dict[str, Criterion]:
        """The criteria with such a verdict, by name."""
        return {item.name: item for item in self.criteria if item.verdict is verdict}


def labels(routes: Iterable[RouteDecision]) -> Text:
    """`Pratama / Madya jalur A`; routes of one category together are the category."""
    by_category: dict[str, list[RouteDecision]] = {}
    for route in routes:
        by_category.setdefault(route.category, []).append(route)
    return joined(
        (
            alike[0].label if len(alike) == 1 else Text(category, category)
            for category, alike in by_category.items()
        ),
        " / ",
    )


def judge(name: str, rule: Value, figures: Figures) -> Criterion:
    """A criterion by its name: a measure or one of the facts of `Figures`."""
    if name not in MEASURES:
        fact: str = getattr(figures, name)
        return Criterion(name, rule, fact, judge_fact(fact, rule), rule.confidence)
    share = figures.measure(name)
    confidence = "inferred" if figures.is_province else rule.confidence
    return Criterion(name, rule, share, judge_share(share, rule), confidence)


def judge_share(given: Interval, rule: Value) -> Verdict:
    """A share against a threshold, as exact fractions.

    A threshold known only to lie in (`rule.above`, `rule.number`] is met from its
    upper end on, and missed up to its lower end.
    """
    line, strict = rule.number, rule.operator == ">"
    if given.low > line or (given.low == line and (given.low_open or not strict)):
        return Verdict.MET
    if given.high is None:
        return Verdict.UNDECIDABLE
    floor, missed_on_it = line, strict
    if rule.above is not None:
        floor, missed_on_it = rule.above, True
    on_floor = given.high == floor and (given.high_open or missed_on_it)
    missed = given.high < floor or on_floor
    return Verdict.NOT_MET if missed else Verdict.UNDECIDABLE


def judge_fact(given: str, rule: Value) -> Verdict:
    """A fact or a month; a disputed requirement that fails decides nothing."""
    if not given:
        return Verdict.UNDECIDABLE
    if rule.unit == "month":
        met = Month.parse(given) >= rule.month
    else:
        met = given == rule.content
    if met:
        return Verdict.MET
    return Verdict.UNDECIDABLE if rule.confidence == "disputed" else Verdict.NOT_MET
