"""What changed since the run before: who came and went, and what moved each rate."""

from dataclasses import dataclass

import pyarrow as pa

from semesta.published import Run, top_causes
from semesta.reports.figures import Figures, Row
from semesta.reports.hidden import change_key, change_of, of_changes, told
from semesta.reports.rankings import rows_where
from semesta.reports.reasons import largest_first, linked_row
from semesta.reports.small_counts import LEVELS, Shown


EFFECT_OF = {"active_rate": "active_effect", "coverage_rate": "coverage_effect"}
RATES = {"coverage_rate": "registered", "active_rate": "active"}


@dataclass(frozen=True)
class Cause:
    """Persons whose situation changed in one way; effects are shares of one.

    Below the regency the effects are None: they would tell withheld persons.
    """

    kind: str
    cause: str | None
    persons: Shown
    coverage_effect: float | None
    active_effect: float | None


@dataclass(frozen=True)
class Moved:
    """A rate before and now (linked basis), and the causes that moved it most."""

    measure: str
    before: float
    now: float
    causes: list[tuple[Cause, float]]


@dataclass(frozen=True)
class Changes:
    """Everything that changed in the top place."""

    causes: list[Cause]
    rates: list[Moved]


def what_changed(run: Run, found: Figures, changes: pa.Table | None) -> Changes | None:
    """The changes of the top place; None where no earlier run was compared."""
    if changes is None:
        return None
    rows = rows_where(changes, region_code=found.top.code)
    rows.sort(key=lambda row: (-row["persons"], row["kind"], row["cause"] or ""))
    if found.top.level in LEVELS:
        return Changes(_below_regency(found, changes, rows), [])
    return Changes([_cause(row) for row in rows], _rates(run, found, changes, rows))


def _cause(row: Row) -> Cause:
    return Cause(
        row["kind"],
        row["cause"],
        row["persons"],
        row["coverage_effect"],
        row["active_effect"],
    )


def _below_regency(found: Figures, changes: pa.Table, rows: list[Row]) -> list[Cause]:
    """Every cause with its persons, the withheld last; no effects."""
    counts = {change_key(row): row["persons"] for row in rows}
    persons = told(of_changes(changes), found.top.code, counts)
    return [
        Cause(*change_of(key), number, None, None)
        for key, number in sorted(persons.items(), key=largest_first)
    ]


def _rates(run: Run, found: Figures, changes: pa.Table, rows: list[Row]) -> list[Moved]:
    """Both rates where they can be computed in both months."""
    now = linked_row(run, found)
    before = now and _before(now, rows, "population")
    if now is None or not before or not now["population"]:
        return []
    return [
        Moved(
            measure,
            then / before,
            now[count] / now["population"],
            [
                (_cause(row), row[EFFECT_OF[measure]])
                for row in top_causes(changes, found.top.code, measure)
            ],
        )
        for measure, count in RATES.items()
        if (then := _before(now, rows, count)) is not None
    ]


def _before(now: Row, rows: list[Row], count: str) -> int | None:
    """What was counted the month before: what is now, less every change."""
    changes = [row[f"{count}_change"] for row in rows]
    if now[count] is None or None in changes:
        return None
    return now[count] - sum(changes)
