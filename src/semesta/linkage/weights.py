"""What each sign of a model weighs on average, as the rows of weights.csv."""

from collections.abc import Iterator
from typing import Any

from semesta.linkage.explain import field_words
from semesta.linkage.model import LEVELS, STEPS, TRUST, Model, Tally, Weight
from semesta.linkage.rules import fields


# What a level of the step `where` says of the family and the place.
WHERE = {
    "family": {"family": "equal"},
    "village, another family": {"family": "different", "place": "village"},
    "place unknown": {"place": "unknown"},
}


def weights(model: Model) -> Iterator[dict[str, Any]]:
    """One row a sign that pairs were seen to show, step by step, whatever was seen
    before it: a pair's own weights, which depend on that, are what `explain` tells."""
    sides = (model.owners, model.strangers)
    for step in STEPS:
        if any(tally.counts.get((step,), 0) < TRUST for tally in sides):
            continue  # so few showed anything there that no average means anything
        seen = {
            level
            for tally in sides
            for key in tally.counts
            if len(key) == 2 and key[0] == step
            for level in key[1:]
            if tally.counts[key] > 0
        }
        rows = [_row(model, step, level) for level in seen]
        yield from sorted(rows, key=lambda row: (-row["bits"], row["level"]))


def _row(model: Model, step: str, level: str) -> dict[str, Any]:
    owners, strangers = model.owners, model.strangers
    weight = Weight(
        step,
        level,
        owners=_share(owners, step, level),
        strangers=_share(strangers, step, level),
        seen=owners.counts.get((step, level), 0)
        + strangers.counts.get((step, level), 0),
    )
    return {
        "step": step,
        "level": level,
        "sign": _words(step, level, "id"),
        "sign_en": _words(step, level, "en"),
        "owners": weight.owners,
        "strangers": weight.strangers,
        "bits": weight.bits,
    }


def _share(tally: Tally, step: str, level: str) -> float:
    """Counts lean on an even share, as those of the model do."""
    seen, all_seen = tally.counts.get((step, level), 0), tally.counts.get((step,), 0)
    return (seen + TRUST / LEVELS[step]) / (all_seen + TRUST)


def _words(step: str, level: str, language: str) -> str:
    told = _levels(step, level)
    return ", ".join(
        field_words()[field.name][told[field.name]][language]
        for field in fields()
        if field.name in told
    )


def _levels(step: str, level: str) -> dict[str, str]:
    """The levels of evidence behind a level of a step."""
    if step == "where":
        return WHERE.get(level, {"place": level})
    if step == "name" and " " in level:
        return dict(zip(("name", "words"), level.split(" "), strict=True))
    return {step: level}
