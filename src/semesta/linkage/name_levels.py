"""How far two names agree. The levels are explained in `names.agreement`."""

import pyarrow as pa
from rapidfuzz.distance import JaroWinkler

from semesta.linkage.name_forms import Name, name_of
from semesta.linkage.name_slips import Bond, bond
from semesta.linkage.name_tables import tables
from semesta.linkage.name_words import modern, sound


EQUAL, VARIANT, SIMILAR, WEAK, DIFFERENT, MISSING = 4, 3, 2, 1, 0, -1

# Columns of this width cut names off.
_CUT_FROM, _CUT_TO = 20, 30
_WEAKLY_ALIKE = 0.85


def level(a: Name, b: Name) -> int:
    """The level of agreement of two names, the same in either order."""
    if not a.words or not b.words:
        return MISSING
    if a.normal == b.normal:
        found = EQUAL
    elif a.unordered == b.unordered or _cut_off(a, b) or _cut_off(b, a):
        found = VARIANT
    else:
        found = _level_of_others(a, b)
    return min(found, WEAK) if found > WEAK and _other_father(a, b) else found


def levels(left: pa.Array, right: pa.Array) -> pa.Array:
    """One level per row of two columns of names; each distinct name is read once."""
    both = pa.concat_arrays([left, right]).fill_null("").dictionary_encode()
    forms: list[Name] = [name_of(name) for name in both.dictionary.to_pylist()]
    codes = both.indices.to_pylist()
    halves = zip(codes[: len(left)], codes[len(left) :], strict=True)
    return pa.array([level(forms[a], forms[b]) for a, b in halves], pa.int8())


def _cut_off(short: Name, long: Name) -> bool:
    """Whether one name is the beginning of the other, as wide as a column."""
    return _CUT_FROM <= short.width <= _CUT_TO and long.normal.startswith(short.normal)


def _level_of_others(a: Name, b: Name) -> int:
    """A slip is made in the letters as written: those are tried last."""
    found = _by_words(a.words, b.words)
    if found < VARIANT and _as_long(a.joined, b.joined):
        found = max(found, _by_joined(a.words, b.words))
    if found < VARIANT and _as_long(a.written_joined, b.written_joined):
        found = max(found, _by_joined(a.written, b.written))
    if found >= SIMILAR or not _alike(a, b):
        return found
    return max(WEAK, min(SIMILAR, _by_words(a.written, b.written)))


def _by_words(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """Each word of the shorter name is paired with one of the longer."""
    short, long = (a, b) if (len(a), a) <= (len(b), b) else (b, a)
    ties = [
        (tie, i, j)
        for i, word in enumerate(short)
        for j, other in enumerate(long)
        if (tie := bond(word, other))
    ]
    return _by_ties(short, len(long), ties) if ties else DIFFERENT


def _by_ties(
    short: tuple[str, ...], of_long: int, ties: list[tuple[Bond, int, int]]
) -> int:
    paired = _strongest_first(ties)
    shared = [short[i] for i, tie in paired.items() if tie == Bond.SOUND]
    vouched = list(paired.values()).count(Bond.VOUCHED)
    if vouched > 1 or not shared:
        paired = {i: tie for i, tie in paired.items() if tie != Bond.VOUCHED}
    slips = any(tie <= Bond.SLIP for tie in paired.values())
    telling = any(word not in tables().common for word in shared)
    if len(paired) < len(short):
        return WEAK if telling or slips else DIFFERENT
    if len(short) == of_long and telling and not slips:
        return VARIANT
    if len(short) == of_long:
        return SIMILAR if shared or slips else WEAK
    return _of_words_more(telling, len(shared))


def _of_words_more(telling: bool, shared: int) -> int:
    """All words of one name are in the other, which has more."""
    return SIMILAR if telling or shared > 1 else WEAK


def _strongest_first(ties: list[tuple[Bond, int, int]]) -> dict[int, Bond]:
    """Each word's tie with its own partner: no word has two."""
    paired: dict[int, Bond] = {}
    partners = set()
    for tie, i, j in sorted(ties, reverse=True):
        if i not in paired and j not in partners:
            paired[i] = tie
            partners.add(j)
    return paired


def _as_long(one: str, other: str) -> bool:
    """Whether two names run together have equally many letters, give or take one."""
    return -1 <= len(one) - len(other) <= 1


def _by_joined(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """Words written together in one name and apart, or split elsewhere, in the other."""
    one, other = "".join(a), "".join(b)
    if sound(one[0]) != sound(other[0]):
        return DIFFERENT
    if _heard(one) == _heard(other):
        return VARIANT
    slipped = len(a) != len(b) and bond(one, other) == Bond.SLIP
    return SIMILAR if slipped else DIFFERENT


def _heard(written: str) -> str:
    """The sound of a name written as one word (JOKOEFFENDI sounds JOKUFENDI)."""
    return sound("".join(modern(written)))


def _alike(a: Name, b: Name) -> bool:
    return JaroWinkler.similarity(a.unordered, b.unordered) >= _WEAKLY_ALIKE


def _other_father(a: Name, b: Name) -> bool:
    """Whether both names state a father and no word of the two fathers agrees."""
    if not a.father or not b.father:
        return False
    return not any(
        bond(one, other) > Bond.VOUCHED for one in a.father for other in b.father
    )
