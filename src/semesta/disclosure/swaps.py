"""Residents who might as well have been counted otherwise: moves of their tables.

Somebody is unregistered in one village and lapsed in another; the other way round, no
sum of both villages would differ. In districts such a step also changes a segment and
a group of sex and age, and there are steps that only change those.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from semesta.disclosure.grid import Cell, Change, Face, Layer, Slot


STATES = ("active", "inactive_arrears", "inactive_lapsed")
INACTIVE = STATES[1:]
OUTSIDE = ("unregistered", "unknown")
GROUP_STATES = ("active", "inactive", "outside")
LOCAL = "pbpu-pemda"
SECOND: Slot = ("second", "")
"""Residents with a PBPU BP Pemda card of whom another card is kept."""
OTHERS: Slot = ("others", "")
"""Registered residents without a PBPU BP Pemda card."""
ENOUGH = 1 << 30


class Swaps:
    """The moves between tables with the same sums.

    `rooms` has every slot by region, `group_rows` the groups that belong to a group or
    to a total of groups.
    """

    def __init__(
        self,
        rooms: Mapping[Slot, Sequence[int]],
        segments: Sequence[str],
        group_rows: Mapping[str, Sequence[str]],
        district: Layer,
    ) -> None:
        self.rooms, self.segments, self.group_rows = rooms, segments, group_rows
        self.groups = [row for row, groups in group_rows.items() if [row] == groups]
        self.district = district
        self.faces: dict[tuple[tuple[Slot, int], ...], Face] = {}
        self.bases = list(self._bases())

    def between_villages(self) -> list[Change]:
        """What can change in a village."""
        return [self._with_local(base) for base in self.bases]

    def within_districts(self) -> list[Face]:
        """What can change in a district with all its totals as they are."""
        changes = [
            *self._cycles(STATES, self.segments),
            *self._cycles(GROUP_STATES, self.groups),
        ]
        return [self._face(change) for change in changes]

    def in_districts(self, step: int, cell: Cell, own: int, other: int) -> list[Face]:
        """What a step from a village to a village does in their districts.

        Which segment and which group gives the persons is chosen so that the districts
        can give most, upwards and downwards; a row that is asked about takes part.
        """
        base = self.bases[step]
        wishes: list[tuple[Slot, str] | None] = [None]
        if cell[0] == "segments":
            states = [slot for slot in base if slot[0] in STATES]
            wishes = [(slot, cell[1]) for slot in states] or [None]
        found = set()
        for givers in ({1: other, -1: own}, {1: own, -1: other}):
            groups = self._in_groups(base, cell, givers)
            for wish in wishes:
                found.add(
                    self._face({**self._in_segments(base, wish, givers), **groups})
                )
        return sorted(found, key=lambda face: face.slots)

    def _some(self, slots: Sequence[Slot]) -> list[Slot]:
        """Slots that are not empty everywhere: an empty one is so by law."""
        return [slot for slot in slots if self.rooms[slot][0]]

    def _bases(self) -> Iterator[Change]:
        leaves = self._some([(name, "") for name in (*STATES, *OUTSIDE)])
        yield from ({plus: 1, minus: -1} for plus, minus in combinations(leaves, 2))
        yield from ({leaf: 1} for leaf in leaves)
        if SECOND in self.rooms:
            states = [leaf for leaf in leaves if leaf[0] in STATES]
            outside = [leaf for leaf in leaves if leaf[0] in OUTSIDE]
            yield {SECOND: 1}
            yield from ({leaf: 1, SECOND: 1} for leaf in states)
            for leaf, other in product(states, outside):
                yield {leaf: 1, other: -1, SECOND: 1}

    def _cycles(self, states: Sequence[str], rows: Sequence[str]) -> Iterator[Change]:
        for one, two in combinations(rows, 2):
            both = [
                state
                for state in states
                if len(self._some([(state, one), (state, two)])) == 2
            ]
            for state in both:
                yield {(state, one): 1, (state, two): -1}
            for plus, minus in combinations(both, 2):
                yield {
                    (plus, one): 1,
                    (minus, one): -1,
                    (plus, two): -1,
                    (minus, two): 1,
                }

    def _with_local(self, change: Change) -> Change:
        """Adds what follows for the residents whom local government registered.

        SECOND in the change is by how much their number changes, otherwise it stays.
        """
        if SECOND not in self.rooms:
            return change
        moved = change.get(SECOND, 0)
        states = {
            slot: by
            for slot, by in change.items()
            if slot[0] in STATES and "/" not in slot[1]
        }
        local = sum(by for (_, row), by in states.items() if row == LOCAL)
        others = sum(states.values()) - moved
        return {**change, SECOND: moved - local, OTHERS: others}

    def _face(self, change: Change) -> Face:
        key = tuple(sorted(change.items()))
        if key not in self.faces:
            self.faces[key] = self.district.face(self._with_local(change))
        return self.faces[key]

    def _in_segments(
        self, base: Change, wish: tuple[Slot, str] | None, givers: Mapping[int, int]
    ) -> Change:
        """A change of states as one of states by segment.

        `givers` says which district must have the persons that a change by 1 or -1
        takes. Whom local government registered is in its segment; the others are not,
        as long as another segment has somebody.
        """
        change: dict[Slot, int] = {}
        for leaf, by in base.items():
            if leaf[0] not in STATES or not self.segments:
                change[leaf] = by
                continue
            slots = self._some([(leaf[0], segment) for segment in self.segments])
            wanted = LOCAL if SECOND in base else None
            if wish and wish[0] == leaf:
                wanted = wish[1]
            best = max(
                slots, key=lambda slot: self._has(slot, givers[by]) * (slot[1] != LOCAL)
            )
            if wanted and (leaf[0], wanted) in slots:
                best = (leaf[0], wanted)
            change[best] = change.get(best, 0) + by
        return change

    def _in_groups(self, base: Change, cell: Cell, givers: Mapping[int, int]) -> Change:
        """A change of states as one of a group that has persons in those states."""
        moved = dict.fromkeys(GROUP_STATES, 0)
        for (name, _), by in base.items():
            if name in STATES:
                moved["active" if name == "active" else "inactive"] += by
            elif name in OUTSIDE:
                moved["outside"] += by
        changed = {state: by for state, by in moved.items() if by}
        rows = self.group_rows.get(cell[1]) if cell[0] == "demographics" else None
        groups = rows or self.groups
        if not changed or not groups:
            return {}
        best = max(
            groups,
            key=lambda group: min(
                self._has((state, group), givers[by]) for state, by in changed.items()
            ),
        )
        return {(state, best): by for state, by in changed.items()}

    def _has(self, slot: Slot, place: int) -> int:
        """How many persons a district can give; without one, as many as asked."""
        return self.rooms[slot][place] if place >= 0 else ENOUGH
