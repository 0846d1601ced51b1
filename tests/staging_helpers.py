"""What the tests of reading share: write a file, stage it, look at the rows."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from semesta.registers import Source, Staged, stage


def staged(kind: str, *paths: Path, **options: Any) -> Staged:
    """Stages files into a folder beside the first."""
    folder = paths[0].parent / "staged"
    return stage(kind, [Source(path) for path in paths], folder, **options)


def rows_of(result: Staged, name: str) -> list[dict[str, Any]]:
    return pq.read_table(result.paths[name]).to_pylist()


def people_in(path: Path, **options: Any) -> list[dict[str, Any]]:
    """The staged rows of a population file."""
    return rows_of(staged("population", path, **options), "population")


def members_in(path: Path, **options: Any) -> list[dict[str, Any]]:
    """The staged rows of a membership file."""
    return rows_of(staged("membership", path, **options), "membership")


def set_aside(result: Staged) -> list[tuple[int, str]]:
    return [(row.row, row.reason) for row in result.quarantine]
