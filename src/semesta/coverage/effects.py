"""What each change adds to a rate, so that all together are its whole change."""

from collections.abc import Sequence


MICRO = 10**6  # rates are published with six places


def effects(
    changes: Sequence[tuple[int, int]], before: tuple[int, int], now: tuple[int, int]
) -> list[float]:
    """The effect on count / population of each (change of count, of population).

    `before` and `now` are (count, population), no population 0. An effect is (change of
    count - previous rate * change of population) / population now, cut to six places;
    what cutting leaves of the difference between the two published rates goes, one
    millionth each, to the effects that lost most. So the sum holds to the last digit.
    """
    count, population = before
    whole = population * now[1]
    exact = [
        (MICRO * (more * population - count * persons), place)
        for place, (more, persons) in enumerate(changes)
    ]
    cut = [part // whole for part, _ in exact]
    left = _published(*now) - _published(*before) - sum(cut)
    by_loss = sorted((-(part % whole), place) for part, place in exact if part)
    # Where both rates were rounded against the sum, one millionth too much was given.
    for _, place in by_loss[:left] if left > 0 else by_loss[left:] if left else ():
        cut[place] += 1 if left > 0 else -1
    return [part / MICRO for part in cut]


def _published(count: int, population: int) -> int:
    """A rate in millionths, as the writer of the contract rounds it."""
    return round(round(count / population, 6) * MICRO)
