"""What was read, row by row: read = accepted + set aside, per table of a file."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from semesta.errors import IdentityBroken
from semesta.own_yaml import own_yaml


@dataclass(frozen=True)
class FileRead:
    """One table of one input file, and what became of its rows.

    `rows_read` counts data rows, those set aside included; blank lines, titles,
    repeated headers and rows of column numbers are none. `columns_used` maps each
    header to its canonical column. `note` is `hidden_sheet` where a table was read
    from a sheet that the spreadsheet hides, else empty.

    For writing beside the rows: `path` is the file that was read, `header_row` the
    (lower) row of headers and `width` the last column in use, both counted from 1;
    `continued` has the lines of a text file that belong to the line before.
    """

    file_id: int
    file: str
    sheet: str
    layout: str
    sha256: str
    bytes: int
    encoding: str
    delimiter: str
    rows_read: int
    rows_unreadable: int
    columns_used: dict[str, str]
    columns_dropped: tuple[str, ...]
    note: str = ""
    path: Path = Path()
    header_row: int = 1
    width: int = 0
    continued: tuple[int, ...] = ()


@dataclass(frozen=True)
class Skipped:
    """A file or sheet that was seen and not read, and why.

    `reason`: `not_a_table_file`, `no_header`, `no_rows`, `other_register`.
    """

    file: str
    sheet: str
    reason: str


@dataclass(frozen=True)
class QuarantineRow:
    """One row set aside. `reason` is a code of `reasons.yaml`."""

    file: str
    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Staged:
    """What `stage` leaves: Parquet files by name, and the account of every table.

    `paths` has the kind itself, `quarantine`, and `deciles` where such a file was
    among the inputs. Rows set aside are a file because they may be millions.
    """

    paths: dict[str, Path]
    reads: tuple[FileRead, ...]
    skipped: tuple[Skipped, ...] = field(default=())

    @property
    def file_names(self) -> dict[int, str]:
        """The name of each table's file, by its number."""
        return {read.file_id: read.file for read in self.reads}

    def as_json(self, work: Path) -> dict[str, Any]:
        """All of it, with paths as they are from the folder `work`."""
        reads = [
            asdict(read) | {"path": from_work(read.path, work)} for read in self.reads
        ]
        return {
            "paths": {name: from_work(path, work) for name, path in self.paths.items()},
            "reads": reads,
            "skipped": [asdict(one) for one in self.skipped],
        }

    @classmethod
    def of_json(cls, told: Mapping[str, Any], work: Path) -> "Staged":
        """The reverse of `as_json`."""
        reads = (
            read
            | {
                "path": work / read["path"],
                "columns_dropped": tuple(read["columns_dropped"]),
                "continued": tuple(read["continued"]),
            }
            for read in told["reads"]
        )
        return cls(
            {name: work / path for name, path in told["paths"].items()},
            tuple(FileRead(**read) for read in reads),
            tuple(Skipped(**one) for one in told["skipped"]),
        )

    @property
    def quarantine(self) -> list[QuarantineRow]:
        """The rows set aside by reading, in file order."""
        rows = pq.read_table(self.paths["quarantine"]).drop(["file_id"]).to_pylist()
        return [QuarantineRow(**row) for row in rows]


def from_work(path: Path, work: Path) -> str:
    """A path as it is from the folder `work`; whole, where it lies elsewhere."""
    return str(path.relative_to(work) if path.is_relative_to(work) else path.absolute())


def reason_text(code: str, language: str) -> str:
    """The words of a reason for which a row was set aside."""
    return _reasons()[code][language]


@cache
def _reasons() -> dict[str, dict[str, str]]:
    return own_yaml(__package__, "reasons.yaml")


def check_rows(file: str, read: int, accepted: int, set_aside: int) -> None:
    """Raises IdentityBroken unless read = accepted + set aside."""
    if read != accepted + set_aside:
        raise IdentityBroken(
            "registers.rows_lost",
            file=file,
            read=read,
            accepted=accepted,
            set_aside=set_aside,
        )
