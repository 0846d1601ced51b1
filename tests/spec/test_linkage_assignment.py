"""Cards, persons and what speaks for each pair → who gets which card."""

import pyarrow as pa

from semesta.engine import Engine
from semesta.linkage import assign
from semesta.linkage.matching import Matching


SECOND = 7.0


def chosen(engine: Engine, weights: str, taken: frozenset[int] = frozenset()):
    """Card → person, and the tied cards. Drawn: a line per card, a column per person."""
    rows = [
        {"card_id": card, "person_id": p, "weight": float(cell), "taken": p in taken}
        for card, line in enumerate(weights.strip().splitlines(), 1)
        for p, cell in enumerate(line.split(), 1)
        if cell != "–"
    ]
    found = assign(engine, pa.Table.from_pylist(rows), second_card_bits=SECOND)
    persons = {row["card_id"]: row["person_id"] for row in found.to_pylist()}
    return persons, {row["card_id"] for row in found.to_pylist() if row["tied"]}


def test_a_card_goes_to_the_person_who_fits_it_best(engine):
    assert chosen(engine, "20 9") == ({1: 1}, set())


def test_a_card_that_nobody_fits_goes_to_nobody(engine):
    assert chosen(engine, "-2 -5") == ({}, set())


def test_cards_of_twins_go_to_different_twins(engine):
    """The first fits both cards best; the second has nothing else."""
    weights = """
        10 9
        9  5
    """
    assert chosen(engine, weights) == ({1: 2, 2: 1}, set())


def test_both_cards_of_one_person_stay(engine):
    weights = """
        20
        18
    """
    assert chosen(engine, weights) == ({1: 1, 2: 1}, set())


def test_a_second_card_needs_more_evidence_than_second_cards_are_rare(engine):
    weights = """
        20
        6.5
    """
    assert chosen(engine, weights) == ({1: 1}, set())


def test_whoever_has_a_card_already_gets_only_further_ones(engine):
    assert chosen(engine, "6.5 5", taken=frozenset({1})) == ({1: 2}, set())
    assert chosen(engine, "20 5", taken=frozenset({1})) == ({1: 1}, set())


def test_between_persons_who_fit_equally_the_choice_is_open(engine):
    assert chosen(engine, "20 20") == ({1: 1}, {1})
    assert chosen(engine, "20 20", taken=frozenset({1, 2})) == ({1: 1}, {1})


def test_between_two_ways_to_exchange_the_choice_is_open(engine):
    weights = """
        10 12 –
        12 14 –
        –  9  4
    """
    persons, tied = chosen(engine, weights)

    assert persons[3] == 3
    assert tied == {1, 2}


def test_the_places_of_two_cards_with_one_person_are_no_choice(engine):
    """Which of them holds the first place changes nobody's person."""
    weights = """
        20 14
        20 14
    """
    assert chosen(engine, weights, taken=frozenset({2})) == ({1: 1, 2: 1}, set())


def test_no_pairs_give_no_choices(engine):
    pairs = pa.table(
        {"card_id": [1], "person_id": [1], "weight": [1.0], "taken": [True]}
    )

    assert assign(engine, pairs.slice(0, 0)).num_rows == 0


def test_a_knot_as_large_as_a_district_is_solved():
    """Every card wants its neighbour's person a little more; the last moves them all."""
    cards = 20_000
    gains = {card: {card: 5.0, card + 1: 5.00001} for card in range(cards)}
    gains[cards] = {cards: 5.5}

    matching = Matching(gains, 1e-9)

    assert all(place == card for card, place in matching.place.items())
    assert not any(matching.changeable().values())
