"""Invoices in forms that cannot be written (XLS, ODS, XLSB, Parquet) come back as XLSX
with the same cells, and the new columns behind them."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from semesta.audit.beside import Beside
from semesta.audit.returned_workbook import RUPIAH_FORMAT, USUAL_WIDTH, WIDTHS
from semesta.audit.words import COLUMNS, RUPIAH
from semesta.errors import SemestaError


MOST_ROWS = 1_048_000
AS_WRITTEN = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd-mm-yyyy",
    "remove_timezone": True,
}

Sheet = tuple[str, bool, Iterable[list[Any]]]


def sheet_of_parquet(path: Path, file: str) -> Iterator[Sheet]:
    """A Parquet file as one sheet; its first record stands in row 2."""
    table = pq.ParquetFile(path)
    if table.metadata.num_rows > MOST_ROWS:
        raise SemestaError("audit.sheet_full", file=file)
    yield "Sheet1", False, _records(table)


def _records(table: pq.ParquetFile) -> Iterator[list[Any]]:
    yield list(table.schema_arrow.names)
    for batch in table.iter_batches():
        columns = [column.to_pylist() for column in batch.columns]
        yield from map(list, zip(*columns, strict=True))


def return_cells(
    sheets: Iterable[Sheet], besides: dict[str, Beside], out: Path, as_of: date
) -> None:
    """Writes sheets as an XLSX file, with the new columns of those in `besides`."""
    book = xlsxwriter.Workbook(out, AS_WRITTEN)
    book.set_properties({"created": datetime.combine(as_of, time())})
    rupiah = book.add_format({"num_format": RUPIAH_FORMAT})
    formats = [rupiah if column in RUPIAH else None for column in COLUMNS]
    for name, is_hidden, rows in sheets:
        sheet = book.add_worksheet(name)
        if is_hidden:
            sheet.hide()
        beside = besides.get(name)
        for at, cells in enumerate(rows):
            for place, value in enumerate(cells):
                _write(sheet, at, place, value)
            if beside:
                _write_beside(sheet, at, beside, formats)
    book.close()


def _write_beside(
    sheet: Worksheet, at: int, beside: Beside, formats: list[Any]
) -> None:
    first, row = beside.read.width, at + 1
    if row == beside.read.header_row:
        for place, title in enumerate(beside.headings):
            sheet.write_string(at, first + place, title)
            width = WIDTHS.get(COLUMNS[place], USUAL_WIDTH)
            sheet.set_column(first + place, first + place, width)
    elif (cells := beside.cells.get(row)) is not None:
        for place, (value, form) in enumerate(zip(cells, formats, strict=True)):
            _write(sheet, at, first + place, value, form)


def _write(
    sheet: Worksheet, row: int, column: int, value: Any, form: Any = None
) -> None:
    """A cell of its own kind; text stays text."""
    if value is None or value == "" or value != value:  # not a number
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, form)
    elif isinstance(value, int) and abs(value) >= 10**15:
        sheet.write_string(row, column, str(value), form)  # 16 digits do not fit a cell
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, value, form)
    elif isinstance(value, datetime | date | time | timedelta):
        sheet.write_datetime(row, column, value, form)
    else:
        sheet.write_string(row, column, str(value), form)
