"""The tree of the regions of an export, as lists: a parent stands before its children."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from semesta.regions import LEVELS, NATION


@dataclass
class Places:
    """Regions by number: `codes`, `parents` (-1 for the top), `children`.

    The first `detailed` of them are districts and above: they have tables by segment,
    sex and age. `unnamed` are what a parent has beyond its children: nobody publishes
    them, but a subtraction gives them.
    """

    codes: list[str]
    parents: list[int]
    detailed: int
    unnamed: frozenset[int] = frozenset()
    children: list[list[int]] = field(init=False)
    heights: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.children = [[] for _ in self.codes]
        self.heights = [0] * len(self.codes)
        for place in range(len(self.codes) - 1, 0, -1):
            parent = self.parents[place]
            self.children[parent].insert(0, place)
            above = self.heights[place] + 1
            self.heights[parent] = max(self.heights[parent], above)

    def with_unnamed(self) -> "Places":
        """The detailed regions only, with what each has beyond them as a child."""
        count = self.detailed
        parents = self.parents[:count]
        with_children = sorted(set(parents[1:]))
        return Places(
            self.codes[:count] + [f"{self.codes[place]}~" for place in with_children],
            parents + with_children,
            count + len(with_children),
            frozenset(range(count, count + len(with_children))),
        )


def places_of(codes: Iterable[str]) -> Places:
    """The regions in and below the smallest one that holds them all.

    A run of one regency has rows of its province and of the nation with the same
    figures; they are not figures of the province, and are left out.
    """
    above = {code: _line(code) for code in sorted(codes)}
    parents = {line[1] for line in above.values() if len(line) > 1}
    bottoms = [code for code in above if code not in parents]
    common = set.intersection(*(set(above[code]) for code in bottoms))
    top = next(code for code in above[bottoms[0]] if code in common)
    inside = sorted(
        (code for code in above if top in above[code]),
        key=lambda code: (len(above[code]), code),
    )
    number = {code: place for place, code in enumerate(inside)}
    return Places(
        inside,
        [-1 if code == top else number[above[code][1]] for code in inside],
        sum(level_of(code) != LEVELS[-1] for code in inside),
    )


def level_of(code: str) -> str:
    """The level that a dotted code is of."""
    return LEVELS[0] if code == NATION else LEVELS[code.count(".") + 1]


def _line(code: str) -> tuple[str, ...]:
    """A region and all above it, nearest first: 63.09.08 → 63.09.08, 63.09, 63, ID."""
    parts = [] if code == NATION else code.split(".")
    line = [".".join(parts[:count]) for count in range(len(parts), 0, -1)]
    return (*line, NATION)
