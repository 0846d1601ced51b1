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
EXACT_DIGITS = 18  # longer whole numbers stay text; no count or code has as many

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
        members = (found for value in self._document() for found in flat(value))
        yield from enumerate(members, 1)

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
                for record in _records_of(line):
                    yield row, record

    def _document(self) -> Iterator[Any]:
        """The objects of an array, one after the other, or the single object."""
        decoder = json.JSONDecoder(parse_int=_whole_number)
        rest = ""
        for number, block in enumerate(self._text.blocks()):
            rest += block.decode("utf-8")
            at = _past(BETWEEN, rest, 0 if number else _past(OPENING, rest, 0))
            while at < len(rest):
                try:
                    value, at = decoder.raw_decode(rest, at)
                except json.JSONDecodeError:
                    break
                except RecursionError:
                    raise self._corrupt() from None
                yield value
                at = _past(BETWEEN, rest, at)
            rest = rest[at:]
        if rest:
            raise self._corrupt()

    def _corrupt(self) -> SemestaError:
        return SemestaError("registers.corrupt_json", file=self.file)


def _records_of(line: bytes) -> list[Record | None]:
    """The members in one line; one None where it cannot be read."""
    try:
        return list(flat(json.loads(line, parse_int=_whole_number)))
    except (ValueError, RecursionError):
        return [None]


def flat(value: Any) -> Iterator[Record | None]:
    """The members inside a value as flat records."""
    for member in unwrapped(value):
        yield member and dict(flattened(member))


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
            yield _sound(prefix + name), _sound(value)


def _sound(value: Any) -> Any:
    """Text without halves of letters, which JSON can write and UTF-8 cannot."""
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "replace").decode("utf-8")
    return value


def _whole_number(digits: str) -> int | str:
    return int(digits) if len(digits) <= EXACT_DIGITS else digits


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line, parse_int=_whole_number), dict)
    except (ValueError, RecursionError):
        return False


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where something else begins than what stands between objects."""
    match = pattern.search(text, at)
    return match.start() if match else len(text)


def _cells(record: Record | None, names: Sequence[str]) -> list[Any] | str:
    if record is None:
        return "no_member"
    return [record.get(name) for name in names]
