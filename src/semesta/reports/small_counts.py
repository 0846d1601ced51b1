"""Small counts: below the regency, one to four persons are somebody's neighbours.

A report tells how many residents a place has, how many are registered and active. Why
the others are not is told by the parts of such sums. A part of one to four is
withheld, and with it what would give it away: other parts of the same sum, and the
same part of other places, since villages add up to districts and these to a regency,
which is told in full.

What is withheld is chosen by *swaps*: in one village a person goes from one part of
the sum to another, in a second village a person comes back. The swapped tables agree
with every sum that is told, so whoever has these cannot know which table is true.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import chain


SMALLEST = 5
WITHHELD = "*"
LEVELS = ("district", "village")

Shown = int | str | None
Parts = Mapping[str, int]
Cell = tuple[str, str]
"""Code of a place, name of a part."""
Cells = frozenset[Cell]

REGENCY = len("63.09")
REST = ".rest"
"""What a place counts beyond the places inside it: cards without a village."""


def is_below_regency(code: str) -> bool:
    return len(code) > REGENCY


def withheld(
    counts: Mapping[str, Parts], also: Cells = frozenset()
) -> dict[str, frozenset[str]]:
    """The parts to withhold by place: every part of 1 to 4 below the regency and those
    of `also`, and what gives them away.

    `counts` holds the parts of one sum by dotted code, on every level that a reader may
    see; a part that is not there is zero. What follows from the sums of the places and
    from the regency alone is not withheld: nothing could hide it.
    """
    regencies: dict[str, dict[str, Parts]] = defaultdict(dict)
    for code in sorted(counts):
        if len(code) >= REGENCY:
            regencies[code[:REGENCY]][code] = counts[code]
    found: dict[str, set[str]] = defaultdict(set)
    for code, places in regencies.items():
        for place, part in Regency(code, places, also).protect():
            found[place].add(part)
    return {place: frozenset(parts) for place, parts in found.items()}


@dataclass
class Regency:
    """The places of one regency, with one sum of parts each."""

    code: str
    counts: dict[str, Parts]
    also: Cells = frozenset()
    inside: dict[str, list[str]] = field(init=False)
    parts: list[str] = field(init=False)
    wanted: set[Cell] = field(init=False)
    hidden: set[Cell] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self.parts = sorted(set(chain.from_iterable(self.counts.values())))
        self.wanted = {
            (code, part)
            for code, parts in self.counts.items()
            for part in self.parts
            if is_below_regency(code)
            and (0 < parts.get(part, 0) < SMALLEST or (code, part) in self.also)
        }
        self.inside = defaultdict(list)
        for code in self.counts:
            if is_below_regency(code):
                self.inside[self._above(code)].append(code)
        for code in list(self.inside):
            self._add_rest(code)

    def _above(self, code: str) -> str:
        """The next larger place that is told, in the end the regency."""
        above = code.rpartition(".")[0]
        while is_below_regency(above) and above not in self.counts:
            above = above.rpartition(".")[0]
        return above

    def _add_rest(self, code: str) -> None:
        """What the places inside leave over, as if it were one of them."""
        whole = self.counts.get(code, {})
        rest = {
            part: max(0, whole.get(part, 0) - self._sum(self.inside[code], part))
            for part in self.parts
        }
        if any(rest.values()):
            self.counts[code + REST] = rest
            self.inside[code].append(code + REST)

    def _sum(self, places: list[str], part: str) -> int:
        return sum(self.counts[place].get(part, 0) for place in places)

    def protect(self) -> list[Cell]:
        """Hides swap by swap until every count that must be hidden is part of one.

        Villages come first: districts can then often do with what they hide.
        """
        for cell in sorted(self.wanted, key=lambda cell: (-len(cell[0]), cell)):
            if cell not in self.hidden:
                swaps = self._swaps(*cell)
                self.hidden |= min(swaps, key=self._price, default=frozenset())
        return sorted(cell for cell in self.hidden if not cell[0].endswith(REST))

    def _price(self, swap: AbstractSet[Cell]) -> tuple[int, int]:
        """What a swap hides anew: how many counts, of how many persons."""
        new = [
            (place, part)
            for place, part in swap - self.hidden - self.wanted
            if not place.endswith(REST)
        ]
        return len(new), sum(self.counts[place].get(part, 0) for place, part in new)

    def _swaps(self, place: str, part: str) -> list[Cells]:
        """The swaps that change a count, with the nearest places that have any."""
        branch = place
        while is_below_regency(branch):
            above = self._above(branch)
            others = [other for other in self.inside[above] if other != branch]
            found = [
                self._cells(one, two, above, {part, other_part})
                for other in others
                for other_part in self.parts
                if other_part != part
                for one, two in self._pairs(place, other, part, other_part)
            ]
            if found:
                return found
            branch = above
        return []

    def _pairs(
        self, here: str, there: str, part: str, other: str
    ) -> Iterator[tuple[str, str]]:
        """A village of each place that can give a person of one part to the other."""
        for given, taken in ((part, other), (other, part)):
            one, two = self._giver(here, given), self._giver(there, taken)
            if one and two:
                yield one, two

    def _giver(self, place: str, part: str) -> str | None:
        """The village in a place with persons in this part, best one already hidden."""
        givers = [
            village
            for village in self._villages(place)
            if self.counts[village].get(part, 0)
        ]
        return min(givers, default=None, key=lambda one: self._price_of(one, part))

    def _price_of(self, village: str, part: str) -> tuple[int, int]:
        return self._price(frozenset({(village, part)}))

    def _villages(self, place: str) -> Iterator[str]:
        """The smallest places inside a place, or the place itself."""
        if place not in self.inside:
            yield place
            return
        for inner in self.inside[place]:
            yield from self._villages(inner)

    def _cells(self, one: str, two: str, above: str, parts: set[str]) -> Cells:
        """What a swap between two villages changes: up to the place that has both."""
        return frozenset(
            (place, part)
            for village in (one, two)
            for place in self._up_to(village, above)
            for part in parts
        )

    def _up_to(self, village: str, above: str) -> Iterator[str]:
        while village != above:
            yield village
            village = self._above(village)
