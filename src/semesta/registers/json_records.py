"""JSON as a table: one object a line, an array, or a single object.

Answers of the insurer's service come wrapped (`metaData`, `response`, `peserta`) or
bare; nested names are joined by a point: `statusPeserta.kode`. Row numbers count
lines where every line is an object, and objects otherwise.
"""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from semesta.errors import SemestaError
from semesta.registers.csv_lines import TextFile
from semesta.registers.layouts import Columns, Layout
from semesta.registers.tables import Batch, Header, batches_of_rows, find_header


WRAPPERS = ("response", "peserta", "data", "list")
OPENING = re.compile(r"[^\s\[]")
BETWEEN = re.compile(r"[^\s,\]]")

Record = dict[str, Any]


class JsonTable:
    """The one table of a JSON file. It is read twice: for its names, for its rows."""

    sheet = ""
    hidden = False
    delimiter = ""
    continued: Sequence[int] = ()

    def __init__(self, path: Path, file: str, layouts: Sequence[Layout]) -> None:
        self.file = file
        self._text = TextFile(path, file)
        names: dict[str, None] = {}
        for _, record in self._records():
            names.update(dict.fromkeys(record or ()))
        self._names = list(names)
        self.header: Header | None = find_header([self._names], layouts)

    @property
    def width(self) -> int:
        return len(self._names)

    @property
    def encoding(self) -> str:
        return self._text.encoding

    def batches(self, columns: Columns, layout: Layout) -> Iterator[Batch]:
        rows = ((row, _cells(record, self._names)) for row, record in self._records())
        return batches_of_rows(self.file, rows, columns)

    def _records(self) -> Iterator[tuple[int, Record | None]]:
        """Row number and flat record; None where there is no readable member."""
        if self._one_object_a_line():
            yield from self._lines()
            return
        members = (found for value in self._document() for found in unwrapped(value))
        for row, member in enumerate(members, 1):
            yield row, member and dict(flattened(member))

    def _one_object_a_line(self) -> bool:
        """Whether the lines are objects by themselves; some may be broken."""
        lines = [line.strip() for line in self._text.first_lines(20)]
        lines = [line for line in lines if line]
        return lines[0].startswith(b"{") and any(map(_is_object, lines))

    def _lines(self) -> Iterator[tuple[int, Record | None]]:
        row = 0
        for block in self._text.blocks():
            for line in block.removesuffix(b"\n").split(b"\n"):
                row += 1
                if not line.strip():
                    continue
                try:
                    members = list(unwrapped(json.loads(line)))
                except ValueError:
                    members = [None]
                for member in members:
                    yield row, member and dict(flattened(member))

    def _document(self) -> Iterator[Any]:
        """The objects of an array, one after the other, or the single object."""
        decoder = json.JSONDecoder()
        rest = ""
        for number, block in enumerate(self._text.blocks()):
            rest += block.decode("utf-8")
            at = _past(BETWEEN if number else OPENING, rest, 0)
            while at < len(rest):
                try:
                    value, at = decoder.raw_decode(rest, at)
                except json.JSONDecodeError:
                    break
                yield value
                at = _past(BETWEEN, rest, at)
            rest = rest[at:]
        if rest:
            raise SemestaError("registers.corrupt_json", file=self.file)


def unwrapped(value: Any) -> Iterator[Record | None]:
    """The member objects inside an answer; None for an answer without a member."""
    if isinstance(value, list):
        for item in value:
            yield from unwrapped(item)
        return
    if not isinstance(value, dict):
        yield None
        return
    for wrapper in WRAPPERS:
        if isinstance(value.get(wrapper), dict | list):
            yield from unwrapped(value[wrapper])
            return
    yield None if "metaData" in value else value


def flattened(record: Record, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The values of a record under joined names; lists are left out."""
    for name, value in record.items():
        if isinstance(value, dict):
            yield from flattened(value, f"{prefix}{name}.")
        elif not isinstance(value, list):
            yield prefix + name, value


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where something else begins than what stands between objects."""
    match = pattern.search(text, at)
    return match.start() if match else len(text)


def _cells(record: Record | None, names: Sequence[str]) -> list[Any] | str:
    if record is None:
        return "no_member"
    return [record.get(name) for name in names]
