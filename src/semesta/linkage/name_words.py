"""One word of a name: its modern spelling and its sound."""

import re
from functools import lru_cache

from semesta.linkage.name_tables import tables


# Registers repeat their words: a few ten thousand words make up millions of names.
WORDS = 1 << 18
_FOLLOW = 3
_LETTERS = re.compile(r"([A-Z]+)\.?")
# The l of al- is written, or doubles the next letter, or is swallowed by it.
_COMPOUND = re.compile(r"ABDU(?!LLAH)(?:L|(.)(?=\1)|(?=[RSNTDZ]))(.{4,})")


@lru_cache(maxsize=WORDS)
def modern(word: str) -> tuple[str, ...]:
    """A word (capital letters A-Z) in today's spelling.

    Two words where one stands for two: ABDURRAHMAN → ABDUL, RAHMAN. What comes out
    stays as it is when it goes in again.
    """
    known = tables()
    spelt = known.names.get(word) or _begun(known.spelling.today(word))
    compound = _COMPOUND.fullmatch(spelt)
    if compound:
        return ("ABDUL", *modern(compound[2]))
    if spelt == word:
        return (word,)
    return tuple(part for each in spelt.split() for part in modern(each))


@lru_cache(maxsize=WORDS)
def ordinary(word: str) -> tuple[str, ...]:
    """The word in today's spelling, if it means the same wherever it stands.

    Nothing for titles, degrees, BIN, and whatever is more than letters and a dot:
    there the whole name has to be read.
    """
    letters = _LETTERS.fullmatch(word)
    if not letters or letters[1] in tables().placed:
        return ()
    parts = modern(letters[1])
    return parts if tables().placed.isdisjoint(parts) else ()


@lru_cache(maxsize=WORDS)
def sound(word: str) -> str:
    """How a word in today's spelling sounds: one letter per sound, none doubled."""
    for letters, sounding in tables().sounds:
        word = letters.sub(sounding, word)
    return word


def _begun(word: str) -> str:
    """The word with its beginning as the table has it (NORHAYATI → NURHAYATI)."""
    for other, name, exceptions in tables().beginnings:
        follow = len(word) - len(other)
        if word.startswith(other) and follow >= _FOLLOW and word not in exceptions:
            return name + word[len(other) :]
    return word
