"""Spreadsheets: typed cells, Indonesian formats, never a formula from what is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from types import TracebackType
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from semesta.documents.stamp import Stamp


# Spreadsheet programs show separators as the reader's own language has them; the
# locale code makes it Indonesian everywhere (1.204, 98,49%, Rp37.800).
FORMATS: dict[str, dict[str, Any]] = {
    "text": {"num_format": "@"},
    "count": {"num_format": "[$-421]#,##0"},
    "rupiah": {"num_format": '[$-421]"Rp"#,##0'},
    "rate": {"num_format": "[$-421]0.00%"},
    "change": {"num_format": "[$-421]+#,##0;[$-421]-#,##0;0"},
    "points": {"num_format": "[$-421]+0.00;[$-421]-0.00;0.00"},
    "date": {"num_format": "dd-mm-yyyy"},
    "month": {"num_format": "@"},
    "wrapped": {"num_format": "@", "text_wrap": True},
}
HEADER = {"bold": True, "bg_color": "#DDE6EE", "border": 1, "text_wrap": True}
NUMBERS = ("count", "rupiah", "rate", "change", "points")
MOST_ROWS = 1_048_000  # of the 1,048,576 that a sheet has
LONGEST_TEXT = 32_767  # characters; a longer text would be dropped without a word


@dataclass(frozen=True)
class Heading:
    """One column of a sheet: the key in each row, its title, kind and width.

    Kinds: text, wrapped (text on several lines), count, rupiah, rate (a share of one),
    change (signed count), points (signed), date, month. A text in a column of numbers
    stays text, to the right like its neighbours: what is withheld or not a number.
    """

    key: str
    title: str
    kind: str = "text"
    width: int = 14


class Workbook:
    """An XLSX file in the making; equal contents give equal bytes.

    Text is written as text even where it begins with = + - or @. The last sheet says
    who made it, when, for what and until when. `row_by_row` writes sheets of hundreds
    of thousands of rows in little memory, over a temporary file beside the system's
    others: not for persons.
    """

    def __init__(
        self,
        path: Path,
        stamp: Stamp,
        language: str = "id",
        *,
        row_by_row: bool = False,
    ) -> None:
        self.stamp = stamp
        self.language = language
        self.book = xlsxwriter.Workbook(
            path,
            {
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_date_format": "dd-mm-yyyy",
                "constant_memory": row_by_row,
            },
        )
        created = datetime.combine(stamp.as_of, time())
        self.book.set_properties({"created": created, "author": "Semesta"})
        self.formats = {
            name: self.book.add_format(FORMATS[name] | {"valign": "top"})
            for name in FORMATS
        }
        self.header = self.book.add_format(HEADER | {"valign": "top"})
        self.beside_numbers = self.book.add_format(
            {"num_format": "@", "align": "right", "valign": "top"}
        )
        self.bold = self.book.add_format({"bold": True, "font_size": 13})

    def sheet(
        self,
        title: str,
        headings: Sequence[Heading],
        rows: Iterable[Mapping[str, Any]],
        *,
        above: Sequence[str] = (),
        landscape: bool = True,
        names: int = 0,
    ) -> int:
        """One table: lines `above`, then a header that stays in sight and filters.

        The first `names` columns stay in sight as well. Returns the number of rows written. Raises ValueError beyond what a sheet holds.
        """
        sheet = self.book.add_worksheet(title[:31])
        for place, heading in enumerate(headings):
            sheet.set_column(place, place, heading.width)
        for place, line in enumerate(above):
            sheet.write_string(place, 0, line, self.bold if not place else None)
        top = len(above) + 1 if above else 0
        for place, heading in enumerate(headings):
            sheet.write_string(top, place, heading.title, self.header)
        written = 0
        for written, row in enumerate(rows, start=1):
            if written > MOST_ROWS:
                raise ValueError(title)
            for place, heading in enumerate(headings):
                self._cell(sheet, top + written, place, row[heading.key], heading.kind)
        sheet.freeze_panes(top + 1, names)
        if headings:
            sheet.autofilter(top, 0, top + written, len(headings) - 1)
        self._page(sheet, top, landscape)
        return written

    def _page(self, sheet: Any, top: int, landscape: bool) -> None:
        """A4, as wide as the table; header and stamp on every sheet of paper."""
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top)
        stamp = _plain(self.stamp.one_line(self.language))
        sheet.set_footer(f"&L&8 {stamp}&R&8 &P/&N")

    def _cell(self, sheet: Any, row: int, place: int, value: Any, kind: str) -> None:
        form: Format = self.formats[kind]
        if value is None:
            sheet.write_blank(row, place, None, form)
        elif kind == "date" and isinstance(value, date):
            sheet.write_datetime(row, place, value, form)
        elif kind in NUMBERS and not isinstance(value, str):
            sheet.write_number(row, place, value, form)
        else:
            form = self.beside_numbers if kind in NUMBERS else form
            sheet.write_string(row, place, str(value)[:LONGEST_TEXT], form)

    def close(self) -> None:
        """Writes the stamp's sheet and the file."""
        sheet = self.book.add_worksheet(
            {"id": "Keterangan", "en": "About"}[self.language]
        )
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 80)
        for place, (name, text) in enumerate(self.stamp.lines(self.language)):
            sheet.write_string(place, 0, name, self.header)
            sheet.write_string(place, 1, text, self.formats["wrapped"])
        self.book.close()

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()


def _plain(text: str) -> str:
    """A footer takes & for a command and at most 255 characters."""
    doubled = text.replace("&", "&&")[:240]
    return doubled[:-1] if doubled.count("&") % 2 else doubled
