"""Small staged registers for tests: say what matters, the rest is as usual."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from semesta.registers.staged import schema


PERSON = {
    "date_order": "dmy",
    "kk": "6309020101100001",
    "name": "SITI AMINAH",
    "sex": "2",
    "birth_date": "15-05-1990",
    "province_code": "63",
    "regency_code": "9",
    "district_code": "2",
    "village_code": "2010",
    "status": "0",
}
CARD = {
    "date_order": "dmy",
    "name": "SITI AMINAH",
    "sex": "P",
    "birth_date": "1990-05-15",
    "segment": "PBPU",
    "status": "AKTIF",
    "village_code": "6309022010",
}


def staged_population(rows: Sequence[Mapping], path: Path) -> Path:
    """`staged_population.parquet` of rows that say how they differ from PERSON.

    Each has a NIK of its own, and rows are numbered from 2, below a header.
    """
    return _staged("population", PERSON, rows, path)


def staged_membership(rows: Sequence[Mapping], path: Path) -> Path:
    """`staged_membership.parquet` of rows that say how they differ from CARD."""
    return _staged("membership", CARD, rows, path)


def staged_deciles(rows: Sequence[Mapping], path: Path) -> Path:
    return _staged("deciles", {}, rows, path)


def _staged(kind: str, usual: Mapping, rows: Sequence[Mapping], path: Path) -> Path:
    numbered = [
        {
            "file_id": 1,
            "row": number,
            "nik": f"630902150590{number:04d}",
            "noka": f"000123456{number:04d}",
            **usual,
            **row,
        }
        for number, row in enumerate(rows, start=2)
    ]
    pq.write_table(pa.Table.from_pylist(numbered, schema(kind)), path)
    return path


def drawn(text: str) -> tuple[list[dict], list[dict]]:
    """A table drawn in text: what stands in the files => what must come of it.

    Cells are split by `|`; `-` is an empty cell, `.` is a cell as usual.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    header, *rows = [[half.split("|") for half in line.split("=>")] for line in lines]
    found = [_cells(header[0], row[0]) for row in rows]
    expected = [_cells(header[1], row[1]) for row in rows]
    return found, expected


def _cells(header: Sequence[str], row: Sequence[str]) -> dict:
    pairs = zip(header, row, strict=True)
    cells = {name.strip(): cell.strip() for name, cell in pairs}
    return {
        name: None if cell == "-" else cell
        for name, cell in cells.items()
        if cell != "."
    }
