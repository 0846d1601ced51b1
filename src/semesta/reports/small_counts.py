"""Small counts: below the regency, one to four persons are somebody's neighbours.

A report tells how many residents a village has, how many are registered and how many
active. Why the others are not is told by parts of those sums, and a part of one to
four is withheld, with another part of the same sum where it would give the first away.
"""

from collections.abc import Mapping, Sequence


SMALLEST = 5
SMALL = f"<{SMALLEST}"
WITHHELD = "*"
LEVELS = ("district", "village")

Shown = int | str | None


def shown(level: str, parts: Mapping[str, int | None]) -> dict[str, Shown]:
    """The parts of one sum as they may be printed for a region of this level.

    `<5` where everything withheld is below five, `*` where a larger part is withheld
    beside a small one. Parts of a regency or above are given as they are.
    """
    known = {name: part for name, part in parts.items() if part is not None}
    hidden = withheld(known) if level in LEVELS else set()
    numbers = [known[name] for name in hidden]
    mark = SMALL if max(numbers, default=0) < SMALLEST else WITHHELD
    if all_largest(numbers):
        mark = WITHHELD
    return {name: mark if name in hidden else part for name, part in parts.items()}


def withheld(parts: Mapping[str, int]) -> set[str]:
    """Where one part is 1 to 4: every part below five, and the next larger where those
    would still be known from their sum.

    Zeros go along, and all that are equally large: which of them went would tell.
    """
    hidden = {name for name, part in parts.items() if part < SMALLEST}
    if not any(parts[name] for name in hidden):
        return set()
    if len(hidden) == 1 or all_largest([parts[name] for name in hidden]):
        others = {name: part for name, part in parts.items() if name not in hidden}
        least = min(others.values(), default=0)
        hidden |= {name for name, part in others.items() if part == least}
    return hidden


def all_largest(numbers: Sequence[int]) -> bool:
    """Every one is four: a sum of numbers below five that has one solution only."""
    return bool(numbers) and min(numbers) == max(numbers) == SMALLEST - 1
