"""Where a region stands: its figures, what they decide, and how far each line is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from semesta.awards import (
    Criterion,
    Decision,
    Figures,
    Interval,
    Route,
    Shortfall,
    Status,
    Text,
    Verdict,
    decide,
    measure_name,
    shortfall,
    status,
)
from semesta.law import Rulebook


Row = Mapping[str, Any]
STATUS = "status"  # in the place of an edition: the lines of UHC and UHC Prioritas


@dataclass(frozen=True)
class Question:
    """What every standing of a region is decided by: the law, a day, the editions.

    `partial`: the run's membership file holds a part of the cards, so that persons
    short cannot be computed.
    """

    rulebook: Rulebook
    on: date
    editions: tuple[str, ...]
    partial: bool


@dataclass(frozen=True)
class Line:
    """One line to reach: a predicate, or a route to a category of an edition."""

    edition: str
    route: str
    verdict: Verdict
    distance: Route
    criteria: tuple[Criterion, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        return self.edition, self.distance.category, self.route

    @property
    def persons(self) -> int | None:
        """The largest shortfall; None where it cannot be computed."""
        return self.distance.persons

    @property
    def at_most(self) -> bool:
        """`persons` is a bound: no measure that is exact lacks as many."""
        shortfalls = self.distance.shortfalls
        exact = (item.persons for item in shortfalls if not item.at_most)
        return any(item.at_most for item in shortfalls) and self.persons not in exact

    @property
    def by_pemda(self) -> int:
        """Persons whom only local government can bring."""
        return next(
            (
                item.persons or 0
                for item in self.distance.shortfalls
                if item.measure == "local_government"
            ),
            0,
        )

    @property
    def open_facts(self) -> list[Criterion]:
        """The conditions that are not ratios and are not known to be met."""
        return [
            item
            for item in self.criteria
            if isinstance(item.given, str) and item.verdict is not Verdict.MET
        ]

    def short(self) -> dict[str, int | None]:
        """Persons short by measure; only measures that the line asks for."""
        return {item.measure: item.persons for item in self.distance.shortfalls}

    def short_at_most(self) -> dict[str, bool]:
        """Which of these are bounds."""
        return {item.measure: item.at_most for item in self.distance.shortfalls}

    def name(self) -> dict[str, Any]:
        """What a reader needs to tell this line from the others."""
        return {
            "edition": self.edition,
            "category": self.distance.category,
            "route": self.route or None,
            "label": text_item(self.distance.label),
        }


@dataclass(frozen=True)
class Standing:
    """Figures with all that they decide."""

    figures: Figures
    status: Status
    decisions: tuple[Decision, ...]
    lines: tuple[Line, ...]

    def as_json(self) -> dict[str, Any]:
        """Rates are shares of one, rounded to 6 places after everything is decided."""
        rates: dict[str, Any] = {}
        for measure, name in (
            ("coverage", "coverage_rate"),
            ("active", "active_rate"),
            ("local_government", "local_government_share"),
        ):
            share = self.figures.counted(measure)
            rates[name] = share and round(float(share.low), 6)
            rates[f"{name}_high"] = share and round(float(share.high or 0), 6)
        return {
            "population": self.figures.population,
            "active": low(self.figures.active),
            **rates,
            "uhc": self.status.uhc.value,
            "uhc_prioritas": self.status.uhc_prioritas.value,
            "awards": [
                {
                    "edition": decision.edition,
                    "worst": decision.worst,
                    "best": decision.best,
                    "category": decision.category or None,
                }
                for decision in self.decisions
            ],
        }


def standing(figures: Figures, question: Question) -> Standing:
    """Decides figures, and measures how far each line is."""
    found = status(figures, question.on, question.rulebook)
    decisions = tuple(
        decide(figures, question.rulebook, edition) for edition in question.editions
    )
    lines = status_lines(figures, found)
    for decision in decisions:
        lines += award_lines(decision)
    if question.partial:
        lines = [without_persons(line) for line in lines]
    return Standing(figures, found, decisions, tuple(lines))


def status_lines(figures: Figures, found: Status) -> list[Line]:
    """UHC asks for the two shares, UHC Prioritas for the facts as well."""
    shares = tuple(c for c in found.criteria if isinstance(c.given, Interval))
    shortfalls = tuple(shortfall(figures, c.name, c.rule) for c in shares)
    return [
        Line(STATUS, "", verdict, Route(name, Text(name, name), shortfalls), criteria)
        for name, verdict, criteria in (
            ("UHC", found.uhc, shares),
            ("UHC Prioritas", found.uhc_prioritas, found.criteria),
        )
    ]


def award_lines(decision: Decision) -> list[Line]:
    """Every route of an edition, lowest category first."""
    return [
        Line(decision.edition, route.route, route.verdict, distance, route.criteria)
        for route, distance in zip(decision.routes, decision.distances, strict=True)
    ]


def without_persons(line: Line) -> Line:
    """The line where nobody can say who is missing."""
    unknown = tuple(Shortfall(s.measure, None) for s in line.distance.shortfalls)
    distance = Route(line.distance.category, line.distance.label, unknown)
    return Line(line.edition, line.route, line.verdict, distance, line.criteria)


def decided_figures(row: Row, criteria: Iterable[Row]) -> Figures:
    """The figures that the run decided a region with, from what it published.

    `criteria` are the region's rows on the row's basis. They print shares of the
    population with 6 decimals, which give back whole persons up to 100 million; so
    the high values return that `regions.csv` leaves out.
    """
    given = {item["criterion"]: item for item in criteria}

    def counted(measure: str) -> int | tuple[int, int] | None:
        found = given.get(measure)
        if found is None or found["high"] is None or not row["population"]:
            return None
        ends = [
            round(Fraction(found[end]) / 100 * row["population"])
            for end in ("low", "high")
        ]
        return ends[0] if ends[0] == ends[1] else (ends[0], ends[1])

    def fact(name: str) -> str:
        return given[name]["low"] or "" if name in given else ""

    return Figures(
        region_code=row["region_code"],
        region_name=row["region_name"],
        population=row["population"],
        registered=counted("coverage"),
        active=counted("active"),
        local_government=counted("local_government"),
        uhc_prioritas=fact("approved"),
        contributions_paid_through=fact("contributions_paid"),
        jamkesda_integrated=fact("jamkesda_integrated"),
    )


def low(count: int | tuple[int, int] | None) -> int | None:
    """The low end of a count."""
    return count[0] if isinstance(count, tuple) else count


def fact_item(criterion: Criterion) -> dict[str, Any]:
    """A condition that is no ratio, with what is given (empty: not known)."""
    return {
        "criterion": criterion.name,
        "name": text_item(measure_name(criterion.name)),
        "given": criterion.given,
        "needed": text_item(criterion.needed_text),
        "verdict": criterion.verdict.value,
        "source": criterion.rule.source,
        "confidence": criterion.confidence,
    }


def text_item(text: Text) -> dict[str, str]:
    return {"id": text.id, "en": text.en}
