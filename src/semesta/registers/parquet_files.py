"""Parquet as a table: read by row groups, only the columns in use, cast to text."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from semesta.errors import SemestaError
from semesta.registers.csv_lines import utf8
from semesta.registers.layouts import Columns, Layout
from semesta.registers.schemas import ENCODED
from semesta.registers.tables import (
    ROWS_PER_BATCH,
    SHORT_NUMBER,
    Batch,
    Header,
    SetAside,
    find_header,
    text_of,
)


FIRST_DAY, LAST_DAY = -719_162, 2_932_896  # 0001-01-01 and 9999-12-31, from 1970


class ParquetTable:
    """The one table of a Parquet file; its first record is row 1."""

    sheet = ""
    hidden = False
    encoding = ""
    delimiter = ""
    continued: Sequence[int] = ()

    def __init__(self, path: Path, file: str, layouts: Sequence[Layout]) -> None:
        self.file = file
        try:
            self._file = pq.ParquetFile(path)
            self._names = self._file.schema_arrow.names
        except (pa.ArrowException, ValueError, OSError) as error:
            raise SemestaError("registers.corrupt_parquet", file=file) from error
        if ENCODED in (self._file.metadata.metadata or {}):
            raise SemestaError("registers.is_encoded", file=file)
        self.header: Header | None = find_header([self._names], layouts)

    @property
    def width(self) -> int:
        return len(self._names)

    def batches(self, columns: Columns, layout: Layout) -> Iterator[Batch]:
        row = 1
        for records in self._records([self._names[at] for at in columns.positions]):
            found = dict(zip(columns.positions, records.columns, strict=True))
            cells = {at: as_text(column) for at, column in found.items()}
            numbers = {at: _numbers(column) for at, column in found.items()}
            rows = pa.array(range(row, row + len(records)), pa.int64())
            yield _without_empty(Batch(rows, cells, numbers, []))
            row += len(records)

    def _records(self, names: list[str]) -> Iterator[pa.RecordBatch]:
        try:
            for records in self._file.iter_batches(ROWS_PER_BATCH, columns=names):
                yield records.select(names)
        except (pa.ArrowException, ValueError, KeyError, OSError) as error:
            raise SemestaError("registers.corrupt_parquet", file=self.file) from error


def as_text(column: pa.Array) -> pa.Array:
    """A column as text: dates as YYYY-MM-DD, whole numbers without a fraction."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return as_text(column.dictionary_decode())
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        values = column.cast(pa.float64()).to_pylist()
        return pa.array([text_of(value) for value in values], pa.string())
    if pa.types.is_nested(kind):
        return pa.nulls(len(column), pa.string())
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        return _dates_as_text(column)
    try:
        return column.cast(pa.string())
    except pa.ArrowException:  # bytes in another encoding, or a type without a text
        return pa.array([_plain(value) for value in column.to_pylist()], pa.string())


def _plain(value: Any) -> str | None:
    if isinstance(value, bytes):
        return utf8(value).decode("utf-8")
    return None if value is None else str(value)


def _dates_as_text(column: pa.Array) -> pa.Array:
    """YYYY-MM-DD; a day before year 1 or after 9999 as its number, which is no date."""
    days = column.cast(pa.date32(), safe=False).cast(pa.int32())
    known = pc.and_(pc.greater_equal(days, FIRST_DAY), pc.less_equal(days, LAST_DAY))
    dates = pc.if_else(known, days, None).cast(pa.date32()).cast(pa.string())
    return pc.coalesce(dates, days.cast(pa.string()))


def _numbers(column: pa.Array) -> pa.Array:
    """Which cells may have lost digits, as `tables.is_number` says."""
    if pa.types.is_integer(column.type):
        values = column.cast(pa.float64(), safe=False)
        return pc.fill_null(pc.less(values, SHORT_NUMBER), False)
    return pa.repeat(pa.scalar(pa.types.is_floating(column.type)), len(column))


def _without_empty(batch: Batch) -> Batch:
    """The batch without records that hold nothing in the columns in use."""
    filled = pa.repeat(pa.scalar(False), len(batch.rows))
    for cells in batch.cells.values():
        text = pc.fill_null(pc.utf8_trim_whitespace(cells), "")
        filled = pc.or_(filled, pc.not_equal(text, ""))
        if pc.all(filled).as_py():
            return batch
    aside = batch.rows.filter(pc.invert(filled)).to_pylist()
    return Batch(
        batch.rows.filter(filled),
        {at: cells.filter(filled) for at, cells in batch.cells.items()},
        {at: flags.filter(filled) for at, flags in batch.numbers.items()},
        [SetAside(row, "", "", "no_usable_value") for row in aside],
    )
