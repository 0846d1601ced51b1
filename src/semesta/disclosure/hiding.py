"""Which cells must be hidden, each with a proof that it cannot be found out.

The proof of a cell is a pair of other tables that agree with everything published and
have nothing below zero: in one the cell is higher, in one lower, together by at least
`width` persons. Whoever has the published tables cannot tell them apart. A table
becomes another by *moves*: in one village some persons change from one count to
another, in a second village as many change back; all sums above both stay as they
are, and what changed must be hidden. Without such a second village nearby, the counts
of the region around change too, and so on upwards.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from semesta.disclosure.grid import Cell, Grid, Slot
from semesta.disclosure.moves import Hidden, Move, Moves, effect
from semesta.errors import IdentityBroken


Target = tuple[Cell, int]
WEIGHTS = {"population": 60, "registered": 20, "active": 20, "local_government": 9}
OTHER_WEIGHT = 3
LEVEL_WEIGHT = 6
"""A count of a larger region is missed more: so many times more a level."""
ENOUGH = 1 << 30


@dataclass
class Change:
    """Another table: by how much slots and cells differ from the true one."""

    slots: dict[tuple[Slot, int], int] = field(default_factory=dict)
    cells: dict[Target, int] = field(default_factory=dict)

    def add(self, move: Move, by: int) -> None:
        for face, place, sign in move:
            for slot, step in face.slots:
                key = slot, place
                self.slots[key] = self.slots.get(key, 0) + step * sign * by
            for cell, step in face.cells:
                seen = cell, place
                self.cells[seen] = self.cells.get(seen, 0) + step * sign * by


class Hiding:
    """Hides in one month what must be, and proves every hidden cell."""

    def __init__(self, grid: Grid, hidden: Hidden, least: int, width: int) -> None:
        self.grid, self.hidden, self.least, self.width = grid, hidden, least, width
        self.places = grid.places
        for cell in sorted(grid.published):
            bits = hidden.setdefault(cell, bytearray(len(grid.values[cell])))
            for place in self.places.unnamed:
                bits[place] = 1
        self.reached: dict[Target, tuple[int, int]] = {}
        self.sensitive = set(self._sensitive())
        self.moves = Moves(grid, hidden, width)

    def run(self) -> None:
        """Hides and proves until every hidden cell is proved."""
        for cell, place in self.sensitive:
            if cell in self.grid.published:
                self.hidden[cell][place] = 1
        while targets := self._unproved():
            for cell, place in targets:
                if not self._is_proved((cell, place)):
                    self._prove(cell, place)

    def masked(self, cell: Cell, place: int) -> bool:
        """Whether this month hides a cell; a zero below a shown zero is no secret."""
        return bool(self.hidden[cell][place]) and not self._is_plain_zero(cell, place)

    # What must not be seen.

    def _sensitive(self) -> Iterator[Target]:
        for cell, values in self.grid.values.items():
            for place, value in enumerate(values):
                if 0 < value < self.least:
                    yield cell, place
        yield from self._rows_of_few()
        yield from self._rows_without_active()

    def _rows_of_few(self) -> Iterator[Target]:
        """Where next to nobody lives every count is about them."""
        people = self.grid.values.get(("regions", "", "population"), [])
        for place, count in enumerate(people):
            if 0 < count < self.least:
                for cell in self.grid.layer(place).forms:
                    if cell in self.grid.published and self.grid.values[cell][0]:
                        yield cell, place

    def _rows_without_active(self) -> Iterator[Target]:
        """A group of whom nobody is active: then it is known of each of them."""
        for cell in self.grid.published:
            if cell[2] != "active" or not self.grid.values[cell][0]:
                continue
            whole = "registered" if cell[0] == "segments" else "population"
            everybody = self.grid.values[(*cell[:2], whole)]
            for place, count in enumerate(self.grid.values[cell]):
                if count == 0 and everybody[place] > 0:
                    yield cell, place

    def _is_plain_zero(self, cell: Cell, place: int) -> bool:
        values, hidden = self.grid.values[cell], self.hidden[cell]
        while values[place] == 0 and (cell, place) not in self.sensitive:
            if place == 0:
                return True
            place = self.places.parents[place]
            if not hidden[place]:
                return values[place] == 0
        return False

    # What is proved.

    def _unproved(self) -> list[Target]:
        found = [
            (cell, place)
            for cell, place in self.sensitive
            if cell not in self.grid.published or place in self.places.unnamed
        ]
        for cell in self.grid.published:
            bits = self.hidden[cell]
            place = bits.find(1)
            while place >= 0:
                named = place not in self.places.unnamed
                if named and not self._is_plain_zero(cell, place):
                    found.append((cell, place))
                place = bits.find(1, place + 1)
        waiting = [target for target in found if not self._is_proved(target)]
        return sorted(waiting, key=self._urgency)

    def _urgency(self, target: Target) -> tuple[int, bool, int, int, Cell]:
        """Large regions first: what is hidden there makes those below free. Then what
        only a subtraction shows, since it takes more to hide it."""
        cell, place = target
        height = self.places.heights[place]
        value = self.grid.values[cell][place]
        return -height, cell in self.grid.published, value, place, cell

    def _is_proved(self, target: Target) -> bool:
        lower, upper = self.reached.get(target, (0, 0))
        return upper - lower >= self.width

    def _remember(self, change: Change) -> None:
        for target, by in change.cells.items():
            lower, upper = self.reached.get(target, (0, 0))
            self.reached[target] = min(lower, by), max(upper, by)

    # How a cell is proved.

    def _prove(self, cell: Cell, place: int) -> None:
        moves: list[Move] = []
        for further in self.moves.around(cell, place):
            moves.extend(further)
            if self._tried(cell, place, moves):
                return
        raise IdentityBroken("disclosure.unprotected", table=cell[0])

    def _tried(self, cell: Cell, place: int, moves: list[Move]) -> bool:
        """Adds the cheapest moves until the cell can vary enough; else leaves all."""
        up, down = Change(), Change()
        new: set[Target] = set()
        missing = self.width
        while missing > 0:
            best = None
            for move in moves:
                sign = effect(move, cell, place)
                more = min(missing, self._reach(move, sign, up))
                less = min(missing - more, self._reach(move, -sign, down))
                if more + less:
                    price = self._price(move, new)
                    rank = price / (more + less), -(more + less)
                    if best is None or rank < best[0]:
                        best = rank, move, sign * more, -sign * less
            if best is None:
                return False
            rank, move, more, less = best
            up.add(move, more)
            down.add(move, less)
            new.update(self._hidden_by(move, new))
            missing += rank[1]
        for seen, where in new:
            self.hidden[seen][where] = 1
        self._remember(up)
        self._remember(down)
        return True

    def _reach(self, move: Move, direction: int, change: Change) -> int:
        """How often a move can be made on top of a change, with nothing below zero."""
        reach = ENOUGH
        for face, place, sign in move:
            turned = sign * direction
            for slot, by in face.slots:
                if by * turned < 0:
                    left = self.grid.rooms[slot][place]
                    if change.slots:
                        left += change.slots.get((slot, place), 0)
                    reach = min(reach, left // abs(by))
        return reach

    def _hidden_by(self, move: Move, new: set[Target]) -> Iterator[Target]:
        """The cells that a move hides and that are not hidden yet."""
        for face, place, _ in move:
            for cell in face.shown:
                if not self.hidden[cell][place] and (cell, place) not in new:
                    yield cell, place

    def _price(self, move: Move, new: set[Target]) -> int:
        return sum(
            WEIGHTS.get(cell[2], OTHER_WEIGHT)
            * LEVEL_WEIGHT ** self.places.heights[place]
            for cell, place in self._hidden_by(move, new)
        )
