"""The public tables: rows in which what is hidden is empty and named."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from semesta.disclosure.grid import Cell
from semesta.disclosure.places import level_of
from semesta.disclosure.protecting import Protected
from semesta.own_yaml import own_yaml
from semesta.regions import NATION


SUPPRESSED = "suppressed"
RATES = {
    "coverage_rate": ("registered",),
    "coverage_rate_high": ("registered", "unknown"),
    "active_rate": ("active",),
    "active_rate_high": ("active", "unknown"),
    "local_government_share": ("local_government",),
}
"""Over the population; from what is shown, so that no rate tells more than that."""
ROUNDED = 1e-6
Row = dict[str, Any]


@dataclass(frozen=True)
class Table:
    """A public table: its name, what `tables.yaml` says of it, its rows."""

    name: str
    about: Mapping[str, Any]
    rows: Sequence[Row]

    @property
    def columns(self) -> Mapping[str, Mapping[str, Any]]:
        return self.about["columns"]

    @property
    def counts(self) -> list[str]:
        """The columns that may be hidden."""
        return [name for name, about in self.columns.items() if about.get("hidden")]

    def hidden(self) -> int:
        """How many cells are hidden."""
        return sum(len(row[SUPPRESSED].split()) for row in self.rows if self.counts)

    def cells(self) -> int:
        """How many counts there are, shown or hidden."""
        shown = sum(
            row.get(name) is not None for row in self.rows for name in self.counts
        )
        return shown + self.hidden()


@cache
def tables_about() -> Mapping[str, Mapping[str, Any]]:
    """Table → row, key and columns, as written in `tables.yaml`."""
    return own_yaml("semesta.disclosure", "tables.yaml")


def public_tables(months: Sequence[Protected], region: str) -> list[Table]:
    """Every table with rows, for the regions in and below one, month after month."""
    rows: dict[str, list[Row]] = {name: [] for name in tables_about()}
    names = {
        code: name for month in months for code, name in month.figures.names.items()
    }
    for month in months:
        places = [
            place
            for place, code in enumerate(month.places.codes)
            if is_within(code, region)
        ]
        for name, found in _rows(month, places, region, names).items():
            rows[name].extend(found)
    return [
        Table(name, about, rows[name])
        for name, about in tables_about().items()
        if rows[name]
    ]


def is_within(code: str, region: str) -> bool:
    """Whether a region is the other one or below it."""
    return region == NATION or f"{code}.".startswith(f"{region}.")


def total(rows: Sequence[Row], columns: Sequence[str]) -> int | None:
    """The sum of counts; None where a part of it is hidden or not known."""
    counts = [row.get(column) for row in rows for column in columns]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def write_csv(path: Path, table: Table) -> None:
    """UTF-8, comma, `\\n`; what is hidden or not known is an empty cell."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(table.columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            {name: _text(row.get(name)) for name in table.columns} for row in table.rows
        )


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.6f}" if isinstance(value, float) else str(value)


def _rows(
    month: Protected,
    places: Sequence[int],
    region: str,
    names: Mapping[str, str],
) -> dict[str, Iterator[Row]]:
    """The rows of every table for the given regions."""
    detailed = [place for place in places if place < month.places.detailed]
    published = month.residents.grid.published
    segments = sorted({cell[1] for cell in published if cell[0] == "segments"})
    groups = sorted({cell[1] for cell in published if cell[0] == "demographics"})
    return {
        "regions": (_region(month, place, names) for place in places),
        "segments": (
            _keys(month, place)
            | {"segment": row}
            | _counts(month, "segments", row, place)
            for place, row in product(detailed, segments)
        ),
        "demographics": (
            _keys(month, place)
            | dict(zip(("sex", "age_band"), row.split("/"), strict=True))
            | _counts(month, "demographics", row, place)
            for place, row in product(detailed, groups)
        ),
        "findings": (
            _keys(month, place) | _counts(month, "findings", "", place)
            for place in (detailed if month.cards else ())
        ),
        "official": (
            dict(row)
            for row in month.figures.official
            if is_within(row["region_code"], region)
        ),
    }


def _keys(month: Protected, place: int) -> Row:
    code = month.places.codes[place]
    return {"region_code": code, "month": str(month.figures.month)}


def _region(month: Protected, place: int, names: Mapping[str, str]) -> Row:
    code = month.places.codes[place]
    row = {"region_name": names[code], "level": level_of(code)}
    row |= _keys(month, place) | _counts(month, "regions", "", place)
    computed = month.figures.counts.regions.get(code, {})
    return row | {
        name: _rate(row, parts, computed.get(name)) for name, parts in RATES.items()
    }


def _rate(row: Row, parts: Sequence[str], computed: float | None) -> float | None:
    """From shown counts; none where the run has none, or means something else by it."""
    part, whole = total([row], parts), row.get("population")
    if computed is None or part is None or not whole:
        return None
    rate = part / whole
    return rate if abs(rate - computed) < ROUNDED else None


def _counts(month: Protected, table: str, row: str, place: int) -> Row:
    """The counts of a row; what the run does not know is empty and not hidden."""
    found: Row = {}
    hidden = []
    for column, about in tables_about()[table]["columns"].items():
        cell: Cell = (table, row, column)
        if about.get("hidden") and month.has(cell):
            found[column] = month.value(cell, place)
            if found[column] is None:
                hidden.append(column)
    return found | {SUPPRESSED: " ".join(hidden)}
