"""When two words of names are one word written otherwise: initials, slips of the pen."""

from collections import Counter
from enum import IntEnum

from rapidfuzz.distance import OSA

from semesta.linkage.name_words import sound


_VOWELS = "AEIOU"
_ARTICLE = "UL"
_ABBREVIATION = 3
# One letter in a short word makes another name: ADI ANDI, RINA RIAN, LINA LENA.
_LONG = 5
_edits = OSA.distance
_VOUCHED = 4


class Bond(IntEnum):
    """What ties two words together, from nothing to the same sound."""

    NONE = 0
    VOUCHED = 1
    SLIP = 2
    ABBREVIATION = 3
    SOUND = 4


def bond(one: str, other: str) -> Bond:
    """The strongest tie between two words in today's spelling.

    - SOUND: they sound alike (YUNI JUNI, WATI WATTI).
    - ABBREVIATION: M for MUHAMMAD; KT for KETUT, HRP for HARAHAP.
    - SLIP: a letter dropped, added or swapped with its neighbour, in a word of five or
      more. A vowel more at the end is no slip: YULIAN YULIANA, HAMID HAMIDAH.
    - VOUCHED: a slip if the rest of the name agrees: also in a word of four letters;
      in longer ones a wrong letter, but neither the first (HARTONO KARTONO) nor the
      last vowel (SUHARTO SUHARTI); or the Arabic article left out (NUR NURUL).
    """
    heard, other_heard = sound(one), sound(other)
    if heard == other_heard:
        return Bond.SOUND
    if one[0] == other[0] and _abbreviates(one, other):
        return Bond.ABBREVIATION
    edited = _edits(one, other, score_cutoff=1) == 1
    if edited and _slip(one, other):
        return Bond.SLIP
    if _edits(heard, other_heard, score_cutoff=1) == 1 and _slip(heard, other_heard):
        return Bond.SLIP
    if (edited and _vouched(one, other)) or _article(one, other):
        return Bond.VOUCHED
    return Bond.NONE


def _abbreviates(one: str, other: str) -> bool:
    """One letter, or consonants of the long word in their order."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    if len(short) > _ABBREVIATION:
        return False
    if len(short) == 1:
        return True
    rest = iter(long)
    return not set(_VOWELS) & set(short) and all(letter in rest for letter in short)


def _slip(one: str, other: str) -> bool:
    """Of one edit: a letter left out or two swapped, but not just the last vowel."""
    return (
        max(len(one), len(other)) >= _LONG
        and one.rstrip(_VOWELS) != other.rstrip(_VOWELS)
        and _same_letters(one, other)
    )


def _vouched(one: str, other: str) -> bool:
    """Of one edit: one that the rest of the name may vouch for."""
    if _same_letters(one, other):
        return max(len(one), len(other)) >= _VOUCHED
    other_ending = one[:-1] == other[:-1] and {one[-1], other[-1]} <= set(_VOWELS)
    return len(one) >= _LONG and one[0] == other[0] and not other_ending


def _same_letters(one: str, other: str) -> bool:
    """Of two words one edit apart: no letter is wrong, one is missing or two swapped."""
    return len(one) != len(other) or Counter(one) == Counter(other)


def _article(one: str, other: str) -> bool:
    return one + _ARTICLE == other or other + _ARTICLE == one
