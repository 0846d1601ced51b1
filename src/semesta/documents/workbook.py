"""Spreadsheets: typed cells, Indonesian formats, never a formula from what is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from math import ceil
from pathlib import Path
from types import TracebackType
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from semesta.documents.stamp import Stamp


# Spreadsheet programs show separators as the reader's own language has them; the
# locale code makes it Indonesian everywhere (1.204, 98,49%, Rp37.800).
TO_FILL = {"bg_color": "#FFFBE6", "border": 1, "border_color": "#BFBFBF"}
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
    "fill": {"num_format": "@", "text_wrap": True} | TO_FILL,
    "fill_date": {"num_format": "dd-mm-yyyy"} | TO_FILL,
}
MARKED = {"bg_color": "#FCE4D6", "bold": True}
RULED = {"border": 1, "border_color": "#BFBFBF"}
LINE = 14  # points; not every program gives a row the height that its text needs
HEADER = {"bold": True, "bg_color": "#DDE6EE", "border": 1, "text_wrap": True}
A4, A3 = 9, 8
NUMBERS = ("count", "rupiah", "rate", "change", "points")
MOST_ROWS = 1_048_000  # of the 1,048,576 that a sheet has
LONGEST_TEXT = 32_767  # characters; a longer text would be dropped without a word


@dataclass(frozen=True)
class Heading:
    """One column of a sheet: the key in each row, its title, kind and width.

    Kinds: text, wrapped (text on several lines), count, rupiah, rate (a share of one),
    change (signed count), points (signed), date, month; fill and fill_date wait for a
    reader's answer. A text in a column of numbers stays text, to the right like its
    neighbours: what is withheld or not a number. Neighbours of one `group` have its
    name above them; `choices` are all that a reader may enter.
    """

    key: str
    title: str
    kind: str = "text"
    width: float = 14
    group: str = ""
    choices: tuple[str, ...] = ()


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
        self.formats = self._formats({})
        self.header = self.book.add_format(HEADER | {"valign": "top"})
        self.group = self.book.add_format(HEADER | {"align": "center"})
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
        marks: str = "",
        paper: int = A4,
    ) -> int:
        """One table: lines `above`, then a header that stays in sight and filters.

        The first `names` columns stay in sight as well. With `marks`, the key under
        which a row names its columns to be marked, rows are read one by one: each has
        lines around it and the height of its text. Returns the number of rows written.
        Raises ValueError beyond what a sheet holds.
        """
        sheet = self.book.add_worksheet(title[:31])
        for place, heading in enumerate(headings):
            sheet.set_column(place, place, heading.width)
        for place, line in enumerate(above):
            sheet.write_string(place, 0, line, self.bold if not place else None)
        top = len(above) + 1 if above else 0
        top += self._groups(sheet, top, headings)
        for place, heading in enumerate(headings):
            sheet.write_string(top, place, heading.title, self.header)
        plain = self._formats(RULED) if marks else self.formats
        striking = self._formats(RULED | MARKED) if marks else {}
        written = 0
        for written, row in enumerate(rows, start=1):
            if written > MOST_ROWS:
                raise ValueError(title)
            if marks:
                sheet.set_row(top + written, LINE * lines_of(row, headings))
            for place, heading in enumerate(headings):
                marked = marks and heading.key in row[marks]
                form = (striking if marked else plain)[heading.kind]
                value, kind = row[heading.key], heading.kind
                self._cell(sheet, top + written, place, value, kind, form)
        self._choices(sheet, top + 1, top + written, headings)
        sheet.freeze_panes(top + 1, names)
        if headings:
            sheet.autofilter(top, 0, top + written, len(headings) - 1)
        self._page(sheet, top, landscape, paper)
        return written

    def _formats(self, more: dict[str, Any]) -> dict[str, Format]:
        return {
            name: self.book.add_format(FORMATS[name] | {"valign": "top"} | more)
            for name in FORMATS
        }

    def _groups(self, sheet: Any, row: int, headings: Sequence[Heading]) -> int:
        """The names above neighbours, if any; returns the rows that they take."""
        place = 0
        for group, members in groupby(headings, key=lambda heading: heading.group):
            last = place + len(list(members)) - 1
            if group:
                sheet.merge_range(row, place, row, last, group, self.group)
            place = last + 1
        return int(any(heading.group for heading in headings))

    @staticmethod
    def _choices(
        sheet: Any, first: int, last: int, headings: Sequence[Heading]
    ) -> None:
        """A list to choose from in every cell of a column that has one."""
        for place, heading in enumerate(headings):
            if heading.choices and last >= first:
                rule = {"validate": "list", "source": list(heading.choices)}
                sheet.data_validation(first, place, last, place, rule)

    def _page(self, sheet: Any, top: int, landscape: bool, paper: int) -> None:
        """As wide as the table; header and stamp on every sheet of paper."""
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(paper)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top)
        stamp = _plain(self.stamp.one_line(self.language))
        sheet.set_footer(f"&L&8 {stamp}&R&8 &P/&N")

    def _cell(
        self, sheet: Any, row: int, place: int, value: Any, kind: str, form: Format
    ) -> None:
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


def lines_of(row: Mapping[str, Any], headings: Sequence[Heading]) -> int:
    """How many lines the longest text of a row takes within its column."""
    texts = [
        (len(str(row[heading.key] or "")), heading.width)
        for heading in headings
        if heading.kind == "wrapped"
    ]
    return max(
        [ceil(length / width) + 1 for length, width in texts if length > width] + [1]
    )


def _plain(text: str) -> str:
    """A footer takes & for a command and at most 255 characters."""
    doubled = text.replace("&", "&&")[:240]
    return doubled[:-1] if doubled.count("&") % 2 else doubled
