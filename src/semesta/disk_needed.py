"""How much disk a run will take while it works, from the sizes of its files."""

from collections.abc import Iterable
from pathlib import Path

from semesta.registers import parse_source


MB = 1_000_000
# Bytes on the disk at the worst moment for a byte of input, measured at 5 M people: text
# shrinks when it becomes Parquet; what is compressed already does not.
OF_TEXT, OF_COMPRESSED = 1.3, 8.0
TEXT = (".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson")
# So much is hardly ever missing, and not worth a refusal that may be wrong.
LEAST = 200 * MB


def disk_needed(sources: Iterable[str]) -> int:
    """Bytes for the registers in these files and folders (`FILE[@REGION]`); 0 for small
    ones."""
    paths = [parse_source(source).path for source in sources]
    files = [
        file
        for path in paths
        for file in (path.rglob("*") if path.is_dir() else [path])
        if file.is_file()
    ]
    needed = sum(file.stat().st_size * _factor(file) for file in files)
    return int(needed) if needed > LEAST else 0


def _factor(file: Path) -> float:
    return OF_TEXT if file.suffix.lower() in TEXT else OF_COMPRESSED
