"""Small files that people fill in by hand: official figures and facts of regions."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa

from semesta.errors import SemestaError, headers_for_a_message
from semesta.files import read_by_hand
from semesta.months import Month
from semesta.regions import official_population, tree


OFFICIAL = pa.schema(
    [
        ("number", pa.int64()),
        ("population", pa.int64()),
        ("population_semester", pa.string()),
        ("counted", pa.bool_()),
        ("registered", pa.int64()),
        ("registered_high", pa.int64()),
        ("active", pa.int64()),
        ("active_high", pa.int64()),
        ("pbpu_pemda", pa.int64()),
        ("pbpu_pemda_high", pa.int64()),
    ]
)
# What is counted → what is printed of it.
MEASURES = {
    "registered": "coverage",
    "active": "active",
    "pbpu_pemda": "local_government",
}
PrintedPersons = Callable[[str, str, int | None], tuple[int | None, int | None]]
EXTRA_CELLS = "cells beyond the header"
FIGURES = (
    *("population", "registered", "active", "pbpu_pemda"),
    *("population_semester", "source"),
)
FACTS = ("uhc_prioritas", "contributions_paid_through", "jamkesda_integrated")
COUNT = re.compile(r"[0-9]{1,12}")
GROUPED = re.compile(r"\d{1,3}(?P<mark>[., ])\d{3}((?P=mark)\d{3})*")
# `63.1` may be 63.01 or what a spreadsheet left of 63.10.
LOST_ZERO = re.compile(r"\d{1,2}\.\d|\d")
SEMESTER = re.compile(r"(?P<year>20\d\d)[-/ ]?S?(?P<half>[12])", re.IGNORECASE)
YES_OR_NO = {"ya": "ya", "yes": "ya", "tidak": "tidak", "no": "tidak", "": ""}


@dataclass(frozen=True)
class Official:
    """Official figures of one region, in persons; None where not given.

    `region_code` is dotted; `population_semester` is `2025-1` for 30 June 2025;
    `printed`: a percentage is given, too.
    """

    region_code: str
    population: int | None
    population_semester: str | None
    registered: int | None
    active: int | None
    pbpu_pemda: int | None
    source: str | None
    printed: bool = False

    @property
    def is_counted(self) -> bool:
        """Somebody else counted the cards, whole or in part."""
        counts = (self.registered, self.active, self.pbpu_pemda)
        return self.printed or counts != (None, None, None)


@dataclass(frozen=True)
class Facts:
    """Facts about one region: `ya`, `tidak` or empty (not known).

    `contributions_paid_through` is `YYYY-MM` or empty.
    """

    region_code: str
    uhc_prioritas: str
    contributions_paid_through: str
    jamkesda_integrated: str


def read_official(path: Path) -> list[Official]:
    """The rows of `--official`, one a region; only `region_code` is needed.

    Raises SemestaError that names file, row and column of a value that is wrong.
    """
    rows = list(read_rows(path, ("region_code",), any_of=FIGURES))
    _check_once(rows)
    return [
        Official(
            region_code=row.region("region_code"),
            population=row.count("population", least=1),
            population_semester=row.semester("population_semester"),
            registered=row.count("registered"),
            active=row.count("active"),
            pbpu_pemda=row.count("pbpu_pemda"),
            printed=any(row.text(f"{name}_pct") for name in MEASURES.values()),
            source=row.text("source") or None,
        )
        for row in rows
    ]


def read_facts(path: Path) -> list[Facts]:
    """The rows of `--facts`, one a region; only `region_code` is needed.

    Raises SemestaError that names file, row and column of a value that is wrong.
    """
    rows = list(read_rows(path, ("region_code",), any_of=FACTS))
    _check_once(rows)
    return [
        Facts(
            region_code=row.region("region_code"),
            uhc_prioritas=row.yes_or_no("uhc_prioritas"),
            contributions_paid_through=row.month("contributions_paid_through"),
            jamkesda_integrated=row.yes_or_no("jamkesda_integrated"),
        )
        for row in rows
    ]


def official_table(
    official: Iterable[Official], month: Month, persons: PrintedPersons
) -> pa.Table:
    """The figures with the columns of `OFFICIAL`, keyed by ten-digit region number.

    A region without a population gets the one that was released by the month, where
    one ships. `persons` says for a region code, a measure and a population how many
    persons its printed percentage means; it is asked where no count is given.
    """
    rows = []
    for figures in official:
        population, semester = figures.population, figures.population_semester
        if population is None:
            population, semester = _released(figures.region_code, month)
        row = {
            "number": tree().region(figures.region_code).number,
            "population": population,
            "population_semester": semester,
            "counted": figures.is_counted,
        }
        for name, measure in MEASURES.items():
            count = getattr(figures, name)
            ends = (count, count)
            if count is None:
                ends = persons(figures.region_code, measure, population)
            row[name], row[f"{name}_high"] = ends
        rows.append(row)
    return pa.Table.from_pylist(rows, OFFICIAL)


def facts_by_region(path: Path | None) -> dict[str, dict[str, str]]:
    """Region code → its facts by name; empty without a file."""
    found = {}
    for facts in read_facts(path) if path else ():
        values = asdict(facts)
        found[values.pop("region_code")] = values
    return found


def _released(code: str, month: Month) -> tuple[int | None, str | None]:
    try:
        found = official_population(code, month)
    except SemestaError as error:
        if error.code != "regions.no_population":
            raise
        return None, None
    return found.value, found.semester


@dataclass(frozen=True)
class Row:
    """One row as found, with its place for messages; cells by header."""

    file: str
    number: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        return (self.cells.get(column) or "").strip()

    def wrong(self, column: str, code: str) -> SemestaError:
        """An error that says where a value stands; never the value."""
        return SemestaError(code, file=self.file, row=self.number, column=column)

    def count(self, column: str, least: int = 0) -> int | None:
        """Persons; `1.204` and `1,204` are 1204, since nobody counts in parts."""
        text = self.text(column)
        if not text:
            return None
        if GROUPED.fullmatch(text):
            text = re.sub(r"\D", "", text)
        if not COUNT.fullmatch(text) or int(text) < least:
            raise self.wrong(column, "registers.bad_count")
        return int(text)

    def region(self, column: str) -> str:
        """The dotted code of a region that exists."""
        text = self.text(column)
        if LOST_ZERO.fullmatch(text):
            raise self.wrong(column, "registers.region_lost_zero")
        try:
            return tree().region(text).code
        except SemestaError as error:
            raise self.wrong(column, "registers.bad_region") from error

    def semester(self, column: str) -> str | None:
        text = self.text(column)
        if not text:
            return None
        match = SEMESTER.fullmatch(text)
        if not match:
            raise self.wrong(column, "registers.bad_semester")
        return f"{match['year']}-{match['half']}"

    def month(self, column: str) -> str:
        text = self.text(column)
        try:
            return str(Month.parse(text)) if text else ""
        except ValueError as error:
            raise self.wrong(column, "registers.bad_month") from error

    def yes_or_no(self, column: str) -> str:
        text = self.text(column).casefold()
        if text not in YES_OR_NO:
            raise self.wrong(column, "registers.bad_fact")
        return YES_OR_NO[text]


def read_rows(
    path: Path, needed: tuple[str, ...], any_of: tuple[str, ...] = ()
) -> Iterator[Row]:
    """The rows of a small CSV (comma, semicolon or tab; UTF-8), blank ones left out.

    Raises SemestaError where it cannot be read, has a column twice, lacks a `needed`
    column or, though it has others, all of `any_of`.
    """
    try:
        yield from _rows(path, needed, any_of)
    except csv.Error as error:
        raise SemestaError("registers.broken_csv", file=path.name) from error


def _rows(
    path: Path, needed: tuple[str, ...], any_of: tuple[str, ...]
) -> Iterator[Row]:
    text = _text(path)
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.DictReader(
        io.StringIO(text), delimiter=delimiter, restkey=EXTRA_CELLS, strict=True
    )
    reader.fieldnames = [name.strip().casefold() for name in reader.fieldnames or ()]
    _check_columns(path.name, reader.fieldnames, needed, any_of)
    for cells in reader:
        if EXTRA_CELLS in cells:
            raise SemestaError(
                "registers.too_many_cells", file=path.name, row=reader.line_num
            )
        if any((cell or "").strip() for cell in cells.values()):
            yield Row(path.name, reader.line_num, cells)


def _check_columns(
    file: str, headers: Sequence[str], needed: Iterable[str], any_of: tuple[str, ...]
) -> None:
    lacking = [column for column in needed if column not in headers]
    if any_of and len(headers) > 1 and not set(any_of).intersection(headers):
        lacking.append(" | ".join(any_of))
    if lacking:
        found = headers_for_a_message(headers)
        raise SemestaError(
            "registers.no_column", file=file, column=lacking[0], found=found
        )
    for column in (*needed, *any_of):
        if headers.count(column) > 1:
            raise SemestaError("registers.column_twice", file=file, column=column)


def _text(path: Path) -> str:
    try:
        return read_by_hand(path)
    except OSError as error:
        raise SemestaError("registers.file_not_found", file=path.name) from error
    except UnicodeDecodeError as error:
        raise SemestaError("registers.not_utf8", file=path.name) from error


def _check_once(rows: list[Row]) -> None:
    """One row a region: of two, nobody could say which is right."""
    seen: set[str] = set()
    for row in rows:
        code = row.region("region_code")
        if code in seen:
            raise row.wrong("region_code", "registers.region_twice")
        seen.add(code)
