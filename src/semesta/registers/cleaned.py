"""What cleaning a register left: its tables, and the account of every file."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from semesta.registers.accounting import from_work


PATHS = ("table", "quarantine", "deciles_quarantine")


@dataclass(frozen=True)
class FileCount:
    """One file: rows read = accepted + quarantined."""

    file_id: int
    read: int
    accepted: int
    quarantined: int


@dataclass(frozen=True)
class Cleaned:
    """What cleaning one register left.

    `table` is a folder of parts, `quarantine` a Parquet file; `repairs` counts rows by
    kind of repair.
    Of cards: `unresolved_regions` lie in no known village, `unknown_segments` name no
    known payer, `other_segments` another one than the scope; all 0 for persons. `without`
    names what cards are linked by, where no row of a file has any. Rows of deciles that
    were set aside have a file of their own.
    """

    table: Path
    quarantine: Path
    files: tuple[FileCount, ...]
    repairs: Mapping[str, int]
    unresolved_regions: int = 0
    unknown_segments: int = 0
    other_segments: int = 0
    without: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    deciles_quarantine: Path | None = None

    def as_json(self, work: Path) -> dict[str, Any]:
        """All of it, with paths as they are from the folder `work`."""
        told = asdict(self)
        for name in PATHS:
            told[name] = told[name] and from_work(told[name], work)
        return told

    @classmethod
    def of_json(cls, told: Mapping[str, Any], work: Path) -> "Cleaned":
        """The reverse of `as_json`."""
        paths = {name: told[name] and work / told[name] for name in PATHS}
        files = tuple(FileCount(**one) for one in told["files"])
        without = {name: tuple(numbers) for name, numbers in told["without"].items()}
        return cls(**{**told, **paths, "files": files, "without": without})
