"""Whole numbers shared out so that they add up exactly."""

from collections.abc import Sequence


def share_out(
    total: int, weights: Sequence[float], limits: Sequence[int] | None = None
) -> list[int]:
    """`total` in proportion to `weights`, each at most its limit; by largest remainder.

    What is over a limit goes to the others. Raises ValueError where the limits together
    are below the total.
    """
    if limits is not None and sum(limits) < total:
        raise ValueError("the limits leave no room")
    shared = [0] * len(weights)
    free = [place for place, weight in enumerate(weights) if weight > 0]
    left = total
    while left > 0:
        free = [p for p in free if limits is None or shared[p] < limits[p]]
        if not free:  # only those without weight have room
            free = [p for p in range(len(weights)) if limits and shared[p] < limits[p]]
            weights = [1.0] * len(weights)
        left -= _round_of(left, weights, limits, free, shared)
    return shared


def _round_of(
    left: int,
    weights: Sequence[float],
    limits: Sequence[int] | None,
    free: list[int],
    shared: list[int],
) -> int:
    """Gives out up to `left` among the places that have room; how much it gave."""
    whole = sum(weights[p] for p in free)
    exact = {p: left * weights[p] / whole for p in free}
    order = sorted(free, key=lambda p: (int(exact[p]) - exact[p], p))
    extra = left - sum(int(share) for share in exact.values())
    given = 0
    for rank, place in enumerate(order):
        share = int(exact[place]) + (rank < extra)
        if limits is not None:
            share = min(share, limits[place] - shared[place])
        shared[place] += share
        given += share
    return given
