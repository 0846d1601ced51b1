"""Status and award of every region of a run, as rows for the published tables."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from semesta.awards.criteria import Criterion
from semesta.awards.decisions import Decision, decide
from semesta.awards.distances import SHORT_OF
from semesta.awards.editions import edition_names
from semesta.awards.figures import Count, Figures
from semesta.awards.intervals import Interval
from semesta.awards.printed_figures import Printed
from semesta.awards.render import percent_of
from semesta.awards.status import Status, status
from semesta.awards.texts import joined
from semesta.law import Rulebook
from semesta.regions import tree


Row = Mapping[str, Any]
DECIDED_LEVELS = ("province", "regency")
STATUS = "status"  # in the place of an edition: the criteria of UHC and UHC Prioritas
NOTHING_PRINTED = Printed({})
FACT_OPERATORS = {"fact": "=", "month": ">="}


@dataclass
class RegionalDecisions:
    """Rows of awards.csv, criteria.csv, distances.csv and status.csv."""

    awards: list[dict[str, Any]] = field(default_factory=list)
    criteria: list[dict[str, Any]] = field(default_factory=list)
    distances: list[dict[str, Any]] = field(default_factory=list)
    status: list[dict[str, Any]] = field(default_factory=list)


def newest_edition(on: date, rulebook: Rulebook) -> str:
    """The edition held last by a day; empty before the first."""
    held = {
        rulebook.history(f"awards.{name}.held_on")[-1].date: name
        for name in edition_names(rulebook)
    }
    return next((held[day] for day in sorted(held, reverse=True) if day <= on), "")


def decided_rows(regions: pa.Table) -> list[Row]:
    """The rows of the regions table that `decide_regions` looks at: a nation has a
    hundred times as many villages."""
    levels = pa.array(DECIDED_LEVELS)
    return regions.filter(pc.is_in(regions["level"], levels)).to_pylist()


def decide_regions(
    rows: Iterable[Row],
    facts: Mapping[str, Mapping[str, str]],
    edition: str,
    on: date,
    rulebook: Rulebook,
    printed: Printed = NOTHING_PRINTED,
) -> RegionalDecisions:
    """Decides the provinces and regencies among the rows of the regions table.

    `rows` carry counts per region and basis, low and high; `facts` maps a region code
    to its facts; what was `printed` belongs to the administrative basis. A province is decided from linked persons only where every one of
    its regencies is among the rows. No edition: no award, status all the same.
    """
    decisions = RegionalDecisions()
    for row in _decidable(list(rows)):
        code = row["region_code"]
        texts = printed.of(code) if row["basis"] == "administrative" else {}
        figures = figures_of(row, facts.get(code, {}), texts)
        if edition:
            decision = decide(figures, rulebook, edition)
            _add_award(decisions, row["basis"], decision)
            if not is_partial(row):
                _add_distances(decisions, row["basis"], decision)
        _add_status(decisions, row["basis"], status(figures, on, rulebook))
    return decisions


def figures_of(
    row: Row, facts: Mapping[str, str], printed: Mapping[str, str]
) -> Figures:
    """The figures of one row; counts with a high value become intervals.

    Residents of a part of the members are open for want of a file, not of a review.
    """
    is_open = row["basis"] == "linked" and not is_partial(row)
    return Figures(
        region_code=row["region_code"],
        region_name=row["region_name"],
        population=row["population"],
        registered=_between(row["registered"], row["registered_high"]),
        active=_between(row["active_low"], row["active_high"]),
        local_government=_between(
            row["local_government"], row["local_government_high"]
        ),
        local_government_active=row["local_government_active"],
        to_verify=row["unknown"] if is_open else None,
        coverage_expected=row["coverage_rate_expected"] if is_open else None,
        active_expected=row["active_rate_expected"] if is_open else None,
        **printed,
        **facts,
    )


def is_partial(row: Row) -> bool:
    """The membership file holds a part of the cards: what is missing is not known, and
    a distance would send agents after residents who are covered."""
    unknown = row["unregistered"] is None or row["active"] is None
    return row["basis"] == "linked" and unknown


def _between(low: int | None, high: int | None) -> Count | None:
    if low is None or high is None:
        return None
    return low if low == high else (low, high)


def _decidable(rows: list[Row]) -> Iterator[Row]:
    linked = {row["region_code"] for row in rows if row["basis"] == "linked"}
    for row in rows:
        if row["level"] not in DECIDED_LEVELS or not row["population"]:
            continue
        if row["basis"] == "linked" and row["level"] == "province":
            children = tree().children(row["region_code"])
            if not all(child.code in linked for child in children):
                continue
        yield row


def _add_award(decisions: RegionalDecisions, basis: str, decision: Decision) -> None:
    about = {
        "region_code": decision.region_code,
        "edition": decision.edition,
        "basis": basis,
    }
    decisions.awards.append(
        about
        | {
            "region_name": decision.region_name,
            "worst": decision.worst,
            "best": decision.best,
            "category": decision.category or None,
            "reasons": joined(decision.reasons, "; ").id or None,
            "reasons_en": joined(decision.reasons, "; ").en or None,
            "near": joined(decision.near, "; ").id or None,
            "near_en": joined(decision.near, "; ").en or None,
        }
    )
    for route in decision.routes:
        way = about | {"category": route.category, "route": route.route or None}
        decisions.criteria += [way | criterion_row(c) for c in route.criteria]


def _add_distances(
    decisions: RegionalDecisions, basis: str, decision: Decision
) -> None:
    """The distances, and the shortest next step on the award's row."""
    decisions.awards[-1]["missing"] = decision.missing.id or None
    decisions.awards[-1]["missing_en"] = decision.missing.en or None
    for way, route in zip(decision.distances, decision.routes, strict=True):
        about = {
            "region_code": decision.region_code,
            "edition": decision.edition,
            "basis": basis,
            "category": way.category,
            "route": route.route or None,
        }
        decisions.distances += [
            about
            | {
                "measure": shortfall.measure,
                "persons": shortfall.persons,
                "at_most": shortfall.at_most,
            }
            for shortfall in way.shortfalls
        ]


def _add_status(decisions: RegionalDecisions, basis: str, found: Status) -> None:
    decisions.status.append(
        {
            "region_code": found.region_code,
            "region_name": found.region_name,
            "basis": basis,
            "uhc": found.uhc.value,
            "uhc_prioritas": found.uhc_prioritas.value,
            "reasons": joined(found.reasons, "; ").id or None,
            "reasons_en": joined(found.reasons, "; ").en or None,
            "near": joined(found.near, "; ").id or None,
            "near_en": joined(found.near, "; ").en or None,
        }
    )
    about = {"region_code": found.region_code, "edition": STATUS, "basis": basis}
    for criterion in found.criteria:
        measured = criterion.name in SHORT_OF
        name = "UHC" if measured else "UHC Prioritas"
        decisions.criteria.append(about | {"category": name} | criterion_row(criterion))


def criterion_row(criterion: Criterion) -> dict[str, Any]:
    """A criterion with its value (percent, or the fact as given), law and source."""
    low, high = _ends(criterion.given)
    return {
        "criterion": criterion.name,
        "low": low,
        "high": high,
        "operator": criterion.rule.operator or FACT_OPERATORS[criterion.rule.unit],
        "threshold": criterion.rule.text,
        "verdict": criterion.verdict.value,
        "source": criterion.rule.source,
        "confidence": criterion.confidence,
    }


def _ends(given: Interval | str) -> tuple[str | None, str | None]:
    if isinstance(given, str):
        return given or None, given or None
    high = None if given.high is None else str(percent_of(given.high))
    return str(percent_of(given.low)), high
