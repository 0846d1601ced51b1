"""What the reports say: one place, its status, award, distance, money and rank.

Typed figures without a word of any language; page, workbook and brief put them into
words. Nothing is decided or priced here: the run decided, `gap` priced.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from semesta.errors import SemestaError
from semesta.months import Month
from semesta.published import Run, codes, near_thresholds
from semesta.regions import NATION, tree
from semesta.reports.hidden import Hidden, Row


STATUS = "status"  # in the place of an edition: the lines of UHC and UHC Prioritas
UPPER_LEVELS = ("nation", "province", "regency")
LEVEL_OF_PLACES = ("province", "regency")


@dataclass(frozen=True)
class Money:
    """Rupiah by who pays; `local_government` is contribution and regional aid."""

    contribution: int
    regional_aid: int
    central_aid: int
    local_government: int
    total: int


@dataclass(frozen=True)
class Line:
    """What one line (UHC, or one route to a category) still asks, in persons.

    Empty where it cannot be computed; `facts` are its conditions that are not ratios
    and are not known to be met, as criteria.csv names them.
    """

    edition: str
    category: str
    route: str | None
    verdict: str
    coverage: int | None
    active: int | None
    local_government: int | None
    persons: int | None
    at_most: bool
    per_month: Money | None
    to_december: Money | None
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Rank:
    """`place` among the `of` regencies of the province that the run knows."""

    place: int
    of: int
    province: str


@dataclass(frozen=True)
class Place:
    """One place on its headline basis; rates are the low values, which decide.

    `printed` holds the official percentages as printed, by measure, where the place
    leads with them; `near` what was said of thresholds near, by language.
    """

    code: str
    name: str
    level: str
    parent: str
    basis: str
    population: int | None
    semester: str | None
    registered: int | None
    active: int | None
    local_government: int | None
    unknown: int | None
    coverage: float | None
    coverage_high: float | None
    activity: float | None
    activity_high: float | None
    local_government_share: float | None
    printed: Mapping[str, str]
    uhc: str | None
    uhc_prioritas: str | None
    worst: str | None
    best: str | None
    category: str | None
    near: Mapping[str, list[str]]
    lines: tuple[Line, ...]
    rank: Rank | None

    def ends(self, measure: str) -> tuple[float | None, float | None]:
        """The low and the high value of a measure, as criteria.csv names it."""
        if measure == "local_government":
            return self.local_government_share, self.local_government_share
        if measure == "coverage":
            return self.coverage, self.coverage_high
        return self.activity, self.activity_high

    def as_printed(self, measure: str) -> str | None:
        """The official percentage, where no count says it more exactly."""
        low, high = self.ends(measure)
        is_exact = low is not None and low == high
        return None if is_exact else self.printed.get(measure)

    @property
    def above(self) -> list[Line]:
        """The lines of every category above the one that is certain, lowest first."""
        if self.worst is None:
            return []
        order = codes("category")
        lines = [
            line
            for line in self.lines
            if line.edition != STATUS
            and line.verdict != "met"
            and order.index(line.category) > order.index(self.worst)
        ]
        return sorted(lines, key=lambda line: order.index(line.category))

    @property
    def next(self) -> Line | None:
        """The cheapest line of the nearest category above that lacks persons."""
        lacking = [line for line in self.above if line.persons]
        nearest = [line for line in lacking if line.category == lacking[0].category]
        return min(nearest, key=_cost, default=None)

    @property
    def waiting(self) -> Line | None:
        """A nearer category that lacks no persons, only what is not known or done."""
        enough = [line for line in self.above if line.persons == 0]
        if not enough:
            return None
        order = codes("category")
        first = enough[0]
        nearest = self.next
        if nearest and order.index(nearest.category) <= order.index(first.category):
            return None
        return first


@dataclass(frozen=True)
class Figures:
    """What a report says: the top place, the places inside it, and the prices.

    `hidden` is what no report of the run tells of places below the regency.
    """

    run: str
    month: Month
    as_of: date
    edition: str
    scope: str
    months: int
    price: Mapping[str, Any]
    top: Place
    places: tuple[Place, ...]
    hidden: Hidden


def figures(run: Run, gap: Mapping[str, Any], region: str | None = None) -> Figures:
    """The figures of a run for one region and the provinces and regencies inside it.

    Without `region`: the only regency with residents in the run, else the only
    province, else the nation. Raises SemestaError `reports.region_not_in_run`.
    """
    wanted = None if region is None else tree().region(region).code
    rows = Rows(run, gap, wanted)
    code = wanted or rows.top()
    if code not in rows.by_code:
        raise SemestaError(
            "reports.region_not_in_run", region=code, run=run.folder.name
        )
    hidden = Hidden(run)
    return Figures(
        run=run.folder.name,
        month=run.manifest.month,
        as_of=run.manifest.month.last_day,
        edition=run.manifest.edition,
        scope=run.manifest.scope,
        months=gap["months"],
        price=gap["price"],
        top=_told(rows.place(code), hidden),
        places=tuple(
            rows.place(inside)
            for inside in rows.by_code
            if inside != code
            and is_inside(inside, code)
            and rows.level(inside) in LEVEL_OF_PLACES
        ),
        hidden=hidden,
    )


def _told(place: Place, hidden: Hidden) -> Place:
    """A place without what would tell a withheld count."""
    if hidden.high_rates(place.code):
        place = replace(place, unknown=None, coverage_high=None, activity_high=None)
    if hidden.local_government(place.code):
        place = replace(place, local_government=None, local_government_share=None)
    return place


def is_inside(code: str, above: str) -> bool:
    """A region is inside itself, all are inside the nation."""
    return above in (NATION, code) or code.startswith(f"{above}.")


def headline(bases: Mapping[str, Row]) -> str:
    """The basis that leads: administrative wherever its population is given."""
    official = bases.get("administrative", {}).get("population")
    return "administrative" if official or "linked" not in bases else "linked"


class Rows:
    """The rows of a run by region, with what was decided and priced for each."""

    def __init__(self, run: Run, gap: Mapping[str, Any], region: str | None) -> None:
        self.run = run
        table = run.regions()
        upper = pc.is_in(table["level"], value_set=pa.array(UPPER_LEVELS))
        wanted = pc.equal(table["region_code"], region or NATION)
        self.by_code = by_region(table.filter(pc.or_(upper, wanted)).to_pylist())
        self.awards = _by_region_and_basis(run.awards().to_pylist())
        self.statuses = _by_region_and_basis(run.table("status.csv").to_pylist())
        self.gaps = {row["region_code"]: row for row in gap["regions"]}
        linked = [code for code, bases in self.by_code.items() if "linked" in bases]
        self.counted = linked or list(self.by_code)

    def level(self, code: str) -> str:
        return next(iter(self.by_code[code].values()))["level"]

    def top(self) -> str:
        """The region that holds everybody whom the run counted."""
        for level in ("regency", "province"):
            found = [code for code in self.counted if self.level(code) == level]
            if len(found) == 1:
                return found[0]
        return NATION

    def place(self, code: str) -> Place:
        bases = self.by_code[code]
        basis = headline(bases)
        row = bases[basis]
        award = self.awards.get((code, basis), {})
        status = self.statuses.get((code, basis), {})
        parent = tree().region(code).parent
        return Place(
            code=code,
            name=row["region_name"],
            level=row["level"],
            parent=tree().region(parent).title if parent else "",
            basis=basis,
            population=row["population"],
            semester=row["population_semester"],
            registered=row["registered"],
            active=row["active"],
            local_government=row["local_government"],
            unknown=row["unknown"],
            coverage=row["coverage_rate"],
            coverage_high=row["coverage_rate_high"],
            activity=row["active_rate"],
            activity_high=row["active_rate_high"],
            local_government_share=row["local_government_share"],
            printed=self.run.printed(code) if basis == "administrative" else {},
            uhc=status.get("uhc"),
            uhc_prioritas=status.get("uhc_prioritas"),
            worst=award.get("worst"),
            best=award.get("best"),
            category=award.get("category"),
            near=near_thresholds(status, award),
            lines=tuple(_line(line) for line in self._lines(code)),
            rank=self.rank(code),
        )

    def _lines(self, code: str) -> Iterable[Row]:
        return self.gaps.get(code, {}).get("lines", ())

    def rank(self, code: str) -> Rank | None:
        """By activity among the regencies of the province, as exact fractions.

        None for another level, without activity, or where there is nobody to compare.
        """
        if self.level(code) != "regency":
            return None
        province = tree().region(tree().region(code).parent or NATION)
        shares = {
            other: share
            for other in self.by_code
            if is_inside(other, province.code)
            and self.level(other) == "regency"
            and (share := self._activity(other)) is not None
        }
        if code not in shares or len(shares) < 2:
            return None
        better = sum(1 for share in shares.values() if share > shares[code])
        return Rank(better + 1, len(shares), province.title)

    def _activity(self, code: str) -> Fraction | None:
        row = self.by_code[code][headline(self.by_code[code])]
        if not row["population"] or row["active"] is None:
            return None
        return Fraction(row["active"], row["population"])


def by_region(rows: Iterable[Row]) -> dict[str, dict[str, Row]]:
    """Region code → basis → row."""
    found: dict[str, dict[str, Row]] = {}
    for row in rows:
        found.setdefault(row["region_code"], {})[row["basis"]] = row
    return found


def _by_region_and_basis(rows: Iterable[Row]) -> dict[tuple[str, str], Row]:
    return {(row["region_code"], row["basis"]): row for row in rows}


def _line(entry: Row) -> Line:
    short = entry["short"]
    return Line(
        edition=entry["edition"],
        category=entry["category"],
        route=entry["route"] or None,
        verdict=entry["verdict"],
        coverage=short.get("coverage"),
        active=short.get("active"),
        local_government=short.get("local_government"),
        persons=entry["persons"],
        at_most=entry["at_most"],
        per_month=_money(entry["per_month"]),
        to_december=_money(entry["to_december"]),
        facts=tuple(entry["facts"]),
    )


def _money(amounts: Mapping[str, int] | None) -> Money | None:
    return None if amounts is None else Money(**amounts)


def _cost(line: Line) -> tuple[int, int]:
    paid = line.per_month.local_government if line.per_month else 0
    return paid, line.persons or 0
