"""How far the cells of an XLSX file reach, found out before they are read.

The reader lays a sheet out as a rectangle from its first cell to its last: a stray one
in the far corner asks for half a terabyte, and the system ends the process.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from math import prod
from typing import IO, BinaryIO

from openpyxl.utils import column_index_from_string, get_column_letter

from semesta.errors import SemestaError


MOST_CELLS = 80_000_000  # 76 columns in every row that a sheet has
HEAD, CHUNK = 1 << 16, 1 << 24
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_STATED = re.compile(rb'<(?:\w+:)?dimension\b[^>]*?\bref="[A-Z]+\d+:([A-Z]+)(\d+)"')
_FILLED = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*(?<!/)>')


def check_extent(stream: BinaryIO, file: str) -> None:
    """Raises SemestaError where a sheet reaches too far to be read; rewinds `stream`.

    Cells that hold a style alone do not count. What is no XLSX, or damaged, passes: the
    reader tells.
    """
    damage = (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        RuntimeError,
        NotImplementedError,
    )
    with suppress(*damage), zipfile.ZipFile(stream) as book:
        for part in filter(_SHEET.fullmatch, book.namelist()):
            with book.open(part) as xml:
                _check_sheet(xml, file)
    stream.seek(0)


def _check_sheet(xml: IO[bytes], file: str) -> None:
    head = xml.read(HEAD)
    stated = _STATED.search(head)
    if stated is None or prod(_place(stated)) <= MOST_CELLS:
        return
    column = row = 0
    for cell in _filled(head, xml):
        right, down = _place(cell)
        column, row = max(column, right), max(row, down)
    if column * row > MOST_CELLS:
        last = f"{get_column_letter(column)}{row}"
        raise SemestaError("registers.sheet_too_large", file=file, cell=last)


def _filled(head: bytes, xml: IO[bytes]) -> Iterator[re.Match[bytes]]:
    """The cells with a value; the text is cut between two tags."""
    text = head
    while True:
        more = xml.read(CHUNK)
        cut = text.rfind(b"<") if more else len(text)
        yield from _FILLED.finditer(text, 0, cut)
        if not more:
            return
        text = text[cut:] + more


def _place(cell: re.Match[bytes]) -> tuple[int, int]:
    return column_index_from_string(cell[1].decode()), int(cell[2])
