"""Cards are given to persons so that the evidence adds up to the most."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from semesta.engine import Engine
from semesta.linkage import assign
from twin.assigning import Pair, best_choices, sure_choice


SECOND = 7.0
PAIRS = pa.schema(
    [
        ("card_id", pa.int64()),
        ("person_id", pa.int64()),
        ("weight", pa.float64()),
        ("taken", pa.bool_()),
    ]
)
# Few values, so that ties and near misses of the costs of a second card are common.
even_weights = st.sampled_from([-3.0, 0.0, 0.5, 3.0, 6.5, 7.0, 7.5, 10.0, 14.0, 20.0])
any_weights = st.floats(-5, 30).map(lambda weight: round(weight, 3))


@st.composite
def registers(draw: st.DrawFn, weights: st.SearchStrategy[float]) -> list[Pair]:
    """Pairs of up to five cards and four persons, in any order."""
    taken = draw(st.sets(st.integers(1, 4)))
    keys = st.tuples(st.integers(1, 5), st.integers(1, 4))
    chosen = draw(st.dictionaries(keys, weights, min_size=1, max_size=14))
    return [(card, p, weight, p in taken) for (card, p), weight in chosen.items()]


def table(pairs: list[Pair]) -> pa.Table:
    rows = [dict(zip(PAIRS.names, pair, strict=True)) for pair in pairs]
    return pa.Table.from_pylist(rows, schema=PAIRS)


def assigned(engine: Engine, pairs: list[Pair]) -> list[dict]:
    return assign(engine, table(pairs), second_card_bits=SECOND).to_pylist()


@given(registers(even_weights) | registers(any_weights))
@settings(max_examples=150, deadline=None)
def test_no_choice_of_persons_has_a_better_total(engine: Engine, pairs: list[Pair]):
    found = assigned(engine, pairs)
    best = best_choices(pairs, SECOND)
    chosen = {card: None for card, *_ in pairs}
    chosen |= {row["card_id"]: row["person_id"] for row in found}

    assert chosen in best
    assert {row["card_id"]: row["tied"] for row in found} == {
        row["card_id"]: any(b[row["card_id"]] != row["person_id"] for b in best)
        for row in found
    }


@given(registers(even_weights) | registers(any_weights))
@settings(max_examples=150, deadline=None)
def test_the_twin_that_goes_card_by_card_finds_what_all_choices_share(pairs):
    first, *others = best_choices(pairs, SECOND)

    assert sure_choice(pairs, SECOND) == {
        card: person
        for card, person in first.items()
        if all(other[card] == person for other in others)
    }


@given(registers(even_weights), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_pairs_does_not_matter(engine: Engine, pairs: list[Pair], random):
    shuffled = random.sample(pairs, len(pairs))

    assert assigned(engine, shuffled) == assigned(engine, pairs)


@given(registers(any_weights))
@settings(max_examples=40, deadline=None)
def test_a_pair_comes_with_its_weight_and_the_best_of_the_others(
    engine: Engine, pairs: list[Pair]
):
    for row in assigned(engine, pairs):
        weights = {p: weight for c, p, weight, _ in pairs if c == row["card_id"]}

        assert row["weight"] == weights.pop(row["person_id"])
        assert row["runner_up_weight"] == max(weights.values(), default=None)
