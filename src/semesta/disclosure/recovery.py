"""What a reader could work out: the last check before anything is written.

It knows nothing of how cells were chosen. It takes every sum that the tables obey,
with the hidden cells as unknowns, and solves: a cell that follows from the shown ones
by any additions and subtractions stands alone in a row of the solved system. The
arithmetic is that of whole numbers modulo a large prime: exact, and never large.
"""

from collections.abc import Callable, Iterable

from semesta.disclosure.grid import Cell, Grid


PRIME = (1 << 61) - 1
Target = tuple[Cell, int]
Row = dict[int, int]


def recoverable(
    grid: Grid, masked: Callable[[Cell, int], bool], sensitive: Iterable[Target]
) -> list[Target]:
    """The hidden or sensitive cells that the shown ones determine.

    `masked` says whether the export hides a published cell of a region; `sensitive`
    are cells that must not be found although nobody prints them.
    """
    unknown = [
        (place, cell)
        for cell in grid.published
        for place in range(len(grid.values[cell]))
        if masked(cell, place)
    ]
    asked = set(sensitive)
    watched = {(place, cell) for cell, place in asked if cell not in grid.published}
    order = sorted([*unknown, *watched])
    number = {target: index for index, target in enumerate(order)}
    pivots = _solved(_equations(grid, number))
    open_questions = (
        index
        for index, (place, cell) in enumerate(order)
        if place not in grid.places.unnamed
        or (place, cell) in watched
        or (cell, place) in asked
    )
    return [
        (order[index][1], order[index][0])
        for index in open_questions
        if not _reduced({index: 1}, pivots)
    ]


def _equations(grid: Grid, number: dict[tuple[int, Cell], int]) -> Iterable[Row]:
    """Every sum with an unknown part: within a region, and of a region's parts."""
    found: dict[tuple[object, ...], Row] = {}
    relations = _relations_by_cell(grid)
    for (place, cell), index in number.items():
        layer = grid.layer(place)
        for relation, by in relations.get((layer is grid.district, cell), ()):
            found.setdefault((place, relation), {})[index] = by
        if cell in layer.implied and cell not in grid.published:
            row = found.setdefault((place, "implied", cell), {index: -1})
            for part, by in layer.implied[cell]:
                if (place, part) in number:
                    row[number[place, part]] = by
            continue
        if place:
            found.setdefault((grid.places.parents[place], cell), {})[index] = -1
        below = grid.places.children[place]
        if below and below[0] < len(grid.values[cell]):
            found.setdefault((place, cell), {})[index] = 1
    return found.values()


def _relations_by_cell(grid: Grid) -> dict[tuple[bool, Cell], list[tuple[int, int]]]:
    """(is it a district's, cell) → its relations by number, with its sign."""
    found: dict[tuple[bool, Cell], list[tuple[int, int]]] = {}
    for detailed, layer in ((True, grid.district), (False, grid.village)):
        for index, relation in enumerate(layer.relations):
            for cell, by in relation:
                found.setdefault((detailed, cell), []).append((index, by))
    return found


def _solved(equations: Iterable[Row]) -> dict[int, Row]:
    """Rows by their last unknown, which no other row ends with."""
    pivots: dict[int, Row] = {}
    for equation in sorted(equations, key=lambda row: (-max(row), len(row))):
        row = _reduced(equation, pivots)
        if row:
            last = max(row)
            inverse = pow(row[last], -1, PRIME)
            pivots[last] = {key: by * inverse % PRIME for key, by in row.items()}
    return pivots


def _reduced(row: Row, pivots: dict[int, Row]) -> Row:
    """What is left of a row once the solved rows are taken off; empty: it follows."""
    row = {key: by % PRIME for key, by in row.items()}
    left: Row = {}
    while row:
        last = max(row)
        by = row.pop(last)
        if last not in pivots:
            left[last] = by
            continue
        for key, other in pivots[last].items():
            if key != last:
                value = (row.get(key, 0) - by * other) % PRIME
                if value:
                    row[key] = value
                else:
                    row.pop(key, None)
    return left
