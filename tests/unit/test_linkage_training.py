"""Learning a model from meetings whose rates are planted, and what it then accepts."""

import random
from collections import Counter

import pyarrow as pa
import pytest

import drawn
from semesta.linkage import pairing, rules
from semesta.linkage.model import stated
from semesta.linkage.thresholds import accepted_from
from semesta.linkage.training import Observed, owned, train


CONTROLS, CARDS = 2_000, 3_000
OWNER_SHARE, STRANGERS_PER_CARD = 0.7, 2
# How often owners and strangers show that something agrees.
OWNERS = {"birth": 0.95, "name": 0.9, "sex": 0.97, "nik": 0.5}
STRANGERS = {"birth": 0.1, "name": 0.05, "sex": 0.5, "nik": 0.01}
ALL = {"birth": True, "name": True, "sex": True, "nik": False}
NONE_TAKEN = {"links": 0, "millionths": 0}


def code(agree: dict[str, bool], nik: str = "close") -> int:
    """A pair that met in a family, by what agrees."""
    told = {name: "equal" if equal else "different" for name, equal in agree.items()}
    told |= {"nik": nik if agree["nik"] else "different", "words": "more"}
    met = {"family": "equal", "place": "village", "mother": "unknown"}
    return rules.pack(
        told | met | {"rarity": "rare", "holds": "none", "whose": "nobodys"}
    )


def shows(chance: random.Random, rates: dict[str, float]) -> dict[str, bool]:
    return {name: chance.random() < rate for name, rate in rates.items()}


@pytest.fixture(scope="module")
def planted() -> tuple[Observed, float]:
    """Meetings, and the share of their cards that has an owner."""
    chance = random.Random(20260131)
    owners, strangers, meetings = Counter(), Counter(), Counter()
    for _ in range(CONTROLS):
        own = shows(chance, OWNERS) | {"nik": True}
        owners[code(own, "equal")] += 1
        for _ in range(STRANGERS_PER_CARD):
            strangers[code(shows(chance, STRANGERS))] += 1
    with_owner = 0
    for _ in range(CARDS):
        met = [code(shows(chance, STRANGERS)) for _ in range(STRANGERS_PER_CARD)]
        if chance.random() < OWNER_SHARE:
            met.append(code(shows(chance, OWNERS)))
            with_owner += 1
        meetings[tuple(sorted(met))] += 1
    return Observed(CONTROLS, owners, strangers, meetings, {}), with_owner / CARDS


def test_training_finds_how_many_cards_have_an_owner(planted):
    observed, share = planted

    model = train(observed, stated())

    assert abs(model.owner_share - share) < 0.02
    assert model.strangers_per_card == pytest.approx(STRANGERS_PER_CARD, abs=0.05)
    assert (model.controls, model.cards) == (CONTROLS, CARDS)
    expected = sum(owned(observed.meetings, model).values()) / CARDS
    assert abs(expected - share) < 0.02


def test_training_finds_which_signs_tell_most(planted):
    model = train(planted[0], stated())
    bits = {weight.step: weight.bits for weight in model.steps(code(ALL))}
    against = {
        step: model.weight(code(ALL | {step: False}))
        for step in ("birth", "name", "sex")
    }

    assert bits["name"] > bits["birth"] > bits["sex"] > 0 > bits["nik"]
    assert all(weight < model.weight(code(ALL)) for weight in against.values())
    assert model.weight(code(ALL | {"nik": True})) > model.weight(code(ALL))
    assert model.weight(code(dict.fromkeys(ALL, False))) < 0


def test_equal_counts_give_equal_models_in_whatever_order_they_come(planted):
    told = vars(planted[0])
    turned = {
        name: dict(reversed(told[name].items()))
        for name in ("owners", "strangers", "meetings")
    }

    assert (
        train(Observed(**told | turned), stated()).as_json()
        == train(Observed(**told), stated()).as_json()
    )


def test_registers_that_tell_nothing_leave_what_was_stated():
    model = train(Observed(0, {}, {}, {}, {}), stated())

    assert model.owner_share == pytest.approx(stated().owner_share)
    assert model.strangers_per_card == pytest.approx(stated().strangers_per_card)


def test_links_are_accepted_while_one_in_a_thousand_is_expected_wrong():
    thousand = {"links": 1_000, "millionths": 0}
    waiting = [
        {"chance": 9_990, "pairs": 10},  # expects 0.01 wrong
        {"chance": 9_950, "pairs": 100},  # and 0.50, of 1,110 links
        {"chance": 9_900, "pairs": 100},  # and 1.00, more than 1.21
    ]

    assert accepted_from(waiting, thousand) == 0.995
    assert accepted_from(waiting[:1] + waiting[2:], thousand) == 0.99
    assert accepted_from(waiting, {"links": 1_000, "millionths": 700_000}) == 0.999
    # A register of many sure links has room for more, but never below 0.99.
    many = {"links": 1_000_000, "millionths": 0}
    assert accepted_from([*waiting, {"chance": 9_899, "pairs": 1}], many) == 0.99


def test_exactly_one_in_a_thousand_is_no_more_than_that():
    one = [{"chance": 9_911, "pairs": 1}]  # expects 0.0089 wrong

    assert accepted_from(one, {"links": 8, "millionths": 100}) == 0.9911
    assert accepted_from(one, {"links": 8, "millionths": 101}) == 1.0


def test_nothing_is_accepted_where_nothing_waits_or_the_first_is_too_unsure():
    assert accepted_from([], NONE_TAKEN) == 1.0
    assert accepted_from([{"chance": 9_989, "pairs": 5}], NONE_TAKEN) == 1.0


@pytest.mark.parametrize(
    ("per_card", "always", "refused"),
    [(100, 0, []), (4, 0, ["birth"]), (1, 0, ["village", "birth"]), (1, 6, [])],
)
def test_a_block_that_makes_too_many_pairs_is_refused(
    engine, monkeypatch, per_card, always, refused
):
    """One card meets three persons in its village, and three more by birth date."""
    monkeypatch.setattr(pairing, "MOST_PAIRS_PER_CARD", per_card)
    monkeypatch.setattr(pairing, "ALWAYS_ALLOWED", always)
    homes = ["63.09.02.2010"] * 3 + ["63.09.02.2004"] * 3
    people = drawn.persons([{"village": village} for village in homes])
    cards = [
        row | {"holder_kk": None}
        for row in drawn.cards([{"noka": "1", **drawn.PERSON}], people)
    ]
    engine.register("pair_persons", drawn.arrow(people, drawn.PERSONS))
    schema = drawn.CARDS.append(pa.field("holder_kk", pa.string()))
    engine.register("cards", drawn.arrow(cards, schema))
    engine.view("SELECT * FROM cards", "pair_cards")
    pairing.read_names(engine)

    assert pairing.propose(engine) == refused
    met = engine.value("SELECT count(*) FROM proposed")
    assert met == (6 if "birth" not in refused else 3 if len(refused) == 1 else 0)
