"""What is known of Indonesian names as data, ready for use.

Words stand in `name_families.yaml`, letters and sounds in `name_letters.yaml`: each
line with its reason.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from semesta.own_yaml import own_yaml


@dataclass(frozen=True)
class Spelling:
    """One pass over a word: the first line that fits at a place replaces it.

    Where a line is for old words only, it holds in words that show their age.
    """

    letters: re.Pattern[str]
    lines: tuple[tuple[str, bool], ...]
    old_marks: re.Pattern[str]

    def today(self, word: str) -> str:
        """The word with the letters that are used today."""
        old = bool(self.old_marks.search(word))

        def replaced(found: re.Match[str]) -> str:
            now, only_old = self.lines[(found.lastindex or 1) - 1]
            return found[0] if only_old and not old else now

        return self.letters.sub(replaced, word)


@dataclass(frozen=True)
class Tables:
    """Both tables. `placed` are words whose meaning hangs on where they stand."""

    titles: frozenset[str]
    degrees: frozenset[str]
    dotted_degrees: frozenset[str]
    patronymic: frozenset[str]
    placed: frozenset[str]
    articles: frozenset[str]
    common: frozenset[str]
    light: frozenset[str]
    names: Mapping[str, str]
    beginnings: tuple[tuple[str, str, frozenset[str]], ...]
    spelling: Spelling
    sounds: tuple[tuple[re.Pattern[str], str], ...]


def lines() -> dict[str, Any]:
    """Both files as they are written."""
    return {
        group: entry
        for name in ("name_families", "name_letters")
        for group, entry in own_yaml("semesta.linkage", f"{name}.yaml").items()
    }


@cache
def tables() -> Tables:
    """Both tables, read once."""
    return compiled(lines())


def compiled(table: Mapping[str, Any]) -> Tables:
    """The lines, ready for use."""
    titles, degrees = _flat(table["titles"]), _flat(table["degrees"])
    patronymic = frozenset(table["patronymic"])
    tails = {degree[1:] for degree in degrees if len(degree) > 2}
    return Tables(
        titles=titles,
        degrees=degrees,
        dotted_degrees=degrees | frozenset(table["dotted_degrees"]),
        patronymic=patronymic,
        placed=titles | degrees | tails | patronymic,
        articles=frozenset(table["articles"]),
        common=frozenset(table["common"]),
        light=frozenset(table["light"]),
        names={
            other: line["name"]
            for group in ("families", "initials", "modern")
            for line in table[group]
            for other in line["also"]
        },
        beginnings=tuple(
            (other, line["name"], frozenset(line["but_not"]))
            for line in table["beginnings"]
            for other in line["also"]
        ),
        spelling=_spelling(table),
        sounds=tuple(
            (re.compile(line["letters"]), line["sound"]) for line in table["sounds"]
        ),
    )


def _spelling(table: Mapping[str, Any]) -> Spelling:
    reforms = table["reforms"]
    return Spelling(
        letters=re.compile("|".join(f"({line['letters']})" for line in reforms)),
        lines=tuple((line["now"], line.get("old", False)) for line in reforms),
        old_marks=re.compile(table["old_marks"]),
    )


def _flat(groups: Mapping[str, Iterable[str]]) -> frozenset[str]:
    return frozenset(word for group in groups.values() for word in group)
