"""A block of delimited lines → a batch: fast where clean, careful where not.

Lines whose quotes are balanced go through Arrow's reader. Lines with a lone quote, and
those that Arrow finds ragged, are read one by one: a quoted field may span lines but
never swallows a line that is a whole row by itself, and a quote that does not close is
a character like others. So no row takes another with it.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from semesta.errors import SemestaError
from semesta.registers.csv_lines import SPANNED_LINES
from semesta.registers.layouts import Columns
from semesta.registers.tables import Batch, SetAside, line_is


Fields = list[str]
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
BLANKS = " \t\u00a0"


class Lines:
    """One block of lines on its way to a batch; a line is known by its index."""

    def __init__(self, block: bytes, delimiter: str, columns: Columns) -> None:
        self.block = block
        self.delimiter = delimiter
        self.columns = columns
        self.lines = block.split(b"\n")
        if not self.lines[-1]:
            self.lines.pop()
        self.width = len(columns.headers)
        self.least_width = 1 + max(
            at for at, text in enumerate(columns.headers) if text
        )
        self.careful: dict[int, Fields | int] = {}  # fields, or how many there are
        self.swallowed: set[int] = set()  # lines that belong to the line before

    @property
    def records(self) -> int:
        """How many rows a spreadsheet would show; known once the block is read."""
        return len(self.lines) - len(self.swallowed)

    def batch(self, file: str, first_row: int, data_row: int) -> Batch:
        """The rows of the block from `data_row` on; its first line is `first_row`."""
        table = self._clean(has_lone_quote)
        if table is None:
            table = self._clean(lambda line: b'"' in line)
        assert table is not None, "lines without quotes are one record each"
        table = self._with_careful(table)
        rows = self._rows(first_row)
        start = next((at for at, row in enumerate(rows) if row >= data_row), len(rows))
        if start:
            table = table.filter(pc.greater_equal(table["at"], start))
        no_rows = self._no_rows(table)
        if "other_header" in no_rows.values():
            at = next(at for at, what in no_rows.items() if what == "other_header")
            raise SemestaError("registers.columns_change", file=file, row=rows[at])
        if no_rows:
            dropped = pa.array(no_rows, pa.int64())
            table = table.filter(pc.invert(pc.is_in(table["at"], dropped)))
        return Batch(
            rows=pa.array(rows, pa.int64()).take(table["at"].combine_chunks()),
            cells={
                at: table[str(at)].combine_chunks() for at in self.columns.positions
            },
            numbers={},
            set_aside=list(self._set_aside(rows, start, no_rows)),
        )

    def _set_aside(
        self, rows: Sequence[int], start: int, no_rows: dict[int, str]
    ) -> Iterator[SetAside]:
        """The lines from `start` on that reading cannot use, in their order."""
        for at in sorted({*self.careful, *no_rows}):
            found = self.careful.get(at)
            if at >= start and isinstance(found, int):
                if self.lines[at].strip():
                    yield SetAside(rows[at], "", str(found), "wrong_number_of_fields")
            elif no_rows.get(at) == "no_usable_value":
                yield SetAside(rows[at], "", "", "no_usable_value")

    def _clean(self, is_careful: Callable[[bytes], bool]) -> pa.Table | None:
        """The lines that Arrow reads; None if an open quote made it join lines."""
        self.careful.clear()
        self.swallowed.clear()
        if b'"' in self.block:
            self._read_carefully(
                at for at, line in enumerate(self.lines) if is_careful(line)
            )
        # Arrow takes a mark at the start of what it is given for no part of it.
        if self.block.startswith(BYTE_ORDER_MARK):
            self._read_carefully([0])
        taken = self.swallowed.union(self.careful)
        left = [at for at in range(len(self.lines)) if at not in taken]
        if not left:
            return self._table([])
        text = b"\n".join(self.lines[at] for at in left) if taken else self.block
        table, ragged = self._arrow(text)
        if table.num_rows + len(ragged) != len(left):
            return None
        if ragged:
            bad = [left[number - 1] for number in ragged]
            self._read_carefully(bad)
            left = sorted(set(left).difference(bad))
        return table.append_column("at", pa.array(left, pa.int64()))

    def _arrow(self, text: bytes) -> tuple[pa.Table, list[int]]:
        """Arrow's reading of some lines, and the numbers of those that are ragged."""
        ragged: list[int] = []

        def note(row: arrow_csv.InvalidRow) -> str:
            ragged.append(row.number)
            return "skip"

        used = [str(at) for at in self.columns.positions]
        table = arrow_csv.read_csv(
            pa.BufferReader(text),
            read_options=arrow_csv.ReadOptions(
                use_threads=False,
                column_names=[str(at) for at in range(self.width)],
                block_size=len(text) + 1,
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=self.delimiter,
                ignore_empty_lines=False,
                invalid_row_handler=note,
            ),
            convert_options=arrow_csv.ConvertOptions(
                check_utf8=False,
                column_types=dict.fromkeys(used, pa.string()),
                include_columns=used,
                null_values=[""],
                strings_can_be_null=True,
            ),
        )
        return table, ragged

    def _table(self, records: Sequence[tuple[int, Fields]]) -> pa.Table:
        columns = {
            str(at): pa.array(
                [fields[at] or None for _, fields in records], pa.string()
            )
            for at in self.columns.positions
        }
        return pa.table(
            columns | {"at": pa.array([at for at, _ in records], pa.int64())}
        )

    def _with_careful(self, table: pa.Table) -> pa.Table:
        """The table with the rows that were read one by one, in their places."""
        read = [
            (at, fields)
            for at, fields in self.careful.items()
            if isinstance(fields, list)
        ]
        if not read:
            return table
        return pa.concat_tables([table, self._table(read)]).sort_by("at")

    def _read_carefully(self, indexes: Iterable[int]) -> None:
        """Reads lines one by one, each with those that its quotes take in."""
        for at in indexes:
            if at not in self.swallowed:
                lines, found = self._record_at(at)
                self.careful[at] = found
                self.swallowed.update(range(at + 1, at + lines))

    def _record_at(self, at: int) -> tuple[int, Fields | int]:
        """How many lines the record takes, and its fields or their number."""
        line = text_of(self.lines[at : at + 1])
        fields = quoted(line, self.delimiter)
        if row := self._row(fields):
            return 1, row
        if fields is None:
            for end in range(at + 2, min(at + 1 + SPANNED_LINES, len(self.lines) + 1)):
                last = text_of(self.lines[end - 1 : end])
                if self._row(last.split(self.delimiter)):
                    break
                joined = text_of(self.lines[at:end])
                if row := self._row(quoted(joined, self.delimiter)):
                    return end - at, row
        literal = line.split(self.delimiter)
        return 1, self._row(literal) or len(fields or literal)

    def _row(self, fields: Fields | None) -> Fields | None:
        """The fields if they are as many as the columns; empty ones more do not count."""
        if fields is None or len(fields) < self.least_width:
            return None
        if any(field.strip() for field in fields[self.width :]):
            return None
        return (fields + [""] * self.width)[: self.width]

    def _rows(self, first_row: int) -> Sequence[int]:
        """The row number of each line."""
        if not self.swallowed:
            return range(first_row, first_row + len(self.lines))
        rows, row = [], first_row - 1
        for at in range(len(self.lines)):
            row += at not in self.swallowed
            rows.append(row)
        return rows

    def _no_rows(self, table: pa.Table) -> dict[int, str]:
        """Lines of the table that are no rows: blank, headers again, nothing of use."""
        key = pc.utf8_trim(table[str(self.columns.key)], BLANKS)
        names = {
            way(text)
            for text in self.columns.headers
            for way in (str, str.upper, str.lower)
        }
        headers = pa.array([*sorted(names), "", None], pa.string())
        verdicts = {}
        for at in table["at"].filter(pc.is_in(key, headers)).to_pylist():
            found = self.careful.get(at)
            line = text_of(self.lines[at : at + 1])
            fields = found if isinstance(found, list) else None
            fields = (
                fields or quoted(line, self.delimiter) or line.split(self.delimiter)
            )
            if (verdict := line_is(fields, self.columns)) != "row":
                verdicts[at] = verdict
        return verdicts


def has_lone_quote(line: bytes) -> bool:
    return line.count(b'"') % 2 == 1


def text_of(lines: Sequence[bytes]) -> str:
    """Lines as text, joined by line feeds."""
    return b"\n".join(line.rstrip(b"\r") for line in lines).decode("utf-8")


def quoted(text: str, delimiter: str) -> Fields | None:
    """The fields of one record, None where its quotes are broken."""
    lines = io.StringIO(text, newline="")
    try:
        records = list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return records[0] if len(records) == 1 else None
