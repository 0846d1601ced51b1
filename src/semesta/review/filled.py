"""A review sheet that comes back, from whatever program saved it."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from semesta.errors import SemestaError
from semesta.registers import Passwords, cells_of, plain_workbook
from semesta.review.words import every_word


READ = ("reference", "verdict", "who", "when", "note")
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how XLSX, ODS and locked ones begin
DAY_FIRST = ("%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y")
MONTH_FIRST = "%m/%d/%Y"


@dataclass(frozen=True)
class Filled:
    """One row as it came back, with its number as a spreadsheet shows it."""

    row: int
    cells: Mapping[str, Any]

    def text(self, column: str) -> str:
        """The cell on one line."""
        value = self.cells[column]
        return "" if value is None else " ".join(str(value).split())

    def when(self) -> datetime | None:
        """The day or time in the cell, however it was written; None where it is none."""
        value = self.cells["when"]
        if isinstance(value, datetime):
            return value
        if isinstance(value, date):
            return datetime(value.year, value.month, value.day)
        return _day(self.text("when"))


def read_filled(path: Path, passwords: Passwords = None) -> list[Filled]:
    """The rows below the header that hold anything that is read.

    Raises SemestaError for a file that cannot be read or is no review sheet.
    """
    for rows in _tables(path, passwords):
        found = _below_header(rows)
        if found is not None:
            return [row for row in found if any(map(row.text, READ))]
    columns = ", ".join(every_word("column", name)[0] for name in READ[:4])
    raise SemestaError("review.not_a_review_sheet", file=path.name, columns=columns)


def _tables(path: Path, passwords: Passwords) -> Iterator[Iterable[Sequence[Any]]]:
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise SemestaError("registers.file_not_found", file=path.name) from error
    if start in WORKBOOKS:
        plain, _ = plain_workbook(path, path.name, passwords)
        yield from (rows for _, _, rows in cells_of(plain, path.name))
    else:
        yield _csv_rows(path)


def _csv_rows(path: Path) -> list[list[str]]:
    """Spreadsheet programs write UTF-8, or what their Windows has for Western letters."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    delimiter = max(",;\t", key=text.count)
    try:
        return list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise SemestaError("registers.broken_csv", file=path.name) from error


def _below_header(rows: Iterable[Sequence[Any]]) -> list[Filled] | None:
    """The rows below the first that has every column, None where none has."""
    places: dict[str, int] | None = None
    found = []
    for number, cells in enumerate(rows, start=1):
        if places is None:
            places = _places(cells)
        else:
            found.append(Filled(number, _picked(cells, places)))
    return None if places is None else found


def _places(cells: Sequence[Any]) -> dict[str, int] | None:
    titles = [str(cell).strip().casefold() for cell in cells]
    found = {}
    for name in READ:
        known = [word.casefold() for word in every_word("column", name)]
        here = [place for place, title in enumerate(titles) if title in known]
        if not here:
            return None
        found[name] = here[0]
    return found


def _picked(cells: Sequence[Any], places: Mapping[str, int]) -> dict[str, Any]:
    return {
        name: cells[place] if place < len(cells) else None
        for name, place in places.items()
    }


def _day(text: str) -> datetime | None:
    """ISO or day first. With slashes programs write either order: only a day that
    cannot be a month is sure."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        found = next(filter(None, (_read(text, form) for form in DAY_FIRST)), None)
    other = _read(text, MONTH_FIRST)
    return None if other and other != found else found


def _read(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)
    except ValueError:
        return None
