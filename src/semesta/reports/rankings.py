"""Villages, regencies and provinces ranked: least active first, and what each lacks."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from semesta.published import Run
from semesta.regions import NATION, tree
from semesta.reports.figures import Figures, Row, by_region, headline
from semesta.reports.hidden import Hidden
from semesta.reports.lines import Lines, persons_short
from semesta.reports.small_counts import Shown


MOST_VILLAGES = 1000
VILLAGES_OF_MANY_REGENCIES = 20


@dataclass(frozen=True)
class Ranked:
    """One place in a ranking; `reasons` are its residents without active cover.

    `to_coverage` and `to_active` are the persons that it lacks to the lines of UHC.
    """

    number: int
    code: str
    name: str
    above: str
    population: int | None
    registered: int | None
    active: int | None
    coverage: float | None
    activity: float | None
    to_coverage: int | None
    to_active: int | None
    reasons: dict[str, Shown]


@dataclass(frozen=True)
class Ranking:
    """The places shown, of `total` that there are."""

    rows: list[Ranked]
    total: int

    @property
    def is_whole(self) -> bool:
        return len(self.rows) == self.total


def villages(run: Run, found: Figures, lines: Lines) -> Ranking:
    """The villages of a regency or district, least active first.

    Of a province or the nation only those that lack most persons to the line.
    """
    top = found.top
    if top.level == "village":
        return Ranking([], 0)
    rows = _ranked(rows_of(run, "village", top.code), lines, found.hidden)
    if top.level in ("regency", "district"):
        return Ranking(rows[:MOST_VILLAGES], len(rows))
    lacking = sorted(rows, key=lambda row: (-(row.to_active or 0), row.code))
    return Ranking(lacking[:VILLAGES_OF_MANY_REGENCIES], len(rows))


def places(run: Run, found: Figures, level: str, lines: Lines) -> list[Ranked]:
    """Every region of a level inside the top place, least active first."""
    return _ranked(rows_of(run, level, found.top.code), lines, found.hidden)


def rows_of(run: Run, level: str, inside: str) -> list[Row]:
    """The headline rows of the regions of a level inside another, by code."""
    table = run.regions()
    wanted = pc.equal(table["level"], level)
    if inside != NATION:
        within = pc.starts_with(table["region_code"], f"{inside}.")
        wanted = pc.and_(wanted, within)
    bases = by_region(table.filter(wanted).to_pylist())
    return [bases[code][headline(bases[code])] for code in sorted(bases)]


def _ranked(rows: Iterable[Row], lines: Lines, hidden: Hidden) -> list[Ranked]:
    ordered = sorted(rows, key=_least_active)
    return [
        _row(number, row, lines, hidden) for number, row in enumerate(ordered, start=1)
    ]


def _least_active(row: Row) -> tuple[bool, float, str]:
    rate = row["active_rate"]
    return rate is None, rate or 0.0, row["region_code"]


def _row(number: int, row: Row, lines: Lines, hidden: Hidden) -> Ranked:
    population = row["population"]
    return Ranked(
        number=number,
        code=row["region_code"],
        name=row["region_name"],
        above=tree().region(tree().region(row["region_code"]).parent or NATION).title,
        population=population,
        registered=row["registered"],
        active=row["active"],
        coverage=row["coverage_rate"],
        activity=row["active_rate"],
        to_coverage=persons_short(row["registered"], population, lines.coverage),
        to_active=persons_short(row["active"], population, lines.active),
        reasons=hidden.states(row),
    )


def rows_where(table: pa.Table, **wanted: str) -> list[Row]:
    """The rows of a published table in which columns have these values."""
    for name, value in wanted.items():
        table = table.filter(pc.equal(table[name], value))
    return table.to_pylist()
