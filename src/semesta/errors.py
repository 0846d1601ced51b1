"""Errors that teach: what was found, why it is wrong, what to do.

The texts stand beside the room that raises them, in `<room>/errors.yaml` (and in
`errors.yaml` beside this file for `run` and `cli`). One entry per code:

    unknown_rule:
      found: {id: "Aturan {rule} tidak dikenal.", en: "Rule {rule} is not known."}
      why: {id: "...", en: "..."}
      do: {id: "...", en: "..."}

A room raises `SemestaError("law.unknown_rule", rule=name)`. Texts never carry the
value of a person: parameters are files, rows, columns, codes and counts.
"""

import re
from collections.abc import Iterable
from functools import cache

from semesta.own_yaml import own_yaml


DATE = r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
# A number alone, four digits in a row, or a date.
PERSONAL = re.compile(rf"^\d+$|\d{{4}}|{DATE}")
# A word at the beginning, which may be a name; a number of nine digits; a date.
SOMEBODY = re.compile(rf"^\W*[^\W\d_]{{3}}|\d{{9}}|{DATE}")
# Cards, families and persons have 13 or 16 digits, telephones 11 or more.
LONG_NUMBER = re.compile(r"\d{11,}")
LONGEST_CELL = 20
LANGUAGES = ("id", "en")
PARTS = ("found", "why", "do")
LONGEST_SHOWN = 2000
LONGEST_HEADER = 60


class SemestaError(Exception):
    """Input that cannot be used; `exit_code` 2.

    `code` is `<room>.<entry>`; keyword arguments fill the entry's texts. One that has
    words of its own is a dictionary of them by language.
    """

    exit_code = 2

    def __init__(self, code: str, /, **parameters: object) -> None:
        self.code = code
        self.parameters = parameters
        super().__init__(self.text("en"))

    def text(self, language: str = "id") -> str:
        """The whole message in one language: found, why, do.

        Whatever was typed or read: a number that may be somebody's is not repeated.
        """
        entry = entry_for(self.code)
        told = {
            name: shown(value[language] if isinstance(value, dict) else value)
            for name, value in self.parameters.items()
        }
        message = " ".join(
            entry[part][language].format(**told) for part in PARTS if entry.get(part)
        )
        return LONG_NUMBER.sub("…", message)


class IdentityBroken(SemestaError):
    """A sum that must add up does not; `exit_code` 3."""

    exit_code = 3


def shown(value: object) -> object:
    """A parameter as a line of text: what the name of a file or a header holds besides
    letters could move the cursor, hide the message or break it into several."""
    if isinstance(value, int | float):
        return value
    text = str(value)
    line = "".join(mark if mark.isprintable() else "�" for mark in text)
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…"


def headers_for_a_message(cells: Iterable[str]) -> str:
    """The headers of a file, or – where they may be a person's row.

    A file without a header shows its first row as one: numbers and dates betray it,
    and so does a single column, which may be a list of names.
    """
    cells = [cell.strip() for cell in cells if cell.strip()]
    if len(cells) < 2 or any(PERSONAL.search(cell) for cell in cells):
        return "–"
    return ", ".join(cell[:LONGEST_HEADER] for cell in cells[:60])


def cell_for_a_message(cell: str) -> str:
    """A cell that should be a figure, or – where it may be somebody's name or number.

    Such a cell stands there when the wrong file was given, or a column slipped.
    """
    return "–" if SOMEBODY.search(cell) else cell[:LONGEST_CELL]


@cache
def catalogue(room: str) -> dict[str, dict[str, dict[str, str]]]:
    """The error texts of one room (`""` for `run` and `cli`)."""
    return own_yaml("semesta", room, "errors.yaml") or {}


def entry_for(code: str) -> dict[str, dict[str, str]]:
    """The catalogue entry of a code such as `law.unknown_rule`."""
    room, _, name = code.rpartition(".")
    return catalogue(room)[name]
