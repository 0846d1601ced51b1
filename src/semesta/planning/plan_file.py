"""Reads the yearly work plan that a local government agrees with the insurer."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from semesta.errors import (
    SemestaError,
    cell_for_a_message,
    headers_for_a_message,
)
from semesta.files import read_by_hand
from semesta.months import Month
from semesta.planning.work_plan import Plan, PlanMonth


HEADERS = {
    "month": ("month", "bulan", "bln", "periode"),
    "quota": ("quota", "kuota", "kuota peserta", "kuota jiwa", "jumlah peserta"),
    "budget": ("budget", "anggaran", "anggaran rp", "pagu", "pagu anggaran"),
    "spent": ("spent", "realisasi", "realisasi rp", "realisasi anggaran"),
}
SUMS = ("jumlah", "total")
EXTRA_CELLS = "cells beyond the header"
MOST_DIGITS = 15  # of rupiah: more than the whole scheme spends in a year

NAMES = "jan feb mar apr mei jun jul agu sep okt nov des".split()
OTHER_NAMES = {"may": 5, "aug": 8, "ags": 8, "agt": 8, "oct": 10, "nop": 11, "dec": 12}
MONTH_NUMBERS = {name: number for number, name in enumerate(NAMES, 1)} | OTHER_NAMES
NUMBERED = re.compile(r"(\d{4})-(\d{1,2})(?:-\d{1,2})?")
DATED = re.compile(r"(?:\d{1,2}[/-])?(\d{1,2})[/-](\d{4})")
NAMED = re.compile(r"([a-z]{3,9})\.?(?:[ -](\d{4}|\d{2}))?")

# 1234567, 1.234.567, 1,234,567, each with nothing but zeros behind a decimal mark.
WHOLE = re.compile(r"(\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+)")
NO_CENTS = re.compile(r"([.,]0{1,2}|,-)$")


def read_plan(path: Path, year: int) -> Plan:
    """The plan in a CSV (comma, semicolon or tab; UTF-8) with one month a row.

    Columns month, quota (persons), budget, spent (rupiah), or bulan, kuota, anggaran,
    realisasi; only the month is needed. A month without a year is of `year`; a row of
    sums is passed over. Raises SemestaError that names file, row and column.
    """
    rows = [row.plan_month(year) for row in _rows(path) if not row.is_sum]
    if not rows:
        raise SemestaError("planning.plan_empty", file=path.name)
    seen: set[Month] = set()
    for month in (row.month for row in rows):
        if month in seen:
            raise SemestaError("planning.plan_month_twice", file=path.name, month=month)
        seen.add(month)
    if len({month.year for month in seen}) > 1:
        raise SemestaError("planning.plan_two_years", file=path.name)
    return Plan(tuple(sorted(rows, key=lambda row: row.month)))


@dataclass(frozen=True)
class Row:
    """One row as found; `headers` are the columns as the file writes them."""

    file: str
    number: int
    cells: Mapping[str, str]
    headers: Mapping[str, str]

    @property
    def is_sum(self) -> bool:
        return self.text("month").casefold().rstrip(" :") in SUMS

    def text(self, column: str) -> str:
        return " ".join((self.cells.get(column) or "").split())

    def plan_month(self, year: int) -> PlanMonth:
        return PlanMonth(
            month=self.month(year),
            quota=self.number_in("quota"),
            budget=self.number_in("budget"),
            spent=self.number_in("spent"),
        )

    def month(self, year: int) -> Month:
        found = parsed_month(self.text("month"), year)
        if found is None:
            raise self.wrong("month", "planning.plan_bad_month")
        return found

    def number_in(self, column: str) -> int | None:
        text = self.text(column)
        if text in ("", "-", "–"):
            return None
        found = parsed_number(text)
        if found is None:
            raise self.wrong(column, "planning.plan_bad_number")
        return found

    def wrong(self, column: str, code: str) -> SemestaError:
        return SemestaError(
            code,
            file=self.file,
            row=self.number,
            column=self.headers[column],
            text=cell_for_a_message(self.text(column)),
        )


def parsed_month(text: str, year: int) -> Month | None:
    """`2026-03`, `03/2026`, `2026-03-01`, `Maret 2026`, `Mar-26`, `Maret`, `3`."""
    text = text.casefold()
    if re.fullmatch(r"\d{1,2}", text):
        return _month(year, int(text))
    if match := NUMBERED.fullmatch(text):
        return _month(int(match[1]), int(match[2]))
    if match := DATED.fullmatch(text):
        return _month(int(match[2]), int(match[1]))
    match = NAMED.fullmatch(text)
    if not match or match[1][:3] not in MONTH_NUMBERS:
        return None
    stated = int(match[2] or year)
    return _month(stated + 2000 * (stated < 100), MONTH_NUMBERS[match[1][:3]])


def parsed_number(text: str) -> int | None:
    """Whole persons or rupiah: `1.204`, `Rp37.800`, `1,234,567.00`, `Rp 500.000,-`."""
    bare = re.sub(r"^rp\.? ?", "", text.strip(), flags=re.IGNORECASE)
    bare = NO_CENTS.sub("", bare)
    digits = re.sub(r"\D", "", bare)
    readable = WHOLE.fullmatch(bare) and len(digits) <= MOST_DIGITS
    return int(digits) if readable else None


def _month(year: int, number: int) -> Month | None:
    try:
        return Month.parse(f"{year:04d}-{number:02d}")
    except ValueError:
        return None


def _rows(path: Path) -> Iterator[Row]:
    try:
        text = read_by_hand(path)
        header = text.partition("\n")[0]
        delimiter = max(",;\t", key=header.count)
        reader = csv.DictReader(
            io.StringIO(text), delimiter=delimiter, restkey=EXTRA_CELLS, strict=True
        )
        found = [(cell or "").strip() for cell in reader.fieldnames or ()]
        reader.fieldnames = _columns(path.name, found)
        headers = dict(zip(reader.fieldnames, found, strict=True))
        for cells in reader:
            if any(cells.pop(EXTRA_CELLS, None) or ()):
                raise SemestaError(
                    "planning.plan_extra_cells", file=path.name, row=reader.line_num
                )
            if any((cell or "").strip() for cell in cells.values()):
                yield Row(path.name, reader.line_num, cells, headers)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SemestaError("planning.plan_unreadable", file=path.name) from error


def _columns(file: str, headers: list[str]) -> list[str]:
    """The headers by the names of `HEADERS`; others as they are."""
    known = {word: column for column, words in HEADERS.items() for word in words}
    columns = [known.get(_key(header), header) for header in headers]
    twice = [column for column in HEADERS if columns.count(column) > 1]
    if "month" not in columns or twice:
        shown = headers_for_a_message(headers)
        raise SemestaError("planning.plan_no_month", file=file, found=shown)
    return columns


def _key(header: str) -> str:
    """`Kuota (jiwa)` → `kuota jiwa`."""
    return " ".join(re.sub(r"[^a-z]", " ", header.casefold()).split())
