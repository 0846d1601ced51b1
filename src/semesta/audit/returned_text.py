"""A delimited invoice comes back as it came: bytes, delimiter, quotes, line ends; only
the new columns stand at the end of its rows."""

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from semesta.audit.beside import Beside


def return_text(beside: Beside, out: Path) -> None:
    """Writes the invoice of `beside` with its new columns to `out`."""
    read = beside.read
    quotes: Literal[0, 1] = csv.QUOTE_MINIMAL
    with out.open("wb") as target:
        for row, record in _records(read.path, read.encoding, set(read.continued)):
            cells = beside.cells.get(row)
            if row == read.header_row:
                cells = beside.headings
                quotes = csv.QUOTE_ALL if _all_quoted(record) else quotes
            if cells is not None:
                record = _with(record, cells, beside, quotes)
            target.write(_recoded(record, read.encoding, row == 1))


def _records(
    path: Path, encoding: str, continued: set[int]
) -> Iterator[tuple[int, bytes]]:
    """Row number and bytes of every record with its line end, as the reader counts."""
    row, record = 0, b""
    for number, line in enumerate(_lines(path, encoding), 1):
        if number in continued:
            record += line
            continue
        if row:
            yield row, record
        row, record = row + 1, line
    if row:
        yield row, record


def _lines(path: Path, encoding: str) -> Iterator[bytes]:
    """The lines of a file; those of UTF-16 as UTF-8."""
    if encoding == "utf-16":
        with path.open(encoding="utf-16", newline="\n") as text:
            yield from (line.encode("utf-8") for line in text)
        return
    with path.open("rb") as stream:
        head = stream.read(1 << 16)
        stream.seek(0)
        if b"\r" in head and b"\n" not in head:  # as old spreadsheets wrote
            yield from stream.read().splitlines(keepends=True)
        else:
            yield from stream


def _with(
    record: bytes, cells: list[Any], beside: Beside, quotes: Literal[0, 1]
) -> bytes:
    """The record, as wide as the header, with the new cells before its line end."""
    delimiter = beside.read.delimiter
    body = record.rstrip(b"\r\n")
    end = record[len(body) :]
    missing = beside.read.width - _width(body, delimiter)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="", quoting=quotes)
    writer.writerow("" if cell is None else cell for cell in cells)
    encoding = _plain(beside.read.encoding)
    new = delimiter * (1 + max(missing, 0)) + text.getvalue()
    return body + new.encode(encoding, errors="replace") + end


def _width(body: bytes, delimiter: str) -> int:
    """How many cells a record has."""
    if b'"' not in body:
        return body.count(delimiter.encode()) + 1
    text = io.StringIO(body.decode("latin-1"), newline="")
    records = list(csv.reader(text, delimiter=delimiter))
    return len(records[0]) if len(records) == 1 else 0


def _all_quoted(record: bytes) -> bool:
    body = record.removeprefix(codecs.BOM_UTF8).strip()
    return body.startswith(b'"') and body.endswith(b'"')


def _plain(encoding: str) -> str:
    """How new cells are encoded beside the old; UTF-16 is recoded as a whole."""
    return {"utf-8-sig": "utf-8", "utf-16": "utf-8"}.get(encoding, encoding)


def _recoded(record: bytes, encoding: str, is_first: bool) -> bytes:
    if encoding != "utf-16":
        return record
    mark = codecs.BOM_UTF16_LE if is_first else b""
    return mark + record.decode("utf-8").encode("utf-16-le")
