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

from functools import cache
from importlib.resources import files

import yaml


LANGUAGES = ("id", "en")
PARTS = ("found", "why", "do")


class SemestaError(Exception):
    """Input that cannot be used; `exit_code` 2.

    `code` is `<room>.<entry>`; keyword arguments fill the entry's texts.
    """

    exit_code = 2

    def __init__(self, code: str, /, **parameters: object) -> None:
        self.code = code
        self.parameters = parameters
        super().__init__(self.text("en"))

    def text(self, language: str = "id") -> str:
        """The whole message in one language: found, why, do."""
        entry = entry_for(self.code)
        return " ".join(
            entry[part][language].format(**self.parameters)
            for part in PARTS
            if entry.get(part)
        )


class IdentityBroken(SemestaError):
    """A sum that must add up does not; `exit_code` 3."""

    exit_code = 3


@cache
def catalogue(room: str) -> dict[str, dict[str, dict[str, str]]]:
    """The error texts of one room (`""` for `run` and `cli`)."""
    path = files("semesta")
    if room:
        path = path / room
    text = (path / "errors.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text) or {}


def entry_for(code: str) -> dict[str, dict[str, str]]:
    """The catalogue entry of a code such as `law.unknown_rule`."""
    room, _, name = code.rpartition(".")
    return catalogue(room)[name]
