"""Small staged registers for tests: say what matters, the rest is as usual."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from semesta.registers.staged import schema


PERSON = {
    "date_order": "dmy",
    "nik": "6309021505900001",
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
    "noka": "0001234567890",
    "nik": "6309021505900001",
    "name": "SITI AMINAH",
    "sex": "P",
    "birth_date": "1990-05-15",
    "segment": "PBPU",
    "status": "AKTIF",
    "village_code": "6309022010",
}


def staged_population(rows: Sequence[Mapping], path: Path) -> Path:
    """`staged_population.parquet` of rows that say how they differ from PERSON."""
    return _staged("population", PERSON, rows, path)


def staged_membership(rows: Sequence[Mapping], path: Path) -> Path:
    """`staged_membership.parquet` of rows that say how they differ from CARD."""
    return _staged("membership", CARD, rows, path)


def staged_deciles(rows: Sequence[Mapping], path: Path) -> Path:
    return _staged("deciles", {}, rows, path)


def _staged(kind: str, usual: Mapping, rows: Sequence[Mapping], path: Path) -> Path:
    numbered = [
        {"file_id": 1, "row": number, **usual, **row}
        for number, row in enumerate(rows, start=2)
    ]
    pq.write_table(pa.Table.from_pylist(numbered, schema(kind)), path)
    return path
