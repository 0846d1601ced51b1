"""One word of a name: its modern spelling and its sound.

What is a matter of data stands in `name_families.yaml`; here are the rules that
work on letters.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from string import ascii_uppercase
from typing import Any

import yaml


# Registers repeat their words: a few ten thousand words make up millions of names.
WORDS = 1 << 18
_FOLLOW = 3

_OLD_MARKS = re.compile(r"OE|DJ|TJ|SJ|^NJ")
_OLD_LETTERS = re.compile(r"OE|NDJ|DJ|STJ|SETJO|TJ|SJ|NJ|J|CH|KHR|KH")
_ALWAYS = {
    "OE": "U",
    "NDJ": "NJ",
    "DJ": "J",
    "STJ": "STY",
    "SETJO": "SETYO",
    "TJ": "C",
    "SJ": "SY",
    "KHR": "KR",
    "KH": "H",
}
# The l of al- is written, or doubles the next letter, or is swallowed by it.
_COMPOUND = re.compile(r"ABDU(?!LLAH)(?:L|(.)(?=\1)|(?=[RSNTDZ]))(.{4,})")

_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (  # first the letters, then the vowels, last the doubles
        (r"S[YH](?=[AEIOU])|Z(?![AEIOU])", "S"),
        (r"([TDBG])H", r"\1"),
        (r"PH|[FV]", "P"),
        (r"Q|CK", "K"),
        (r"X", "KS"),
        (r"[JZ]", "Y"),
        (r"AE|AY(?![AEIOU])", "AI"),
        (r"EU", "E"),
        (r"UW(?=[AEIO])", "U"),
        (r"IY(?=[AEOU])|(?<=[^AEIOUYN])Y(?=[AEIOU])|Y$|IE", "I"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[AEIOU])H$", ""),
    )
)


@dataclass(frozen=True)
class Families:
    """The table `name_families.yaml`."""

    titles: frozenset[str]
    titles_and_letters: frozenset[str]
    degrees: frozenset[str]
    dotted_degrees: frozenset[str]
    patronymic: frozenset[str]
    articles: frozenset[str]
    common: frozenset[str]
    light: frozenset[str]
    names: Mapping[str, str]
    beginnings: tuple[tuple[str, str, frozenset[str]], ...]


@cache
def families() -> Families:
    """The table, read once."""
    path = files("semesta.linkage") / "name_families.yaml"
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    titles, degrees = _flat(table["titles"]), _flat(table["degrees"])
    return Families(
        titles=titles,
        titles_and_letters=titles | degrees | frozenset(ascii_uppercase),
        degrees=degrees,
        dotted_degrees=degrees | frozenset(table["dotted_degrees"]),
        patronymic=frozenset(table["patronymic"]),
        articles=frozenset(table["articles"]),
        common=frozenset(table["common"]),
        light=frozenset(table["light"]),
        names=_members(table["families"]) | table["modern"] | table["initials"],
        beginnings=tuple(
            (other, line["name"], frozenset(line["but_not"]))
            for line in table["beginnings"]
            for other in line["also"]
        ),
    )


@lru_cache(maxsize=WORDS)
def modern(word: str) -> tuple[str, ...]:
    """A word (capital letters A-Z) in today's spelling.

    Two words where one stands for two: ABDURRAHMAN → ABDUL, RAHMAN. What comes out
    stays as it is when it goes in again.
    """
    table = families().names
    spelt = table.get(word) or _begun(_reformed(word))
    compound = _COMPOUND.fullmatch(spelt)
    if compound:
        return ("ABDUL", *modern(compound[2]))
    if spelt == word:
        return (word,)
    return tuple(part for each in spelt.split() for part in modern(each))


@lru_cache(maxsize=WORDS)
def sound(word: str) -> str:
    """How a word in today's spelling sounds: one letter per sound, none doubled."""
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


def _reformed(word: str) -> str:
    """The letters that the spellings of 1947 and 1972 replaced.

    J and NJ are letters of today too (WIJAYA, TANJUNG): they are read as old only
    in a word that shows its age elsewhere (SOENARJO, NJOMAN).
    """
    old = bool(_OLD_MARKS.search(word))

    def letters(match: re.Match[str]) -> str:
        found = match[0]
        if found in _ALWAYS:
            return _ALWAYS[found]
        if found == "CH":
            return _ch(match)
        return found.replace("J", "Y") if old else found

    return _OLD_LETTERS.sub(letters, word)


def _ch(match: re.Match[str]) -> str:
    """First CH: K before R and L (CHRISTINA), C before I and E (CHINTYA). Else H."""
    following = match.string[match.end() : match.end() + 1]
    if match.start() > 0 or not following:
        return "H"
    return "K" if following in "RL" else "C" if following in "IE" else "H"


def _begun(word: str) -> str:
    """The word with its beginning as the table has it (NORHAYATI → NURHAYATI)."""
    for other, name, exceptions in families().beginnings:
        follow = len(word) - len(other)
        if word.startswith(other) and follow >= _FOLLOW and word not in exceptions:
            return name + word[len(other) :]
    return word


def _flat(groups: Mapping[str, Iterable[str]]) -> frozenset[str]:
    return frozenset(word for group in groups.values() for word in group)


def _members(lines: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {other: line["name"] for line in lines for other in line["also"]}
