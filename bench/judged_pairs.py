"""Links of a program against the truth, the same way for every program."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from semesta.engine import Duck
from semesta.linkage import assign


USUAL = 0.95  # a threshold that Splink's documentation uses


def judged(right: int, linked: int, true: int) -> dict[str, int]:
    return {"linked": linked, "right": right, "true": true}


def by_thresholds(
    pairs: pa.Table, right: np.ndarray, true: int
) -> dict[str, dict[str, int]]:
    """Weighed pairs linked wherever their weight is high enough."""
    weights = pairs["weight"].to_numpy()
    usual = np.log2(USUAL / (1 - USUAL))
    hindsight = best_in_hindsight(weights, right, true)
    return {
        name: judged(
            int(right[weights >= least].sum()), int((weights >= least).sum()), true
        )
        for name, least in (("usual", usual), ("hindsight", hindsight))
    }


def by_assignment(pairs: pa.Table, **costs: float) -> pa.Table:
    """Weighed pairs assigned by the best total, and accepted by the expected F1.

    `costs` are those of `assign`; without any, a second card is as rare as it is in
    Indonesia.
    """
    with Duck() as engine:
        chosen = assign(engine, pairs, **costs)
    sure = chosen.filter(np.logical_not(chosen["tied"].to_numpy()))
    weights = sure["weight"].to_numpy()
    return sure.filter(weights >= best_expected(weights))


def best_expected(weights: Sequence[float]) -> float:
    """The least weight to accept so that F1 can be expected to be highest.

    It is known from the probabilities alone: of the pairs accepted so many are right,
    of the others so many are missed.
    """
    ordered = np.sort(np.asarray(weights, dtype=float))[::-1]
    chances = 1 / (1 + np.exp2(-ordered))
    accepted = np.arange(1, len(ordered) + 1)
    f1 = 2 * np.cumsum(chances) / (accepted + chances.sum())
    return float(ordered[int(np.argmax(f1))])


def best_in_hindsight(
    weights: Sequence[float], right: Sequence[bool], true: int
) -> float:
    """The least weight to accept so that F1 is highest, as only the truth can tell."""
    order = np.argsort(-np.asarray(weights, dtype=float), kind="stable")
    ordered = np.asarray(weights, dtype=float)[order]
    hits = np.cumsum(np.asarray(right)[order])
    f1 = 2 * hits / (np.arange(1, len(ordered) + 1) + true)
    # Pairs of one weight are accepted together.
    last = np.append(ordered[1:] != ordered[:-1], True)
    return float(ordered[int(np.argmax(np.where(last, f1, 0)))])
