"""Moves by which a table becomes another one that looks the same from above.

A move changes counts in one line of regions, from a village (or district) up, and the
other way round in a second line. Both lines end below a region that they share, where
nothing changes any more; or there is one line only, up to the largest region.
"""

from collections.abc import Iterator
from heapq import nsmallest

from semesta.disclosure.grid import Cell, Face, Grid


Hidden = dict[Cell, bytearray]
"""Per cell one byte a region: 1 where it is not shown."""
Move = list[tuple[Face, int, int]]
"""What changes where, and in which direction (1 or -1)."""
Line = tuple[int, ...]
"""Regions, each below the next."""
MOST_OWN, MOST_PARTNERS, AT_ONCE = 12, 60, 6
"""Lines that are tried within a region and beside it, and together: more cost time and
save little."""


def effect(move: Move, cell: Cell, place: int) -> int:
    """Whether a move makes a cell of a region larger (1), smaller (-1) or neither."""
    return sum(
        by * sign
        for face, where, sign in move
        if where == place
        for seen, by in face.cells
        if seen == cell
    )


class Moves:
    """The moves of a grid; those that hide little are looked at first."""

    def __init__(self, grid: Grid, hidden: Hidden, width: int) -> None:
        self.grid, self.hidden, self.width = grid, hidden, width
        self.places = grid.places
        self.found_lines: dict[tuple[int, bool], list[Line]] = {}
        self.touched = [{cell for cell, _ in step.cells} for step in grid.steps]
        self.village_cells = {cell for cells in self.touched for cell in cells}

    def around(self, cell: Cell, place: int) -> Iterator[list[Move]]:
        """Moves that change a cell: with a region nearby, further away, with none.

        For a part of a district first those that leave the totals of districts alone.
        """
        kinds = (False, True) if cell[0] == "regions" else (True, False)
        for fine in kinds:
            node = place
            while node >= 0:
                own = self._promising(cell, self._lines(place, fine), MOST_OWN)
                mine = [line + self._climb(place, node) for line in own]
                for others in self._partners(cell, node, fine):
                    found = (
                        move
                        for line in mine
                        for other in others
                        for move in self._between(cell, line, other, fine)
                    )
                    yield [m for m in found if self._is_possible(m, cell, place)]
                node = self.places.parents[node]

    def _partners(self, cell: Cell, node: int, fine: bool) -> Iterator[list[Line]]:
        """Lines of the regions beside one, some at a time, the most promising first."""
        above = self.places.parents[node]
        if above < 0:
            yield [()]
            return
        siblings = [place for place in self.places.children[above] if place != node]
        lines = [line for place in siblings for line in self._lines(place, fine)]
        lines = self._promising(cell, lines, MOST_PARTNERS)
        for start in range(0, len(lines), AT_ONCE):
            yield lines[start : start + AT_ONCE]

    def _promising(self, cell: Cell, lines: list[Line], most: int) -> list[Line]:
        """Lines where the cell is hidden anyway, has persons to give, and many live."""
        bits = self.hidden.get(cell, b"")
        values = self.grid.values[cell]
        size = self.grid.values[self.grid.size]

        def rank(line: Line) -> tuple[int, int, int, int]:
            bottom, top = line[0], line[-1]
            known = bottom < len(values)
            return (
                -bits[top] if bits else 0,
                -min(values[bottom], self.width) if known else 0,
                -size[bottom],
                bottom,
            )

        return nsmallest(most, lines, key=rank)

    def _is_possible(self, move: Move, cell: Cell, place: int) -> bool:
        """Whether a move changes a cell, and none that is known from elsewhere."""
        return effect(move, cell, place) != 0 and not any(
            (seen, where) in self.grid.fixed
            for face, where, _ in move
            for seen, _ in face.cells
        )

    def _climb(self, place: int, node: int) -> Line:
        """The regions above one, up to another."""
        found = []
        while place != node:
            place = self.places.parents[place]
            found.append(place)
        return tuple(found)

    def _lines(self, place: int, fine: bool) -> list[Line]:
        """From every region where moves begin up to a region above it.

        Fine moves begin in the smallest detailed regions, the others in villages.
        """
        if (place, fine) not in self.found_lines:
            below = self.places.children[place]
            if fine:
                below = [child for child in below if child < self.places.detailed]
            lines = [(*line, place) for b in below for line in self._lines(b, fine)]
            self.found_lines[place, fine] = lines or [(place,)]
        return self.found_lines[place, fine]

    def _between(
        self, cell: Cell, line: Line, other: Line, fine: bool
    ) -> Iterator[Move]:
        if fine:
            for face in self.grid.own.get(cell, ()):
                yield [(face, p, 1) for p in line] + [(face, p, -1) for p in other]
            return
        detailed = self.places.detailed
        mine = [p for p in line if p < detailed]
        theirs = [p for p in other if p < detailed]
        for number, step in enumerate(self.grid.steps):
            if cell in self.village_cells and cell not in self.touched[number]:
                continue
            low = [(step, p, 1) for p in line if p >= detailed]
            low += [(step, p, -1) for p in other if p >= detailed]
            if not mine:
                yield low
                continue
            where = (mine[0], theirs[0] if theirs else -1)
            for face in self.grid.variants(number, cell, *where):
                high = [(face, p, 1) for p in mine] + [(face, p, -1) for p in theirs]
                yield low + high
