"""A whole name, made comparable: titles off, today's spelling, one form per person.

The name as it stands in a register is never changed; these forms are for comparison.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from semesta.linkage.name_words import WORDS, families, modern, sound


_APOSTROPHES = re.compile(r"['`´‘’ʻʼ\"]")
_WRITTEN = re.compile(r"[A-Z]+(?:\.[A-Z]+)*|,")
_PLAIN = re.compile(r"[A-Z]+(?: [A-Z]+)*")
_VOWELS = str.maketrans("", "", "AEIOUH")
# Words that are left out or cut to an initial so often that a key does without them.
_LIGHT = frozenset({"MUHAMMAD", "SITI", "NI"})
_KEY_LENGTH = 3


@dataclass(slots=True)
class Name:
    """The comparable forms of one written name.

    `normal` in today's spelling; `words` without articles; `father`, the words after
    BIN or BINTI; `written`, the length as found, for names cut off at a column's width;
    `unordered`, the sounds in alphabetical order.
    """

    normal: str
    words: tuple[str, ...]
    father: tuple[str, ...]
    written: int
    unordered: str = field(init=False)

    def __post_init__(self) -> None:
        self.unordered = " ".join(sorted(map(sound, self.words)))


def name_of(written: str | None) -> Name:
    """The forms of a name as found in a register; of None, an empty name."""
    own, father = _own_and_father(written or "")
    articles = families().articles
    return Name(
        normal=" ".join(own),
        words=tuple([word for word in own if word not in articles]) or own,
        father=father,
        written=len((written or "").strip()),
    )


def normal_words(written: str | None) -> tuple[str, ...]:
    """The words of a name: no titles, no father's name, today's spelling."""
    return _own_and_father(written or "")[0]


def key_of(words: tuple[str, ...]) -> str:
    """The key under which alike names meet (`names.name_key`)."""
    kept = [word for word in words if len(word) > 1 and word not in _LIGHT] or words
    key = "".join(map(_consonants, kept))
    if len(key) < _KEY_LENGTH:
        key = "".join(map(sound, kept))
    return "".join(sorted(key))


@lru_cache(maxsize=WORDS)
def _consonants(word: str) -> str:
    return sound(word).translate(_VOWELS)


def _own_and_father(written: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The person's own words and, after BIN or BINTI, the father's."""
    words = _untitled(_found(written))
    patronymic = families().patronymic
    if not patronymic.isdisjoint(words[1:]):
        place = next(i for i, word in enumerate(words) if i and word in patronymic)
        return _respelt(words[:place]), _respelt(words[place + 1 :])
    return _respelt(words), ()


def _respelt(words: Sequence[str]) -> tuple[str, ...]:
    """Words in today's spelling, without titles that only it reveals (HADJI)."""
    return _untitled([part for word in words for part in modern(word)])


def _found(written: str) -> Sequence[str]:
    """The words of a name as found, without degrees."""
    if _PLAIN.fullmatch(written):
        return written.split(" ")
    return _without_degrees(_latin(written))


def _latin(written: str) -> str:
    """Capital letters A-Z, accents and apostrophes folded away."""
    text = written.upper().strip()
    if not text.isascii():
        folded = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text))
        text = folded.encode("ascii", "ignore").decode("ascii").upper()
    return _APOSTROPHES.sub("", text)


def _without_degrees(text: str) -> list[str]:
    """The words of a text with dots and commas, degrees left out."""
    table = families()
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
    table = families()
    if table.titles_and_letters.isdisjoint(words):
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
    return len(first) == 1 and len(second) > 1 and first + second in families().degrees
