"""The best matching of cards and first places, and which of its choices are ties.

Successive shortest paths with prices, as in the Hungarian method for sparse tables;
exact, and each card only ever looks at the knot of cards and persons that it is in.
"""

from collections import defaultdict
from collections.abc import Mapping
from heapq import heappop, heappush
from itertools import count


Gains = Mapping[int, Mapping[int, float]]
NOBODY = None  # among cards: who has the places that may stay empty at no loss


class Matching:
    """Who has which first place, so that the gains add up to the most.

    `gains`: card → person → what the person's first place gains for the card. A card
    without a place (None) gains nothing. Results depend on the order of `gains` only
    where `changeable` says so.
    """

    def __init__(self, gains: Gains, tolerance: float) -> None:
        self.gains = gains
        self.tolerance = tolerance
        self.place: dict[int, int | None] = {}
        self._holder: dict[int, int] = {}
        # What a place is worth to others: a card wants the one that leaves it most.
        self._price: defaultdict[int, float] = defaultdict(float)
        for card in gains:
            self._seat(card)

    def changeable(self) -> dict[int, set[int | None]]:
        """Card → the other choices it has in matchings that gain as much in total.

        Two best matchings differ by rounds of exchanges in which nobody loses. So a
        choice can be changed if whom it displaces can, in turn, be placed without loss
        until the place left behind is filled or was worth nothing.
        """
        wanted = {card: dict(self._wanted(card)) for card in self.gains}
        exchanges: dict[int | None, set[int | None]] = {
            card: set(others.values()) for card, others in wanted.items()
        }
        exchanges[NOBODY] = {card for card in self.gains if self._is_spare(card)}
        knot = strongly_connected(exchanges)
        return {
            card: {place for place, whom in others.items() if knot[whom] == knot[card]}
            for card, others in wanted.items()
        }

    def _left(self, card: int, place: int | None) -> float:
        """What a place leaves to a card of its gain once the price is paid."""
        return 0.0 if place is None else self.gains[card][place] - self._price[place]

    def _wanted(self, card: int) -> list[tuple[int | None, int | None]]:
        """The other places that serve a card as well as its own, and who has them."""
        least = self._left(card, self.place[card]) - self.tolerance
        return [
            (place, NOBODY if place is None else self._holder.get(place, NOBODY))
            for place in (*self.gains[card], None)
            if place != self.place[card] and self._left(card, place) >= least
        ]

    def _is_spare(self, card: int) -> bool:
        """Whether nobody would miss the card's place if it were left empty."""
        place = self.place[card]
        return place is None or self._price[place] <= self.tolerance

    def _seat(self, card: int) -> None:
        """Gives a new card a place by the exchanges that lose least (Dijkstra)."""
        most = max(self._left(card, place) for place in (*self.gains[card], None))
        ways: list[tuple[float, int, int, int | None]] = []
        came: dict[int, int] = {}
        reached: dict[int, float] = {}
        order = count()
        mover, far = card, 0.0
        while True:
            for place in (*self.gains[mover], None):
                if place is None or place not in reached:
                    way = far + most - self._left(mover, place)
                    heappush(ways, (way, next(order), mover, place))
            far, _, mover, place = heappop(ways)
            while place in reached:
                far, _, mover, place = heappop(ways)
            if place is None or place not in self._holder:
                break
            reached[place] = far
            came[place] = mover
            mover = self._holder[place]
            most = self._left(mover, place)
        for passed, at in reached.items():
            self._price[passed] += far - at
        self._move(mover, place, came)

    def _move(self, card: int, place: int | None, came: dict[int, int]) -> None:
        """Seats the last card of a way, then the one that takes its place, and so on."""
        while True:
            left_behind = self.place.get(card)
            self.place[card] = place
            if place is not None:
                self._holder[place] = card
            if left_behind is None:
                return
            place, card = left_behind, came[left_behind]


def strongly_connected(
    arcs: Mapping[int | None, set[int | None]],
) -> dict[int | None, int]:
    """Node → the name of its group: nodes that reach each other (Tarjan, unrolled)."""
    found: dict[int | None, int] = {}
    low: dict[int | None, int] = {}
    group: dict[int | None, int] = {}
    waiting: list[int | None] = []
    for start in arcs:
        trail = [] if start in found else [(start, iter([start]))]
        while trail:
            node, rest = trail[-1]
            for target in rest:
                if target not in found:
                    found[target] = low[target] = len(found)
                    waiting.append(target)
                    trail.append((target, iter(arcs[target])))
                    break
                if target not in group:
                    low[node] = min(low[node], found[target])
            else:
                trail.pop()
                before = trail[-1][0] if trail else node
                low[before] = min(low[before], low[node])
                if low[node] == found[node]:
                    while node not in group:
                        group[waiting.pop()] = found[node]
    return group
