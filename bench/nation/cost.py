"""What a stage costs as a function of people and cores, learnt from what was measured.

seconds = fixed + people × (serial + parallel / cores): a part that is there whatever the
registers, a part that more cores do not shorten, and one that they share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np


@dataclass(frozen=True)
class Point:
    """One measure: `amount` are seconds, or bytes."""

    people: int
    cores: int
    amount: float


@dataclass(frozen=True)
class Cost:
    """`serial` and `parallel` are per person; none of the parts is below zero."""

    fixed: float
    serial: float
    parallel: float
    points: tuple[Point, ...]

    def of(self, people: float, cores: int) -> float:
        return self.fixed + people * (self.serial + self.parallel / cores)

    @property
    def serial_share(self) -> float:
        """Of the work that grows with people, what one core has to do alone."""
        both = self.serial + self.parallel
        return self.serial / both if both else 1.0

    @property
    def residuals(self) -> list[float]:
        """By how much each measure is above what the model says, as a share of it."""
        return [p.amount / self.of(p.people, p.cores) - 1 for p in self.points]


def added(costs: Sequence[Cost], points: Sequence[Point]) -> Cost:
    """What all of them cost together, beside what was measured of the whole."""
    return Cost(
        sum(cost.fixed for cost in costs),
        sum(cost.serial for cost in costs),
        sum(cost.parallel for cost in costs),
        tuple(points),
    )


def fit(points: Sequence[Point]) -> Cost:
    """The least squares of what each measure is off, as a share of it.

    Shares, so that a large size does not decide alone. Of every choice of parts that
    are there at all, those with a part below zero are left out; the best remains. With
    one number of cores nothing tells serial from parallel: all counts as serial.
    """
    amounts = np.array([point.amount for point in points])
    columns = (
        np.array([[1.0, p.people, p.people / p.cores] for p in points])
        / amounts[:, None]
    )
    several = len({point.cores for point in points}) > 1
    parts = range(3 if several else 2)
    best, least = np.zeros(3), np.inf
    for chosen in chain.from_iterable(combinations(parts, n) for n in (1, 2, 3)):
        found, *_ = np.linalg.lstsq(
            columns[:, chosen], np.ones(len(points)), rcond=None
        )
        off = float(((columns[:, chosen] @ found - 1) ** 2).sum())
        if (found >= 0).all() and off < least * (1 - 1e-9):
            best, least = np.zeros(3), off
            best[list(chosen)] = found
    return Cost(*map(float, best), tuple(points))
