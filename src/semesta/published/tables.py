"""Published tables to and from disk: the same table is always the same bytes."""

from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv
import pyarrow.parquet as parquet

from semesta.errors import SemestaError
from semesta.published.checks import (
    ARROW_TYPES,
    check_names,
    check_schema,
    conform,
)
from semesta.published.contract import Column, File, contract


ROWS_AT_ONCE = 65_536
LONGEST_ROW = 16 * 1024 * 1024  # bytes; the reader wants a row within one block


def write_table(folder: Path, file: str, table: pa.Table) -> Path:
    """Writes a contract file into a run folder; returns the path written.

    A table longer than the contract's limit goes to the Parquet file instead.
    """
    name = contract().file(file).name_for(table.num_rows)
    path = folder / name
    if path.suffix == ".parquet":
        write_parquet(path, table)
    else:
        write_csv(path, table)
    return path


def table_of(file: str, rows: Iterable[dict[str, Any]]) -> pa.Table:
    """Rows as a table with the contract's types; a column that is absent is empty."""
    columns = contract().file(file).columns
    schema = pa.schema([(c.name, ARROW_TYPES[c.type]) for c in columns])
    return pa.Table.from_pylist(list(rows), schema)


def select(file: str, table: pa.Table) -> pa.Table:
    """The columns that the contract has of a wider table."""
    return table.select(contract().file(file).header)


def write_csv(path: Path, table: pa.Table, file: str | None = None) -> None:
    """Writes a table as the contract says of `file` (the name of `path` by default).

    UTF-8, `\\n`, header and rows in contract order, rates with 6 decimals, null as an
    empty cell. Raises SemestaError where the table does not keep the contract.
    """
    about = contract().file(file or path.name)
    _write_lines(path, about, conform(table, about).to_batches(ROWS_AT_ONCE))


def write_csv_from(path: Path, rows: Path) -> None:
    """Writes a contract file from Parquet whose rows come in its order, however many:
    only some of them are held at a time."""
    about = contract().file(path.name)
    with parquet.ParquetFile(rows) as source:
        pieces = map(pa.table, source.iter_batches(ROWS_AT_ONCE))
        kept = (conform(piece, about).to_batches() for piece in pieces)
        _write_lines(path, about, chain.from_iterable(kept))


def read_csv(path: Path, file: str | None = None) -> pa.Table:
    """Reads a contract file with the contract's types; an empty cell is null."""
    about = contract().file(file or path.name)
    types = {column.name: ARROW_TYPES[column.type] for column in about.columns}
    try:
        table = arrow_csv.read_csv(
            path,
            arrow_csv.ReadOptions(use_threads=False, block_size=LONGEST_ROW),
            arrow_csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
            arrow_csv.ConvertOptions(
                column_types=types, null_values=[""], strings_can_be_null=True
            ),
        )
    except pa.ArrowInvalid as error:
        raise SemestaError("published.unreadable_file", file=about.name) from error
    check_names(table.column_names, about)
    return table.select(about.header)


def write_parquet(path: Path, table: pa.Table, file: str | None = None) -> None:
    """Writes a table as Parquet, checked and ordered like a CSV file."""
    about = contract().file(file or path.name)
    parquet.write_table(conform(table, about), path, compression="zstd")


def check_parquet(path: Path, file: str | None = None) -> None:
    """Checks the columns of a Parquet file (or folder of parts) that the engine wrote.

    Raises SemestaError for a missing or unknown column or a type that does not fit.
    """
    about = contract().file(file or path.name)
    parts = sorted(path.rglob("*.parquet")) if path.is_dir() else [path]
    for part in parts:
        check_schema(parquet.read_schema(part), about)


def _write_lines(path: Path, about: File, batches: Iterable[pa.RecordBatch]) -> None:
    with path.open("wb") as out:
        out.write(f"{','.join(about.header)}\n".encode())
        for batch in batches:
            out.write(_lines(batch, about.columns))


def _lines(batch: pa.RecordBatch, columns: tuple[Column, ...]) -> memoryview:
    """The rows as lines: the bytes of one text column, which lie one after another."""
    cells = [_cells(batch[column.name], column.type) for column in columns]
    rows = pc.binary_join_element_wise(*cells, ",")
    lines = pc.binary_join_element_wise(rows, "\n", "").cast(pa.large_binary())
    _, ends, texts = lines.buffers()
    length = memoryview(ends).cast("q")[len(lines)]
    return memoryview(texts)[:length]


def _cells(values: pa.Array, type_: str) -> pa.Array:
    """What each value looks like in the file, never null."""
    if type_ == "rate":
        values = _decimals(values)
    elif type_ == "text":
        values = _quoted(values)
    return pc.fill_null(values.cast(pa.string()), "")


def _decimals(values: pa.Array) -> pa.Array:
    """Six decimals, never an exponent. Fixed width, so that a spreadsheet with decimal
    commas cannot take `0.985` for nine hundred and eighty-five."""
    encoded = values.dictionary_encode()
    texts = [f"{round(value, 6) + 0.0:.6f}" for value in encoded.dictionary.to_pylist()]
    return pa.array(texts, pa.string()).take(encoded.indices)


def _quoted(values: pa.Array) -> pa.Array:
    needs_quotes = pc.match_substring_regex(values, '[",\r\n]')
    if not pc.any(needs_quotes).as_py():
        return values
    doubled = pc.replace_substring(values, '"', '""')
    quoted = pc.binary_join_element_wise('"', doubled, '"', "")
    return pc.if_else(needs_quotes, quoted, values)
