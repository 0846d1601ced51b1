"""A whole name, made comparable: titles off, today's spelling, one form per person.

The name as it stands in a register is never changed; these forms are for comparison.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from semesta.linkage.name_tables import tables
from semesta.linkage.name_words import WORDS, modern, ordinary, sound


_APOSTROPHES = re.compile(r"['`´‘’ʻʼ\"]")
_WRITTEN = re.compile(r"[A-Z]+(?:\.[A-Z]+)*|,")
_VOWELS = str.maketrans("", "", "AEIOUH")
KEY_LENGTH = 3


@dataclass(slots=True)
class Name:
    """The comparable forms of one name.

    `normal`, in today's spelling; `words` of it, without articles; `father`, the words
    after BIN or BINTI; `written`, the words as found, without titles; `width`, the
    letters of all that was found; `unordered`, the sounds in alphabetical order;
    `joined` and `written_joined`, the words run together.
    """

    normal: str
    words: tuple[str, ...]
    father: tuple[str, ...]
    written: tuple[str, ...]
    width: int
    unordered: str = field(init=False)
    joined: str = field(init=False)
    written_joined: str = field(init=False)

    def __post_init__(self) -> None:
        self.unordered = " ".join(sorted(map(sound, self.words)))
        self.joined = "".join(self.words)
        self.written_joined = "".join(self.written)


def name_of(found: str | None) -> Name:
    """The forms of a name as found in a register; of None, an empty name."""
    own, father, normal = _read(found or "")
    return Name(
        normal=" ".join(normal),
        words=without_articles(normal),
        father=_respelt(father),
        written=own,
        width=len((found or "").strip()),
    )


def normal_words(found: str | None) -> tuple[str, ...]:
    """The words of a name: no titles, no father's name, today's spelling."""
    return _read(found or "")[2]


def without_articles(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name without articles; a name of articles stays."""
    articles = tables().articles
    if articles.isdisjoint(words):
        return words
    return tuple([word for word in words if word not in articles]) or words


def key_row(found: str) -> tuple[str, str, str, str, int]:
    """Normal name, key, first and last telling word as they sound, number of them."""
    words = _read(found)[2]
    telling = [heard for heard in map(telling_sound, words) if heard]
    ends = telling or [sound(word) for word in without_articles(words)] or [""]
    return " ".join(words), key_of(words), ends[0], ends[-1], len(telling)


def key_of(words: tuple[str, ...]) -> str:
    """The key under which alike names meet (`names.name_key`)."""
    key = "".join(map(consonants, words))
    if len(key) < KEY_LENGTH:
        light = tables().light
        kept = [word for word in words if len(word) > 1 and word not in light] or words
        key = "".join(map(_consonants, kept))
        if len(key) < KEY_LENGTH:
            key = "".join(map(sound, kept))
    return "".join(sorted(key))


@lru_cache(maxsize=WORDS)
def telling_sound(word: str) -> str:
    """How a word sounds that tells persons apart; of other words, nothing."""
    known = tables()
    silent = len(word) == 1 or word in known.articles or word in known.common
    return "" if silent else sound(word)


@lru_cache(maxsize=WORDS)
def consonants(word: str) -> str:
    """The consonants of a word as it sounds; of words that come and go, nothing."""
    return "" if len(word) == 1 or word in tables().light else _consonants(word)


@lru_cache(maxsize=WORDS)
def _consonants(word: str) -> str:
    return sound(word).translate(_VOWELS)


def _read(found: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The person's own words and the father's as written; the own ones respelt.

    Nearly all names are ordinary words, which need not be looked at one by one.
    """
    words = found.split(" ")
    respelt = list(map(ordinary, words))
    if () in respelt:
        own, father = _own_and_father(found)
        return own, father, _respelt(own)
    written = found.replace(".", "").split(" ") if "." in found else words
    return tuple(written), (), tuple(chain.from_iterable(respelt))


def _own_and_father(found: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The person's own words and, after BIN or BINTI, the father's; as written."""
    words = _untitled(_without_degrees(_latin(found)))
    patronymic = tables().patronymic
    if patronymic.isdisjoint(words[1:]):
        return words, ()
    place = next(i for i, word in enumerate(words) if i and word in patronymic)
    return words[:place], words[place + 1 :]


def _respelt(words: Sequence[str]) -> tuple[str, ...]:
    """Words in today's spelling, without titles that only it reveals (HADJI)."""
    return _untitled([part for word in words for part in modern(word)])


def _latin(found: str) -> str:
    """Capital letters A-Z, accents and apostrophes folded away."""
    text = found.upper().strip()
    if not text.isascii():
        folded = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text))
        text = folded.encode("ascii", "ignore").decode("ascii").upper()
    return _APOSTROPHES.sub("", text)


def _without_degrees(text: str) -> list[str]:
    """The words of a text with dots and commas, degrees left out."""
    table = tables()
    words: list[str] = []
    after_comma = False
    for written in _WRITTEN.findall(text):
        if written == ",":
            after_comma = bool(words)
            continue
        parts = written.split(".")
        dotted = len(parts) > 1 or after_comma
        if dotted and words and "".join(parts) in table.dotted_degrees:
            continue
        words += parts
    return words


def _untitled(words: Sequence[str]) -> tuple[str, ...]:
    """Words without titles at either end; the last word left always stays."""
    table = tables()
    if table.placed.isdisjoint(words):
        return tuple(words)
    start, end = 0, len(words)
    while end - start > 1:
        if words[start] in table.titles:
            start += 1
        elif words[end - 1] in table.degrees:
            end -= 1
        elif end - start > 2 and _spaced_degree(words[end - 2], words[end - 1]):
            end -= 2
        else:
            break
    return tuple(words[start:end])


def _spaced_degree(first: str, second: str) -> bool:
    """Whether two words are one degree written apart: S PD."""
    return len(first) == 1 and len(second) > 1 and first + second in tables().degrees
