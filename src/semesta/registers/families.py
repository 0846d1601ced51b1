"""The family book: rows that name a family, followed by its members.

A family row reads `No. KK : 63…` in one cell and `Alamat : …, Nama Dusun : …,
RT/RW : 15/1` in another. Its values are put behind the cells of each member, under
the headers `HEADERS`, so that the book becomes a table like others.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from semesta.registers.layouts import Columns
from semesta.registers.tables import text_of


HEADERS = ("No. KK", "Alamat", "Nama Dusun", "RT", "RW")

_FAMILY = re.compile(r"NO\.?\s*KK\s*:?\s*(\S*)", re.IGNORECASE)
_HOME = {
    "Alamat": re.compile(r"ALAMAT\s*:\s*(.*?)\s*(?:,\s*NAMA DUSUN|,\s*RT/RW|$)", re.I),
    "Nama Dusun": re.compile(r"NAMA DUSUN\s*:\s*(.*?)\s*(?:,\s*RT/RW|$)", re.I),
    "RT": re.compile(r"RT/RW\s*:\s*(\d*)", re.I),
    "RW": re.compile(r"RT/RW\s*:\s*\d*\s*/\s*(\d*)", re.I),
}


def with_families(
    rows: Iterable[tuple[int, Sequence[Any]]], columns: Columns
) -> Iterator[tuple[int, Sequence[Any]]]:
    """The rows of members, their family's values behind their own cells."""
    family: list[str] = [""] * len(HEADERS)
    own = len(columns.headers) - len(HEADERS)
    needed = [at for at in columns.positions if at < own]
    for row, cells in rows:
        found = family_of(cells)
        if found:
            family = found
            continue
        padded = [*cells, *[""] * own][:own]
        is_member = any(text_of(padded[at]) for at in needed)
        yield row, [*padded, *family] if is_member else padded


def family_of(cells: Sequence[Any]) -> list[str] | None:
    """The values of a family row, None for other rows."""
    texts = [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]
    match = _FAMILY.match(texts[0]) if texts else None
    if match is None:
        return None
    home = " ".join(texts)[match.end() :]
    found = (pattern.search(home) for pattern in _HOME.values())
    return [match[1], *(part[1] if part else "" for part in found)]
