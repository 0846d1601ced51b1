"""Decisions as CSV, JSON and rows of a table."""

import csv
import io
import json
from collections.abc import Iterable
from fractions import Fraction

from semesta.awards.criteria import Criterion, RouteDecision
from semesta.awards.decisions import Decision
from semesta.awards.distances import Route
from semesta.awards.intervals import Interval
from semesta.awards.texts import Text, joined


CSV_HEADER = (
    "region_code",
    "edition",
    "worst",
    "best",
    "category",
    "missing",
    "reasons",
)


def as_csv(decisions: Iterable[Decision], language: str = "id") -> str:
    """One row a decision; category empty when undecided, reasons joined by `; `."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_HEADER)
    for decision in decisions:
        writer.writerow(
            (
                decision.region_code,
                decision.edition,
                decision.worst,
                decision.best,
                decision.category,
                decision.missing.in_language(language),
                joined(decision.reasons, "; ").in_language(language),
            )
        )
    return out.getvalue()


def as_json(decisions: Iterable[Decision]) -> str:
    """Everything: each route and criterion with value, threshold, source."""
    items = [decision_item(decision) for decision in decisions]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def decision_item(decision: Decision) -> dict[str, object]:
    return {
        "region_code": decision.region_code,
        "region_name": decision.region_name,
        "edition": decision.edition,
        "worst": decision.worst,
        "best": decision.best,
        "category": decision.category,
        "missing": text_item(decision.missing),
        "reasons": [text_item(text) for text in decision.reasons],
        "contradictions": [text_item(text) for text in decision.contradictions],
        "near": [text_item(text) for text in decision.near],
        "routes": [route_item(route) for route in decision.routes],
        "distances": [distance_item(route) for route in decision.distances],
    }


def text_item(text: Text) -> dict[str, str]:
    return {"id": text.id, "en": text.en}


def route_item(route: RouteDecision) -> dict[str, object]:
    return {
        "category": route.category,
        "route": route.route,
        "verdict": route.verdict,
        "criteria": [criterion_item(criterion) for criterion in route.criteria],
    }


def criterion_item(criterion: Criterion) -> dict[str, object]:
    given = criterion.given
    return {
        "criterion": criterion.name,
        "value": interval_item(given) if isinstance(given, Interval) else given,
        "operator": criterion.rule.operator,
        "threshold": criterion.rule.text,
        "unit": criterion.rule.unit,
        "verdict": criterion.verdict,
        "source": criterion.rule.source,
        "confidence": criterion.confidence,
        "rule": criterion.rule.rule,
    }


def interval_item(interval: Interval) -> dict[str, object]:
    """Bounds in percent, rounded to 6 places; `high` null means no bound."""
    return {
        "low": percent_of(interval.low),
        "high": None if interval.high is None else percent_of(interval.high),
        "low_open": interval.low_open,
        "high_open": interval.high_open,
    }


def percent_of(share: Fraction) -> float:
    return round(float(share * 100), 6)


def distance_item(route: Route) -> dict[str, object]:
    return {
        "category": route.category,
        "label": text_item(route.label),
        "persons": route.persons,
        "shortfalls": [
            {
                "measure": shortfall.measure,
                "persons": shortfall.persons,
                "at_most": shortfall.at_most,
                "reason": shortfall.reason and text_item(shortfall.reason),
            }
            for shortfall in route.shortfalls
        ],
    }
