"""weights.csv: what each sign of a model weighs on average."""

import math
from collections import defaultdict

import pytest

from semesta.linkage import weights
from semesta.linkage.model import (
    LEVELS,
    OWNERS_CONTEXTS,
    STEPS,
    STRANGERS_CONTEXTS,
    TRUST,
    Model,
    Tally,
    stated,
)


def model(owners: dict[str, float], strangers: dict[str, float]) -> Model:
    """A model that has seen sex only: level → pairs."""

    def tally(contexts: object, seen: dict[str, float]) -> Tally:
        counts = {("sex", level): count for level, count in seen.items()}
        whole = {("sex",): sum(seen.values())}
        return Tally(contexts, defaultdict(float, whole | counts))

    return Model(
        owner_share=0.9,
        strangers_per_card=3.0,
        owners=tally(OWNERS_CONTEXTS, owners),
        strangers=tally(STRANGERS_CONTEXTS, strangers),
        names={},
    )


def test_a_weight_is_the_ratio_of_two_shares_in_bits():
    """990 of 1,000 owners and 500 of 1,000 strangers agree; each leans on TRUST pairs
    of even shares."""
    found = weights(
        model({"equal": 990, "different": 10}, {"equal": 500, "different": 500})
    )
    equal, different = found

    owners = (990 + TRUST / 2) / (1000 + TRUST)
    assert (equal["step"], equal["level"]) == ("sex", "equal")
    assert equal["owners"] == pytest.approx(owners)
    assert equal["strangers"] == pytest.approx(0.5)
    seen = 1490
    assert equal["bits"] == pytest.approx(math.log2(owners / 0.5) * seen / (seen + 1))
    assert different["bits"] < 0
    assert equal["sign"] == "jenis kelamin sama"
    assert different["sign_en"] == "sex differs"


def test_a_step_that_hardly_anybody_showed_has_no_average():
    few, many = {"equal": 3.0}, {"equal": 500.0, "different": 500.0}

    assert list(weights(model(few, many))) == []
    assert list(weights(model(many, few))) == []


def test_every_sign_of_the_stated_model_has_words_and_its_steps_stand_in_order():
    rows = list(weights(stated()))

    assert [row for row in rows if not (row["sign"] and row["sign_en"])] == []
    steps = list(dict.fromkeys(row["step"] for row in rows))
    assert steps == [step for step in STEPS if step in steps]
    assert {"where", "birth", "name", "sex", "nik"} <= set(steps)
    for step in steps:
        signs = [row["level"] for row in rows if row["step"] == step]
        assert len(signs) == len(set(signs)) <= LEVELS[step]


def test_where_a_step_depends_on_none_the_average_is_the_weight_of_a_pair():
    """The place is read first, so nothing can change what it weighs."""
    told = stated()
    by_level = {
        (row["step"], row["level"]): row["owners"] / row["strangers"]
        for row in weights(told)
    }
    for level in ("family", "village"):
        seen = {"where": level}
        ratio = told.owners.share("where", seen) / told.strangers.share("where", seen)
        assert by_level["where", level] == pytest.approx(ratio)
