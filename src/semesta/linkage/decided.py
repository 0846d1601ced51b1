"""What reviewers say of the model: of pairs that it called likely, how many are the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from semesta.registers import Decision, in_force


EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999, 1.0)


@dataclass(frozen=True)
class DecidedBand:
    """Decided pairs with a probability from `low` on and below `high` (1 included)."""

    low: float
    high: float
    decided: int
    same: int

    @property
    def share_same(self) -> float:
        return self.same / self.decided


def decided_bands(decisions: Iterable[Decision]) -> list[DecidedBand]:
    """Per band of probability: pairs decided, and how many of them turned out the same.

    Each pair counts once, by the decision in force and the probability that the model
    gave it when it was asked: a run that was given the decision has no opinion of its
    own any more. Decisions without a probability are left out; bands without any too.
    """
    told = [one for one in in_force(decisions) if one.probability is not None]
    found = []
    for low, high in pairwise(EDGES):
        inside = [
            one
            for one in told
            if low <= (one.probability or 0) < high or one.probability == high == 1
        ]
        if inside:
            same = sum(one.verdict == "same" for one in inside)
            found.append(DecidedBand(low, high, len(inside), same))
    return found
