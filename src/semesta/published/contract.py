"""The contract: every published file and column, as `contract.yaml` says."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from semesta.errors import SemestaError
from semesta.own_yaml import own_yaml
from semesta.published.words import codes


@dataclass(frozen=True)
class Column:
    """One column; `values` is empty when any value of the type will do."""

    name: str
    type: str
    optional: bool
    values: tuple[str, ...]
    description: dict[str, str]


@dataclass(frozen=True)
class File:
    """One published file; without columns, its inside is not described."""

    name: str
    row: dict[str, str]
    columns: tuple[Column, ...]
    required: bool
    sorted_by: tuple[str, ...]
    sums: dict[str, tuple[str, ...]]
    beyond: tuple[int, str] | None

    @property
    def header(self) -> list[str]:
        return [column.name for column in self.columns]

    def name_for(self, rows: int) -> str:
        """The file that holds so many rows: this one or the one for very many."""
        return self.beyond[1] if self.beyond and rows > self.beyond[0] else self.name


@dataclass(frozen=True)
class Contract:
    """All files of a published run, under one version number."""

    version: int
    files: dict[str, File]

    def file(self, name: str) -> File:
        """Raises SemestaError for a file that no run publishes."""
        if name not in self.files:
            raise SemestaError("published.unknown_file", files=name)
        return self.files[name]


@cache
def contract() -> Contract:
    """The contract that this version of the program writes and reads."""
    text = own_yaml("semesta.published", "contract.yaml")
    entries = text["files"]
    return Contract(
        version=text["version"],
        files={name: _file(name, entries) for name in entries},
    )


def _file(name: str, entries: dict[str, Any]) -> File:
    entry = entries[name]
    same_as = entries.get(entry.get("columns_of"), entry)
    columns = same_as.get("columns") or {}
    beyond = entry.get("beyond")
    return File(
        name=name,
        row=entry["row"],
        columns=tuple(_column(key, value) for key, value in columns.items()),
        required=entry.get("required", False),
        sorted_by=tuple(same_as.get("sorted_by", ())),
        sums={whole: tuple(parts) for whole, parts in entry.get("sums", {}).items()},
        beyond=(beyond["rows"], beyond["file"]) if beyond else None,
    )


def _column(name: str, entry: dict[str, Any]) -> Column:
    return Column(
        name=name,
        type=entry["type"],
        optional=entry.get("optional", False),
        values=codes(entry["word"]) if "word" in entry else (),
        description={"id": entry["id"], "en": entry["en"]},
    )
