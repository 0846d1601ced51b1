"""Splitting both registers alike, so that cards meet persons part by part.

The split is by something on the card itself, the first six digits of the NIK (the
district of first registration), never by residence: a person who moved stays in one
part. Neighbouring prefixes share a part until it holds `limit` rows, so no part
outgrows the memory. Rows without a NIK meet nobody by it, and fill all parts alike.
"""

import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from semesta.engine import Duck, SqlFile, sql_file


ROWS_PER_PART = 4_000_000
# One row in so many is enough to see how full a part becomes.
SAMPLED = 16


@dataclass(frozen=True)
class Parts:
    """How a register is split. A prefix that `of_prefix` lacks lies in part 0."""

    count: int = 1
    of_prefix: Mapping[int, int] = field(default_factory=dict)


ONE_PART = Parts()


@dataclass(frozen=True)
class Part:
    """One part: its number, and where its persons and its cards are."""

    number: int
    persons: Path
    cards: Path


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


def plan_parts(
    engine: Duck, staged: Iterable[Path], limit: int = ROWS_PER_PART
) -> Parts:
    """The parts of these staged registers together; one, when all fits in `limit`."""
    paths = list(staged)
    rows = sum(pq.read_metadata(path).num_rows for path in paths)
    if rows <= limit:
        return ONE_PART
    found: Counter[int] = Counter()
    engine.values("sampling", {"one_in": SAMPLED})
    for path in paths:
        engine.read("staged", path)
        for row in engine.rows(sql_file(__package__, "prefix_counts")):
            found[row["prefix"]] += row["rows"] * SAMPLED
    return parts_of(plan(found, limit))


def parts_of(of_prefix: Mapping[int, int]) -> Parts:
    """Parts by prefix; without any prefix there is one."""
    return Parts(max(of_prefix.values(), default=0) + 1, of_prefix)


def write_parts(engine: Duck, rows: SqlFile | str, folder: Path, parts: Parts) -> None:
    """Writes a register (any rows with `nik` and `row`) as a folder of parts, in place
    of what may be there."""
    shutil.rmtree(folder, ignore_errors=True)
    if parts.count == 1:
        _part(folder, 0).mkdir(parents=True)
        engine.write(rows, _part(folder, 0) / "rows.parquet")
        return
    engine.view(rows, "register_rows")
    engine.register("parts", _table(parts))
    engine.values("split", {"parts": parts.count})
    engine.write(sql_file(__package__, "part_of_rows"), folder, partition="part")
    for number in range(parts.count):
        if not _part(folder, number).exists():
            _part(folder, number).mkdir()
            empty = _part(folder, number) / "rows.parquet"
            engine.write("SELECT * FROM register_rows WHERE FALSE", empty)


def parts_in(persons: Path, cards: Path) -> list[Part]:
    """The parts of two registers that were split alike; one where each is a file."""
    if persons.is_file():
        return [Part(0, persons, cards)]
    numbers = range(len(list(persons.iterdir())))
    return [Part(n, _part(persons, n), _part(cards, n)) for n in numbers]


def _part(folder: Path, number: int) -> Path:
    return folder / f"part={number}"


def _table(parts: Parts) -> pa.Table:
    of_prefix = parts.of_prefix
    return pa.table({"prefix": list(of_prefix), "part": list(of_prefix.values())})
