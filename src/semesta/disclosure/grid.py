"""Counts of one month as an attacker sees them: cells, and what they are sums of.

A *slot* is a count that cannot be below zero and that no published sum splits further;
a *cell* is a sum of slots. A *move* changes slots by whole persons so that every sum
that stays published keeps its value: what a move changes is what must be hidden.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from semesta.disclosure.places import Places


Cell = tuple[str, str, str]
"""Table, row within the region (a segment, `female/0-4`, or empty), column."""
Slot = tuple[str, str]
Change = Mapping[Slot, int]
Form = Mapping[Slot, int]
Part = tuple[tuple[Cell, int], ...]
"""A sum over cells of one region; as a relation it is zero."""


@dataclass(frozen=True)
class Face:
    """What a move does in one region: to slots, and by them to cells.

    `shown` are the published ones of the cells.
    """

    slots: tuple[tuple[Slot, int], ...]
    cells: tuple[tuple[Cell, int], ...]
    shown: tuple[Cell, ...]


@dataclass(frozen=True)
class Layer:
    """The regions of a kind, which have the same cells: districts, or villages.

    `relations` hold between published cells; `implied` says how a watched cell follows
    from published ones.
    """

    forms: Mapping[Cell, Form]
    relations: tuple[Part, ...]
    implied: Mapping[Cell, Part]
    published: frozenset[Cell]

    def face(self, change: Change) -> Face:
        """The cells that a change of slots changes."""
        slots = tuple((slot, by) for slot, by in change.items() if by)
        cells = []
        for cell, form in self.forms.items():
            by = sum(form.get(slot, 0) * step for slot, step in slots)
            if by:
                cells.append((cell, by))
        shown = tuple(cell for cell, _ in cells if cell in self.published)
        return Face(slots, tuple(cells), shown)


Variants = Callable[[int, Cell, int, int], Iterable[Face]]


@dataclass
class Grid:
    """One month of a family of tables whose sums depend on each other.

    `rooms` has the value of every slot by region. `published` are the cells that the
    export shows; every other form is *watched*: nobody prints it, but a subtraction
    gives it. `own` are the moves that begin in a district, by cell; `steps` those that
    begin in a village, and `variants(step, cell, own, other)` says what a step does in
    the districts of both villages (-1: none). `fixed` are cells that are known from
    elsewhere, `size` is the cell that says how large a region is.
    """

    places: Places
    village: Layer
    district: Layer
    rooms: dict[Slot, list[int]]
    published: frozenset[Cell]
    size: Cell
    own: Mapping[Cell, Sequence[Face]]
    steps: Sequence[Face] = ()
    variants: Variants = lambda step, cell, own, other: ()
    fixed: frozenset[tuple[Cell, int]] = frozenset()
    values: dict[Cell, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        count, detailed = len(self.places.codes), self.places.detailed
        self.values = {}
        for cell, form in self.district.forms.items():
            self.values[cell] = self._sums(form, 0, detailed)
        for cell, form in self.village.forms.items():
            above = self.values.setdefault(cell, [0] * detailed)
            above.extend(self._sums(form, detailed, count))

    def _sums(self, form: Form, start: int, end: int) -> list[int]:
        columns = [(self.rooms[slot][start:end], by) for slot, by in form.items()]
        if len(columns) == 1 and columns[0][1] == 1:
            return columns[0][0]
        rows = zip(*(column for column, _ in columns), strict=True)
        signs = [by for _, by in columns]
        return [
            sum(n * by for n, by in zip(row, signs, strict=True)) for row in rows
        ] or [0] * (end - start)

    def adds_up(self) -> bool:
        """Whether every relation holds, and every region is the sum of its parts."""
        count, detailed = len(self.places.codes), self.places.detailed
        related = all(
            sum(by * self.values[cell][place] for cell, by in relation) == 0
            for layer, start, end in (
                (self.district, 0, detailed),
                (self.village, detailed, count),
            )
            for relation in layer.relations
            for place in range(start, end)
        )
        return related and all(
            values[place] == sum(values[child] for child in below)
            for values in map(self.values.__getitem__, self.published)
            for place, below in enumerate(self.places.children)
            if below and below[0] < len(values)
        )

    def layer(self, place: int) -> Layer:
        """Which cells a region has."""
        return self.district if place < self.places.detailed else self.village


def by_cell(faces: Sequence[Face]) -> dict[Cell, list[Face]]:
    """The faces that change a cell, for every cell."""
    found: dict[Cell, list[Face]] = {}
    for face in faces:
        for cell, _ in face.cells:
            found.setdefault(cell, []).append(face)
    return found
