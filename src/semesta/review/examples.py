"""Cards that show how linking came to its answers: those that decide, and the doubtful.

Told without any value of a person: a masked card number, evidence in words, weights.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

from semesta.documents import masked_card
from semesta.linkage import Explanation, Model, Weighed, explain
from semesta.published import Run
from semesta.regions import NATION
from semesta.review.order import ordered
from semesta.review.pairs import open_pairs


MOST_OPEN, MOST_LINKED = 3, 2
DIGITS = 10  # of a village


def examples(
    run: Run, model: Model, region: str, language: str
) -> list[dict[str, Any]]:
    """The open cards of a region whose answer decides most, then the links that the
    model made there and was least sure of, as plain values.

    Raises SemestaError for a run of an earlier version.
    """
    chosen = [*_open(run, region, language), *_linked(run, region)]
    return [
        {"card": masked_card(noka), "decides": decides, **_plain(found)}
        for noka, decides in chosen
        if (found := explain(run.card(noka), language, model)).weighed
    ]


def _open(run: Run, region: str, language: str) -> Iterator[tuple[str, str]]:
    """Card numbers, and what the answer decides, if anything."""
    seen: dict[str, str] = {}
    for pair, deciding in ordered(run, open_pairs(run)):
        if pair["why"] == "candidate" and pair.within(region):
            seen.setdefault(pair["noka"], deciding.text(language) if deciding else "")
        if len(seen) == MOST_OPEN:
            break
    yield from seen.items()


def _linked(run: Run, region: str) -> Iterator[tuple[str, str]]:
    """The accepted links of the model to residents of a region, the least sure first."""
    digits = "" if region == NATION else region.replace(".", "")
    first, last = (int(digits.ljust(DIGITS, end)) for end in "09")
    village = pc.field("person_village")
    wanted = (pc.field("method") == "model") & (village >= first) & (village <= last)
    columns = ["noka", "probability"]
    cards = pq.read_table(
        run.path_of("cards.parquet"), columns=columns, filters=wanted
    ).sort_by([("probability", "ascending"), ("noka", "ascending")])
    for noka in cards["noka"].to_pylist()[:MOST_LINKED]:
        yield noka, ""


def _plain(found: Explanation) -> Mapping[str, Any]:
    return {
        "finding": found.finding,
        "is_linked": found.is_linked,
        "method": found.method,
        "probability": found.probability,
        "weighed": _weights(found.weighed),
        "runner_up": _weights(found.runner_up),
    }


def _weights(found: Weighed | None) -> Mapping[str, Any] | None:
    if found is None:
        return None
    steps = [(step.words, step.bits) for step in found.steps]
    return {"start": found.start, "steps": steps, "total": found.total}
