"""How far the cells of an XLSX file reach, found out before they are read.

The reader lays a sheet out as a rectangle from its first cell to its last: a stray one
in the far corner asks for half a terabyte, and the system ends the process. What the
sheet states of its extent is not asked: it may be wrong or missing.
"""

import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from functools import reduce
from typing import IO, BinaryIO

from semesta.errors import SemestaError
from semesta.registers.sources import ZIP_DAMAGE


MOST_CELLS = 80_000_000  # 76 columns, to BX, in every row that a sheet has
CHUNK = 1 << 22
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
# A cell or a row beyond BX or row 999,999: most sheets have none, and are done.
_FAR = re.compile(
    rb"""r\s*=\s*["'](?:(?:B[YZ]|[C-Z][A-Z]|[A-Z]{3,})\d|[A-Z]*\d{7})""", re.IGNORECASE
)
_FILLED = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Z]+)(\d+)["'][^>]*(?<!/)>""",
    re.IGNORECASE,
)


def check_extent(stream: BinaryIO, file: str) -> None:
    """Raises SemestaError where a sheet reaches too far to be read; rewinds `stream`.

    Cells that hold a style alone do not count. What is no XLSX, or damaged, passes: the
    reader tells.
    """
    with (
        suppress(*ZIP_DAMAGE, RuntimeError, NotImplementedError),
        zipfile.ZipFile(stream) as book,
    ):
        for part in filter(_SHEET.fullmatch, book.namelist()):
            with book.open(part) as xml:
                far = any(map(_FAR.search, _pieces(xml)))
            if far:
                with book.open(part) as xml:
                    _check_sheet(xml, file)
    stream.seek(0)


def _check_sheet(xml: IO[bytes], file: str) -> None:
    column, row = b"A", 1
    for piece in _pieces(xml):
        for cell in _FILLED.finditer(piece):
            column = max(column, cell[1].upper(), key=_number)
            row = max(row, int(cell[2][:20]))
    if _number(column) * row > MOST_CELLS:
        last = f"{column.decode()}{row}"
        raise SemestaError("registers.sheet_too_large", file=file, cell=last)


def _pieces(xml: IO[bytes]) -> Iterator[bytes]:
    """The text, cut between two tags."""
    rest = b""
    while chunk := xml.read(CHUNK):
        text = rest + chunk
        cut = text.rfind(b"<") if len(text) < 2 * CHUNK else len(text)
        yield text[:cut]
        rest = text[cut:]
    yield rest


def _number(column: bytes) -> int:
    """`A` is 1, `XFD` is 16,384."""
    return reduce(lambda number, letter: 26 * number + letter - 64, column, 0)
