"""Who wants to know what a public export hides.

It knows the files of one or more exports and what anybody may know: that regions add up
to the region above, that residents are registered or not, that nothing is below zero,
and that a run matches as many cards as it registers residents. It knows nothing of how
the hidden cells were chosen, and shares no code with the program.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import highspy


STATES = ("active", "inactive_arrears", "inactive_lapsed")
COUNTS = {
    "regions": (
        *("population", "registered", *STATES),
        *("unregistered", "unknown", "local_government"),
    ),
    "segments": ("registered", *STATES),
    "demographics": ("population", "registered", "active"),
    "findings": (
        *("cards", "matched", "duplicate", "deceased", "moved", "not_found"),
        *("nik_invalid", "identity_conflict", "unknown", "newborn_waiting"),
    ),
}
KEYS = {"segments": ("segment",), "demographics": ("sex", "age_band")}
LOCAL = "pbpu-pemda"

Cell = tuple[str, str, str, str]
"""Table, region, row within it, column."""
Equation = dict[Cell, int]
"""Cells that add up to zero, each with its sign."""
Bounds = tuple[float, float]


@dataclass
class Month:
    """What is known of one month: shown counts, and which are hidden.

    `whole`: all cards and residents of the run are of the region.
    """

    shown: dict[Cell, int] = field(default_factory=dict)
    hidden: set[Cell] = field(default_factory=set)
    whole: bool = True

    def equations(self) -> list[Equation]:
        """Every sum that the cells obey; cells that nobody prints included."""
        found = [*self._of_regions(), *self._of_details(), *self._of_cards()]
        return [*found, *self._of_the_tree()]

    def _cells(self) -> set[Cell]:
        return self.shown.keys() | self.hidden

    def _rows(self, table: str) -> dict[str, set[str]]:
        rows = defaultdict(set)
        for kind, region, row, _ in self._cells():
            if kind == table:
                rows[region].add(row)
        return rows

    def _has(self, table: str, region: str, row: str, column: str) -> bool:
        return (table, region, row, column) in self._cells()

    def _of_regions(self) -> Iterator[Equation]:
        for region in self._rows("regions"):

            def cell(column: str, region: str = region) -> Cell:
                return ("regions", region, "", column)

            if cell("unregistered") not in self._cells():
                continue
            yield split(cell("population"), cell("registered"), cell("not_registered"))
            yield split(cell("not_registered"), cell("unregistered"), cell("unknown"))
            yield split(cell("registered"), cell("active"), cell("inactive"))
            yield split(
                cell("inactive"), cell("inactive_arrears"), cell("inactive_lapsed")
            )
            yield split(cell("registered"), cell("local_government"), cell("others"))

    def _of_details(self) -> Iterator[Equation]:
        for region, segments in self._rows("segments").items():

            def of(column: str, region: str = region) -> Cell:
                return ("regions", region, "", column)

            for segment in segments:
                cells = {
                    c: ("segments", region, segment, c) for c in COUNTS["segments"]
                }
                rest = ("segments", region, segment, "inactive")
                yield split(cells["registered"], cells["active"], rest)
                yield split(rest, cells["inactive_arrears"], cells["inactive_lapsed"])
            for state in STATES:
                parts = [("segments", region, s, state) for s in segments]
                yield split(of(state), *parts)
            if LOCAL in segments:
                first = ("segments", region, LOCAL, "registered")
                yield split(of("local_government"), first, of("second"))
        for region, groups in self._rows("demographics").items():
            yield from self._of_groups(region, groups)

    def _of_groups(self, region: str, groups: set[str]) -> Iterator[Equation]:
        totals = defaultdict(list)
        for group in groups:
            sex, _, age = group.partition("/")
            totals[f"{sex}/"].append(group)
            totals[f"/{age}"].append(group)
            totals[""].append(group)
        for row in [*groups, *totals]:
            table = "demographics" if row else "regions"

            def of(column: str, table: str = table, row: str = row) -> Cell:
                return (table, region, row, column)

            yield split(of("population"), of("registered"), of("not_registered"))
            yield split(of("registered"), of("active"), of("inactive"))
            for column in COUNTS["demographics"]:
                if row in totals:
                    parts = [("demographics", region, g, column) for g in totals[row]]
                    yield split(of(column), *parts)

    def _of_cards(self) -> Iterator[Equation]:
        regions = set(self._rows("findings"))
        for region in [*regions, *(f"{region}~" for region in regions)]:
            cells = [("findings", region, "", c) for c in COUNTS["findings"]]
            if region in regions or any(below(r, region[:-1]) for r in regions):
                yield split(*cells)
        if regions and self.whole:
            top = min(regions, key=depth)
            yield {
                ("findings", top, "", "matched"): 1,
                ("regions", top, "", "registered"): -1,
            }

    def _of_the_tree(self) -> Iterator[Equation]:
        regions = defaultdict(set)
        for table, region, row, column in self._cells():
            regions[table, row, column].add(region)
        for (table, row, column), members in regions.items():
            for region in members:
                parts = [r for r in members if below(r, region)]
                if parts:
                    if table == "findings":
                        parts.append(f"{region}~")
                    cells = [(table, part, row, column) for part in parts]
                    yield split((table, region, row, column), *cells)


def split(whole: Cell, *parts: Cell) -> Equation:
    return {whole: 1, **dict.fromkeys(parts, -1)}


def depth(region: str) -> int:
    return 0 if region == "ID" else 1 + region.count(".")


def below(region: str, other: str) -> bool:
    """Whether a region lies directly below another."""
    inside = other == "ID" or region.startswith(f"{other}.")
    return inside and region != other and depth(region) == depth(other) + 1


def read(*folders: Path) -> dict[str, Month]:
    """What the exports tell together, month by month.

    A count that one export hides and another shows is known.
    """
    months: dict[str, Month] = defaultdict(Month)
    for folder in folders:
        for table, columns in COUNTS.items():
            path = folder / "data" / f"{table}.csv"
            if path.exists():
                with path.open(encoding="utf-8", newline="") as lines:
                    for line in csv.DictReader(lines):
                        note(months[line["month"]], table, columns, line)
    for month in months.values():
        month.hidden -= month.shown.keys()
    return dict(months)


def note(month: Month, table: str, columns: Iterable[str], line: dict) -> None:
    row = "/".join(line[key] for key in KEYS.get(table, ()))
    for column in columns:
        cell = (table, line["region_code"], row, column)
        if line[column]:
            month.shown[cell] = int(line[column])
        elif column in line["suppressed"].split():
            month.hidden.add(cell)


# First attack: subtract whatever can be subtracted, again and again.


def by_subtraction(month: Month) -> dict[Cell, int]:
    """Cells that follow from an equation in which they alone are not known."""
    known = dict(month.shown)
    equations = month.equations()
    while True:
        before = len(known)
        for equation in equations:
            open_cells = [cell for cell in equation if cell not in known]
            if len(open_cells) == 1:
                (cell,) = open_cells
                rest = sum(by * known[c] for c, by in equation.items() if c != cell)
                known[cell] = -rest // equation[cell]
        if len(known) == before:
            return {c: n for c, n in known.items() if c not in month.shown}


# Second attack: solve all equations at once, exactly.


def by_algebra(month: Month) -> dict[Cell, Fraction]:
    """Cells that any combination of the equations determines."""
    solved: dict[Cell, dict[Cell | None, Fraction]] = {}
    for equation in month.equations():
        row: dict[Cell | None, Fraction] = {None: Fraction(0)}
        for cell, by in equation.items():
            if cell in month.shown:
                row[None] += by * month.shown[cell]
            else:
                row[cell] = row.get(cell, Fraction(0)) + by
        for cell in [c for c in row if c in solved]:
            subtract(row, solved[cell], row[cell])
        pivot = next((c for c, by in row.items() if c is not None and by), None)
        if pivot is None:
            assert row[None] == 0, "the figures contradict each other"
            continue
        row = {c: by / row[pivot] for c, by in row.items() if by or c is None}
        for other in solved.values():
            if pivot in other:
                subtract(other, row, other[pivot])
        solved[pivot] = row
    return {cell: -row[None] for cell, row in solved.items() if len(row) == 2}


def subtract(row: dict, other: dict, times: Fraction) -> None:
    for cell, by in other.items():
        row[cell] = row.get(cell, Fraction(0)) - times * by
        if cell is not None and not row[cell]:
            del row[cell]


# Third attack: the lowest and the highest value of every cell, nothing below zero.


def by_bounds(month: Month, asked: Iterable[Cell] | None = None) -> dict[Cell, Bounds]:
    """The range of every cell that is not shown (or of those asked for)."""
    equations = month.equations()
    cells = sorted({c for e in equations for c in e if c not in month.shown})
    number = {cell: index for index, cell in enumerate(cells)}
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    for _ in cells:
        model.addVar(0, highspy.kHighsInf)
    for equation in equations:
        unknown = [(number[c], by) for c, by in equation.items() if c in number]
        value = -sum(
            by * month.shown[c] for c, by in equation.items() if c in month.shown
        )
        if unknown:
            indices, signs = zip(*unknown, strict=True)
            model.addRow(value, value, len(unknown), list(indices), list(signs))
    wanted = cells if asked is None else [c for c in asked if c in number]
    return {cell: range_of(model, number[cell]) for cell in wanted}


def range_of(model: highspy.Highs, index: int) -> Bounds:
    found = []
    model.changeColCost(index, 1.0)
    for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
        model.changeObjectiveSense(sense)
        model.run()
        status = model.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            found.append(model.getInfo().objective_function_value)
        else:
            assert status != highspy.HighsModelStatus.kInfeasible, "contradiction"
            found.append(float("inf"))
    model.changeColCost(index, 0.0)
    return found[0], found[1]


def recovered(month: Month) -> set[Cell]:
    """Hidden cells that are known after subtraction and algebra."""
    return (by_subtraction(month).keys() | by_algebra(month).keys()) & month.hidden


# Fourth attack: another form of the same export that shows more.


def by_other_forms(folder: Path) -> list[str]:
    """Values of DHIS2 without a shown count of the CSV tables, or another value."""
    metadata = json.loads((folder / "dhis2/metadata.json").read_text("utf-8"))
    values = json.loads((folder / "dhis2/dataValueSets.json").read_text("utf-8"))
    units = {unit["id"]: unit["code"] for unit in metadata["organisationUnits"]}
    elements = {e["id"]: e["code"] for e in metadata["dataElements"]}
    printed = {
        (code_of(cell), cell[1], month.replace("-", "")): count
        for month, found in read(folder).items()
        for cell, count in found.shown.items()
    }
    told = {
        (
            elements[value["dataElement"]],
            units[value["orgUnit"]],
            value["period"],
        ): int(value["value"])
        for value in values["dataValues"]
    }
    return sorted(
        str(key)
        for key in printed.keys() | told.keys()
        if printed.get(key) != told.get(key)
    )


def code_of(cell: Cell) -> str:
    """The data element that a cell should be."""
    table, _, row, column = cell
    words = "_".join(["SEMESTA", table, *filter(None, row.split("/")), column])
    return words.upper().replace("-", "_").replace("+", "_UP")


def heat_estimates(folder: Path) -> Sequence[dict]:
    """The rows of the HEAT Plus table."""
    with (folder / "heat_plus.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
