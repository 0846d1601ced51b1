"""What is written beside the rows of one table of an invoice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from semesta.registers import FileRead


@dataclass(frozen=True)
class Beside:
    """The titles of the new columns and the cells per row (counted from 1)."""

    read: FileRead
    headings: list[str]
    cells: Mapping[int, list[Any]]
