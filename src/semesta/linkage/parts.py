"""Splitting both registers alike, so that cards meet persons part by part.

The split is by something on the card itself, the first six digits of the NIK (the
district of first registration), never by residence: a person who moved stays in one
part, and so does a NIK that lost its last digit. Neighbouring prefixes share a part
until it holds `limit` rows, so no part outgrows the memory.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from semesta.engine import Engine, sql_file


PACKAGE = "semesta.linkage"
ROWS_PER_PART = 4_000_000
EMPTY = "empty.parquet"


@dataclass(frozen=True)
class Part:
    """One part: the Parquet files with its persons and its cards."""

    number: int
    persons: list[Path]
    cards: list[Path]


def plan(rows_of_prefix: Mapping[int, int], limit: int) -> dict[int, int]:
    """Prefix → part number, parts numbered from 0 along the prefixes."""
    part, filled, parts = 0, 0, {}
    for prefix in sorted(rows_of_prefix):
        rows = rows_of_prefix[prefix]
        if filled and filled + rows > limit:
            part, filled = part + 1, 0
        parts[prefix] = part
        filled += rows
    return parts


def split(
    engine: Engine, persons: Path, cards: Path, folder: Path, *, limit: int
) -> list[Part]:
    """The parts of two registers; one part, and no copy, when all fits in `limit`.

    `persons` and `cards` are the cleaned Parquet files. Rows without a NIK lie in
    part 0: no join by NIK asks for them.
    """
    engine.read("persons", persons)
    engine.read("cards", cards)
    counts = engine.rows(sql_file(PACKAGE, "prefix_counts"))
    parts = plan({row["prefix"]: row["rows"] for row in counts}, limit)
    numbers = sorted(set(parts.values())) or [0]
    if len(numbers) == 1:
        return [Part(0, [persons], [cards])]
    engine.register("parts", _table(parts))
    for name in ("persons", "cards"):
        shutil.rmtree(folder / name, ignore_errors=True)
        engine.write(_select(name), folder / name, partition="part")
        # A part may hold nobody of one register: its table is empty, not missing.
        engine.write(f"SELECT * FROM {name} WHERE FALSE", folder / name / EMPTY)
    return [
        Part(n, _files(folder / "persons", n), _files(folder / "cards", n))
        for n in numbers
    ]


def _select(table: str) -> str:
    return sql_file(PACKAGE, "part_of_rows").text.replace("register_rows", table)


def _table(parts: Mapping[int, int]) -> pa.Table:
    return pa.table({"prefix": list(parts), "part": list(parts.values())})


def _files(folder: Path, number: int) -> list[Path]:
    # Never the empty table before others: the engine guesses the size of all by the
    # first, and would lay every card beside every person.
    return sorted((folder / f"part={number}").glob("*.parquet")) or [folder / EMPTY]
