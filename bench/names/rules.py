"""Every rule about names, and the comparison without it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from semesta.linkage import name_forms, name_levels, name_slips, name_tables, name_words
from semesta.linkage.names import name_key


LINES = ("families", "initials", "modern", "beginnings", "reforms", "sounds")
GROUPS = ("titles", "degrees")
LISTS = ("dotted_degrees", "patronymic", "articles")
GUARD_LISTS = ("common",)
REMEMBERED = (
    *(name_tables.tables, name_words.modern, name_words.ordinary, name_words.sound),
    *(name_forms.consonants, name_forms.telling_sound),
)


@dataclass(frozen=True)
class Rule:
    """What to leave out: a line of a table, or a function; guards only lower levels."""

    kind: str
    name: str
    why: str
    at: Any = None
    guard: bool = False


# Functions of the comparison, with what each says when it is left out.
PATCHED = {
    "order of words": (name_forms, "sorted", list),
    "words joined or split": (name_levels, "_by_joined", lambda one, other: 0),
    "cut off at a column": (name_levels, "_cut_off", lambda short, long: False),
    "initials and consonants": (name_slips, "_abbreviates", lambda one, other: False),
    "slip of the pen": (name_slips, "_slip", lambda one, other: False),
    "slip that a word vouches for": (name_slips, "_vouched", lambda one, other: False),
    "Arabic article left out": (name_slips, "_article", lambda one, other: False),
    "words more": (name_levels, "_of_words_more", lambda telling, shared: 1),
    "other father": (name_levels, "_other_father", lambda a, b: False),
}
WHY = {
    "order of words": "given name and family name change places; the key is sorted",
    "words joined or split": "blanks are lost and added in typing",
    "cut off at a column": "columns of 20 to 30 letters",
    "initials and consonants": "M. for MUHAMMAD, KT for KETUT, HRP for HARAHAP",
    "slip of the pen": "a letter dropped, added or swapped in a long word",
    "slip that a word vouches for": "a wrong letter, or a slip in a short word",
    "Arabic article left out": "NUR and NURUL",
    "words more": "a name of one word, a marga or a title of nobility left out",
    "other father": "BIN and BINTI that name two fathers",
    "dotted_degrees": "titles only with dots or after a comma",
    "patronymic": "the father's name after BIN or BINTI is left off",
    "articles": "I and NI of Bali may be absent",
    "common": "words that a million others bear tell nothing",
}


def rules() -> Iterator[Rule]:
    table = name_tables.lines()
    for name in PATCHED:
        yield Rule("comparison", name, WHY[name], guard=name == "other father")
    for kind in (*LISTS, *GUARD_LISTS):
        words = ", ".join(table[kind])
        yield Rule(kind, words, WHY[kind], guard=kind in GUARD_LISTS)
    for kind in GROUPS:
        for name, words in table[kind].items():
            yield Rule(kind, name, ", ".join(words[:4]) + " …", name)
    for kind in LINES:
        for at, line in enumerate(table[kind]):
            yield Rule(kind, label(kind, line), line["why"], at)


def label(kind: str, line: dict[str, Any]) -> str:
    if "letters" in line:
        return " = ".join(line["alike"])
    dots = " …" if len(line["also"]) > 3 else ""
    return f"{', '.join(line['also'][:3])}{dots} → {line['name']}"


@contextmanager
def without(rule: Rule | None) -> Iterator[None]:
    """The comparison without one rule."""
    if rule is None:
        yield
        return
    if rule.kind == "comparison":
        module, name, instead = PATCHED[rule.name]
        changed = patch.object(module, name, instead, create=name == "sorted")
    else:
        table = reduced(rule)
        changed = patch.object(name_tables, "lines", lambda: deepcopy(table))
    with changed:
        forget()
        yield
    forget()


def reduced(rule: Rule) -> dict[str, Any]:
    """The tables without one line, one group, or one list."""
    table = name_tables.lines()
    if rule.kind in (*LISTS, *GUARD_LISTS):
        table[rule.kind] = []
    else:
        del table[rule.kind][rule.at]
    return table


def forget() -> None:
    for function in REMEMBERED:
        function.cache_clear()


def levels(pairs: Sequence[tuple[str, str]]) -> list[int]:
    forms = {name: name_forms.name_of(name) for pair in pairs for name in pair}
    return [name_levels.level(forms[one], forms[other]) for one, other in pairs]


def meet(pairs: Sequence[tuple[str, str]]) -> list[bool]:
    """Whether the two names of a pair have one key."""
    keys = {name: name_key(name) for pair in pairs for name in pair}
    return [keys[one] == keys[other] for one, other in pairs]
