"""Draws for places: the same for the same words, whatever else is drawn."""

from hashlib import blake2b
from math import exp
from statistics import NormalDist


BYTES = 6
NORMAL = NormalDist()


def log_normal(words: str, spread: float) -> float:
    """A factor around 1, log-normal, that `words` alone decide.

    Many times faster than a seeded `random.Random`, of which a nation needs half a
    million.
    """
    digest = blake2b(words.encode(), digest_size=BYTES).digest()
    share = (int.from_bytes(digest, "big") + 0.5) / 256**BYTES
    return exp(spread * NORMAL.inv_cdf(share))
