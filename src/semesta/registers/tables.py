"""A table as every reader gives it: headers, titles, then batches of rows."""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import isnan
from typing import Any, Protocol

import pyarrow as pa

from semesta.errors import SemestaError
from semesta.registers.layouts import Columns, Layout, header_score, key_of


LARGEST_EXACT = 2.0**53
HEADER_CELLS = 1000  # headers in use stand among the first; a line may have millions
HEADER_WITHIN = 30  # lines at the top of a table among which the header is looked for
ROWS_PER_BATCH = 50_000
SHORT_NUMBER = 10**12  # fewer digits than a card number has


@dataclass(frozen=True)
class SetAside:
    """A row that reading cannot use; `value` never holds a person's data."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Batch:
    """Some rows of a table: text by position, and which cells were numbers."""

    rows: pa.Array
    cells: dict[int, pa.Array]
    numbers: dict[int, pa.Array]
    set_aside: list[SetAside]


@dataclass(frozen=True)
class Header:
    """Where a table begins: headers, the titles above, the first row of data.

    `row` is the row of the headers, the lower one of two.
    """

    cells: tuple[str, ...]
    titles: tuple[tuple[str, ...], ...]
    data_row: int
    score: int
    row: int = 1


class Table(Protocol):
    """One table of a file."""

    file: str
    sheet: str
    hidden: bool
    delimiter: str
    header: Header | None

    @property
    def continued(self) -> Sequence[int]:
        """Lines of a text that belong to the line before, counted from 1."""

    @property
    def width(self) -> int:
        """The last column in use, counted from 1."""

    @property
    def encoding(self) -> str:
        """Of text files; final once the rows are read."""

    def batches(self, columns: Columns, layout: Layout) -> Iterator[Batch]:
        """The rows, in file order."""


def find_header(
    rows: Sequence[Sequence[Any]], layouts: Sequence[Layout]
) -> Header | None:
    """The row among the first that names most columns; None if all are blank.

    Two rows are one header (`ALAMAT` above `RT`, `RW`) where together they name more.
    Where none names any, it is the first row, for a message to show; its score is 0.
    """
    texts = [[_words(cell) for cell in row[:HEADER_CELLS]] for row in rows]
    best, top, under, cells = -1, 0, 0, [""]
    for height in (1, 2):
        for at in range(min(HEADER_WITHIN, len(texts)) - height + 1):
            merged = _one_header(texts[at : at + height])
            score = header_score(map(key_of, merged), layouts)
            if score > best and any(merged):
                best, top, under, cells = score, at, at + height, merged
    beyond = [[_words(cell) for cell in row[HEADER_CELLS:]] for row in rows[top:under]]
    if best < 0:
        return None
    if best < 2 and _recurs(cells, texts[under:]):
        cells, beyond = [], []  # a row of data, which no message may show
    numbered = under < len(rows) and is_column_numbers(rows[under])
    return Header(
        cells=(*cells, *_one_header(beyond)),
        titles=tuple(tuple(row) for row in texts[:top]),
        data_row=under + 1 + numbered,
        score=best,
        row=under,
    )


def _words(cell: Any) -> str:
    return " ".join((text_of(cell) or "").split())


def _recurs(cells: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a cell stands again below itself, as values do and headers do not."""
    columns = list(zip_longest(*rows, fillvalue=""))
    return any(
        cell and cell in column for cell, column in zip(cells, columns, strict=False)
    )


def _one_header(rows: Sequence[Sequence[str]]) -> list[str]:
    """The lowest text of each column."""
    columns = zip_longest(*rows, fillvalue="")
    return [next((text for text in reversed(c) if text), "") for c in columns]


def is_column_numbers(cells: Sequence[Any]) -> bool:
    """Whether a line only counts the columns: 1, 2, 3, ... or (1), (2), ..."""
    texts = [re.sub(r"[()\s]", "", text_of(cell) or "") for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    counted = [str(number) for number in range(1, len(texts) + 1)]
    return len(texts) >= 3 and texts == counted


def text_of(cell: Any) -> str | None:
    """A cell as text: dates as YYYY-MM-DD, whole numbers without a fraction."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, str):
        return cell
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.isoformat()[:10]
    if isinstance(cell, float):
        return _number_text(cell)
    return str(cell)


def _number_text(cell: float) -> str | None:
    """A number as digits. A float of 16 digits above 2^53 has lost its last one, as a
    spreadsheet's has, though it may not show a 0: it is written with one."""
    if isnan(cell):
        return None
    if not cell.is_integer():
        return str(cell)
    digits = f"{cell:.0f}"
    return f"{digits[:15]}0" if LARGEST_EXACT < cell < 1e16 else digits


def is_number(cell: Any) -> bool:
    """Whether the digits of a cell may be incomplete, because it was a number.

    A float holds 15 digits; an exact integer loses at most its leading zeros.
    """
    if isinstance(cell, bool):
        return False
    return isinstance(cell, float) or (isinstance(cell, int) and cell < SHORT_NUMBER)


def line_is(cells: Sequence[str | None], columns: Columns) -> str:
    """What a line is: `row`, `blank`, `header`, `other_header`, `no_usable_value`."""
    if any(
        (cell or "").strip() for at in columns.positions for cell in cells[at : at + 1]
    ):
        return _row_or_header(cells, columns)
    rest = any(
        (cell or "").strip()
        for at, cell in enumerate(cells)
        if at not in columns.running
    )
    return "no_usable_value" if rest else "blank"


def _row_or_header(cells: Sequence[str | None], columns: Columns) -> str:
    keys = [key_of(header) for header in columns.headers]
    found = [key_of(cell or "") for cell in cells[: len(keys)]]
    if found == keys[: len(found)]:
        return "header"
    named = set(keys) - {""}
    return (
        "other_header"
        if sum(key in named for key in found) >= max(3, len(named) // 2)
        else "row"
    )


def batches_of_rows(
    file: str, rows: Iterable[tuple[int, Sequence[Any] | str]], columns: Columns
) -> Iterator[Batch]:
    """Batches from lines of cells with their row numbers.

    Instead of cells a line may be the reason why it cannot be read.
    """
    builder = _Builder(file, columns)
    for row, cells in rows:
        builder.add(row, cells)
        if len(builder.rows) >= ROWS_PER_BATCH:
            yield builder.batch()
            builder = _Builder(file, columns)
    yield builder.batch()


class _Builder:
    """Collects lines until they make a batch."""

    def __init__(self, file: str, columns: Columns) -> None:
        self.file = file
        self.columns = columns
        self.rows: list[int] = []
        self.cells: dict[int, list[str | None]] = {at: [] for at in columns.positions}
        self.numbers: dict[int, list[bool]] = {at: [] for at in columns.positions}
        self.set_aside: list[SetAside] = []

    def add(self, row: int, cells: Sequence[Any] | str) -> None:
        if isinstance(cells, str):
            self.set_aside.append(SetAside(row, "", "", cells))
            return
        texts = [text_of(cell) for cell in cells]
        verdict = line_is(texts, self.columns)
        if verdict == "row":
            self.rows.append(row)
            for at in self.columns.positions:
                inside = at < len(cells)
                self.cells[at].append(texts[at] if inside else None)
                self.numbers[at].append(inside and is_number(cells[at]))
        elif verdict == "no_usable_value":
            self.set_aside.append(SetAside(row, "", "", verdict))
        elif verdict == "other_header":
            raise SemestaError("registers.columns_change", file=self.file, row=row)

    def batch(self) -> Batch:
        return Batch(
            rows=pa.array(self.rows, pa.int64()),
            cells={
                at: pa.array(cells, pa.string()) for at, cells in self.cells.items()
            },
            numbers={
                at: pa.array(flags, pa.bool_()) for at, flags in self.numbers.items()
            },
            set_aside=self.set_aside,
        )
