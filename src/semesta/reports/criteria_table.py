"""Every line of status and award against every measure: asked, met or not."""

from collections.abc import Iterable
from typing import Any

from semesta.published import Run
from semesta.reports.brief_standing import rate_text
from semesta.reports.figures import STATUS, Figures, Place, Row
from semesta.reports.line_names import line_name
from semesta.reports.words import Voice


RATIOS = ("coverage", "active", "local_government")
# Two conditions of the status ask what two conditions of the awards ask.
SAME_AS = {
    "approved": "uhc_prioritas",
    "contributions_paid": "contributions_paid_through",
}
UHC, PRIORITAS = (STATUS, "UHC", None), (STATUS, "UHC Prioritas", None)
UNSURE = ("inferred", "disputed")
SIGNS = {">=": "≥", ">": ">", "=": "="}
NO_BREAK = "\u00a0"


def criteria_of(run: Run, place: Place) -> list[Row]:
    """The criteria of a place on its headline basis, those of the status first."""
    rows = [
        row
        for row in run.table("criteria.csv").to_pylist()
        if (row["region_code"], row["basis"]) == (place.code, place.basis)
    ]
    return sorted(rows, key=lambda row: row["edition"] != STATUS)


def criteria_table(rows: Iterable[Row], found: Figures, voice: Voice) -> dict[str, Any]:
    """Columns are lines, rows are measures and conditions; a cell is what is asked."""
    lines = _lines(rows)
    asked = dict.fromkeys(name for line in lines.values() for name in line)
    ordered = sorted(asked, key=lambda name: name not in RATIOS)
    return {
        "columns": [
            voice("brief_measure"),
            voice("brief_ours"),
            *(line_name(name, route, voice.language) for _, name, route in lines),
        ],
        "rows": [_row(name, lines.values(), found, voice) for name in ordered],
        "all": voice("brief_all_criteria"),
        "verdicts": [verdict(line.values()) for line in lines.values()],
        "legend": {
            code: voice.label("verdict", code)
            for code in ("met", "not_met", "undecidable")
        },
        "unsure": voice("brief_unsure"),
    }


def verdict(criteria: Iterable[Row]) -> str:
    """Every criterion is needed."""
    found = {row["verdict"] for row in criteria}
    return next((v for v in ("not_met", "undecidable") if v in found), "met")


def needed(operator: str, threshold: str, voice: Voice) -> str:
    """`≥ 98,6%`."""
    number = threshold.replace(".", ",") if voice.language == "id" else threshold
    return f"{SIGNS[operator]}{NO_BREAK}{number}%"


def _lines(rows: Iterable[Row]) -> dict[tuple[str, str, str | None], dict[str, Row]]:
    """Line → criterion → row. UHC Prioritas asks for all of UHC and for its own."""
    lines: dict[tuple[str, str, str | None], dict[str, Row]] = {}
    for row in rows:
        line = row["edition"], row["category"], row["route"]
        begun = dict(lines.get(UHC, {})) if line == PRIORITAS else {}
        asked = str(row["criterion"])
        criterion = SAME_AS.get(asked, asked)
        lines.setdefault(line, begun)[criterion] = row
    return lines


def _row(
    name: str, lines: Iterable[dict[str, Row]], found: Figures, voice: Voice
) -> dict[str, Any]:
    cells = [line.get(name) for line in lines]
    given = next(cell["low"] for cell in cells if cell)
    return {
        "name": voice(f"brief_measure_{name}"),
        "ours": _ours(name, given, found, voice),
        "cells": [
            {
                "need": _need(cell, voice),
                "verdict": cell["verdict"],
                "unsure": cell["confidence"] in UNSURE,
            }
            if cell
            else None
            for cell in cells
        ],
    }


def _ours(name: str, given: str | None, found: Figures, voice: Voice) -> str:
    if name in RATIOS:
        return rate_text(found.top, name, found.scope, voice)
    if not given:
        return voice("brief_not_known")
    if given in ("ya", "tidak"):
        return voice(f"brief_given_{given}")
    return voice("brief_need_through", month=given)


def _need(row: Row, voice: Voice) -> str:
    if row["criterion"] in RATIOS:
        return needed(row["operator"], row["threshold"], voice)
    if row["criterion"] == "contributions_paid":
        return voice("brief_need_paid")
    if row["threshold"] == "ya":
        return voice("brief_given_ya")
    return voice("brief_need_through", month=row["threshold"])
