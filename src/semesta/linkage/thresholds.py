"""From which probability on a link is accepted, and from which it is not ignored.

- **Accepted**: at least 99 in 100 such links are right, and of all links of the run no
  more than 1 in 1,000 is expected to be wrong; where that asks for more, more is asked.
- **Candidate**: one in ten or likelier. The resident stays `unknown`.
"""

from collections.abc import Iterable, Mapping


ACCEPTED = 0.99
CANDIDATE = 0.1
MOST_FALSE = 1_000  # one in so many
CHANCES = 10_000
MILLION = 1_000_000


def accepted_from(
    chances: Iterable[Mapping[str, int]], others: Mapping[str, int]
) -> float:
    """The probability from which links are accepted.

    `chances`: how many `pairs` wait at each `chance`, in ten thousandths; `others`: the
    `links` that are accepted already and the `millionths` of them that are in doubt.
    Counted in whole millionths: sums of fractions would decide a tie by their order.
    """
    links, doubt = others["links"], others["millionths"]
    accepted = 1.0
    for row in sorted(chances, key=lambda row: row["chance"], reverse=True):
        probability = row["chance"] / CHANCES
        links += row["pairs"]
        doubt += row["pairs"] * (CHANCES - row["chance"]) * MILLION // CHANCES
        if probability < ACCEPTED or doubt * MOST_FALSE > links * MILLION:
            break
        accepted = probability
    return accepted
