"""The gap and its price line by line, and what moved the month's figures."""

from typing import Any

import pyarrow as pa

from semesta.published import Run
from semesta.reports.figures import Figures, Line
from semesta.reports.line_names import change_name, line_name
from semesta.reports.what_changed import Cause, what_changed
from semesta.reports.words import Voice


COLUMNS = ("target", "persons", "month", "december", "central", "chart")
RATES = ("active_rate", "coverage_rate")
PRICES = ("contribution", "regional_aid", "central_aid")


def gap_table(found: Figures, voice: Voice) -> dict[str, Any]:
    """What every line lacks and what that costs, with bars to one scale."""
    lines = found.top.lines
    totals = [line.to_december.total for line in lines if line.to_december]
    prices = {name: voice.rupiah(found.price[name]) for name in PRICES}
    year = found.month.plus(1).year
    return {
        "heading": voice("brief_gap"),
        "lead": voice("brief_gap_lead", months=found.months, year=year),
        "columns": [voice(f"brief_gap_{name}") for name in COLUMNS],
        "rows": [_row(line, max(totals, default=0), voice) for line in lines],
        "legend": [voice("brief_gap_local"), voice("brief_gap_aid")],
        "notes": [voice("brief_gap_price", **prices), *_notes(lines, voice)],
        "none": voice("brief_gap_none"),
    }


def _row(line: Line, longest: int, voice: Voice) -> dict[str, Any]:
    month, december = line.per_month, line.to_december
    amounts: list[str] = []
    bars: list[float] = []
    if line.persons and month and december:
        parts = (december.local_government, december.central_aid)
        amounts = [voice.rupiah(amount) for amount in (month.local_government, *parts)]
        bars = [part / longest for part in parts]
    return {
        "name": line_name(line.category, line.route, voice.language),
        "persons": _persons(line, voice),
        "amounts": amounts,
        "bars": bars,
    }


def _persons(line: Line, voice: Voice) -> str:
    if line.persons is None:
        return voice("brief_gap_cannot")
    if line.persons == 0:
        return voice("brief_gap_enough")
    text = voice.count(line.persons)
    return f"≤ {text}" if line.at_most else text


def _notes(lines: tuple[Line, ...], voice: Voice) -> list[str]:
    """Of upper bounds, and that persons alone do not reach a line with conditions."""
    notes = []
    if any(line.persons and line.at_most for line in lines):
        notes.append(voice("brief_gap_at_most"))
    if any(line.persons and line.facts for line in lines):
        notes.append(voice("brief_gap_facts"))
    return notes


def causes(
    run: Run, found: Figures, changes: pa.Table | None, voice: Voice
) -> dict[str, Any]:
    """The causes that moved the active rate most; a sentence where none is known."""
    names = ("cause", "persons", "active", "coverage")
    told = what_changed(run, found, changes)
    moved = {rate.measure: rate for rate in told.rates} if told else {}
    rows: list[list[str]] = []
    if set(moved) == set(RATES):
        differences = {
            name: voice.points(moved[name].now - moved[name].before) for name in RATES
        }
        lead = voice("brief_causes_of", **differences)
        rows = [_cause(cause, voice) for cause, _ in moved["active_rate"].causes]
    else:
        lead = voice("brief_causes_none" if told is None else "brief_causes_unknown")
    return {
        "heading": voice("brief_causes"),
        "lead": lead,
        "columns": [voice(f"brief_causes_{name}") for name in names],
        "rows": rows,
    }


def _cause(cause: Cause, voice: Voice) -> list[str]:
    effects = (cause.active_effect, cause.coverage_effect)
    return [
        change_name(cause.kind, cause.cause, voice.language),
        voice.count(cause.persons),
        *("–" if effect is None else voice.points(effect) for effect in effects),
    ]
