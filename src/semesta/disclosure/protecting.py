"""Which cells of several months stay hidden, and the check that nothing leaks.

All months share what is hidden, and what an earlier export hid stays hidden: a reader
who knows that a village hardly changes learns nothing from a month in which more is
shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from semesta import law
from semesta.disclosure.cards import cards_grid
from semesta.disclosure.figures import Figures
from semesta.disclosure.grid import Cell, Grid
from semesta.disclosure.hiding import Hidden, Hiding
from semesta.disclosure.places import Places, places_of
from semesta.disclosure.recovery import recoverable
from semesta.disclosure.residents import Residents
from semesta.errors import IdentityBroken


REGISTERED: Cell = ("regions", "", "registered")
Marks = Iterable[tuple[Cell, str]]
"""Cells by region code."""


@dataclass(frozen=True)
class Rule:
    """Counts below `least` are small; `width` is how far a hidden one can vary."""

    least: int
    width: int

    @classmethod
    def on(cls, day: date) -> "Rule":
        """The rule in force on a day."""
        ask = law.rulebook().value
        return cls(
            int(ask("disclosure.smallest_count", day).number),
            int(ask("disclosure.least_range", day).number),
        )


@dataclass(frozen=True)
class Protected:
    """One month and what is hidden in it; `cards` is None where it is left out."""

    figures: Figures
    places: Places
    residents: Hiding
    cards: Hiding | None

    def has(self, cell: Cell) -> bool:
        """Whether the tables of this month have the cell."""
        hiding = self._hiding(cell)
        return hiding is not None and cell in hiding.grid.published

    def value(self, cell: Cell, place: int) -> int | None:
        """A published count, None where it is hidden."""
        hiding = self._hiding(cell)
        if hiding is None or hiding.masked(cell, place):
            return None
        return hiding.grid.values[cell][place]

    def _hiding(self, cell: Cell) -> Hiding | None:
        return self.cards if cell[0] == "findings" else self.residents


def protect(months: Sequence[Figures], previous: Marks, rule: Rule) -> list[Protected]:
    """Hides what must be in every month, and checks it.

    Raises IdentityBroken when figures do not add up, or when a hidden count could be
    worked out.
    """
    marks = list(previous)
    places = places_of({code for figures in months for code in figures.names})
    grids = [Residents(figures.counts, places).grid() for figures in months]
    residents = _hidden_alike(grids, marks, rule)
    known = not any(hiding.hidden[REGISTERED][0] for hiding in residents)
    counted = known and all(figures.bridge for figures in months)
    cards: Sequence[Hiding | None] = [None] * len(months)
    if counted and places.detailed:
        card_grids = [cards_grid(figures.bridge, places) for figures in months]
        cards = _hidden_alike(card_grids, marks, rule)
    return [
        Protected(figures, places, mine, theirs)
        for figures, mine, theirs in zip(months, residents, cards, strict=True)
    ]


def _hidden_alike(
    grids: Sequence[Grid], previous: Sequence[tuple[Cell, str]], rule: Rule
) -> list[Hiding]:
    """Hides the same cells in every month, until each month is proved with them."""
    hidden: Hidden = {}
    hidings = [Hiding(grid, hidden, rule.least, rule.width) for grid in grids]
    places = {code: place for place, code in enumerate(grids[0].places.codes)}
    for cell, code in previous:
        if code in places and places[code] < len(hidden.get(cell, ())):
            hidden[cell][places[code]] = 1
    proved = [-1] * len(hidings)
    while any(count != _count(hidden) for count in proved):
        for month, hiding in enumerate(hidings):
            hiding.run()
            proved[month] = _count(hidden)
    for hiding in hidings:
        found = recoverable(hiding.grid, hiding.masked, hiding.sensitive)
        if found:
            raise IdentityBroken("disclosure.recoverable", cells=len(found))
    return hidings


def _count(hidden: Hidden) -> int:
    return sum(sum(bits) for bits in hidden.values())
