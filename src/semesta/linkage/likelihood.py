"""The linker that weighs: what rules cannot settle, the model says how likely it is.

A card is one person's or nobody's: its pairs compete, and their probabilities with that
of nobody add up to one. The assignment then gives every card to one person so that all
evidence together is the most. Links are accepted in rounds, because a person who has
been given a card is less likely to be the owner of the next.
"""

import pyarrow as pa

from semesta.engine import Engine, sql_file
from semesta.linkage.assignment import assign
from semesta.linkage.model import Model
from semesta.linkage.thresholds import CANDIDATE, accepted_from


PACKAGE = "semesta.linkage"
MOST_ROUNDS = 5


def judge_by_model(engine: Engine, model: Model | None) -> None:
    """Pairs that the model accepts, and those that it cannot rule out.

    Reads `evidence`, `pair_cards`, `pair_persons`, `name_keys`, `known_names`,
    `accepted_links` and `settled`; keeps no change to them but to `settled`.
    """
    if model is None:
        raise ValueError("registers without names have no model to weigh by")
    engine.create("SELECT * FROM pair_cards", "open_cards")
    engine.create("SELECT * FROM settled", "settled_before")
    engine.create(sql_file(PACKAGE, "no_links"), "model_links")
    for _ in range(MOST_ROUNDS):
        _compete(engine, model)
        if not _accept(engine):
            break
    engine.create(sql_file(PACKAGE, "likely"), "judged")
    engine.drop("codes_of_pairs", "competing", "accepting", "open_cards")


def weigh(engine: Engine, model: Model) -> None:
    """Leaves the pairs of `evidence` of all open cards in `codes_of_pairs`, and what
    each code weighs in `weights`."""
    engine.create(sql_file(PACKAGE, "codes_of_pairs"))
    codes = engine.arrow("SELECT DISTINCT code FROM codes_of_pairs ORDER BY code")
    engine.register("weights", weights(model, codes["code"].to_pylist()))


def _compete(engine: Engine, model: Model) -> None:
    """Leaves every pair of an open card that is worth a look in `competing`."""
    engine.create(sql_file(PACKAGE, "settled_by_now"), "settled_now")
    engine.view("SELECT * FROM settled_now", "settled")
    engine.create(sql_file(PACKAGE, "still_open"), "pair_cards_now")
    engine.view("SELECT * FROM pair_cards_now", "pair_cards")
    weigh(engine, model)
    engine.create(sql_file(PACKAGE, "competing"))


def _accept(engine: Engine) -> int:
    """Moves the sure pairs of this round to `model_links`; returns how many."""
    pairs = engine.arrow(
        "SELECT card_id, person_id, weight, FALSE AS taken FROM competing"
    )
    engine.register("assigned", assign(engine, pairs))
    engine.create(sql_file(PACKAGE, "chosen"))
    chances = engine.rows(sql_file(PACKAGE, "chances"))
    others = engine.rows(sql_file(PACKAGE, "doubt"))[0]
    engine.values(
        "thresholds",
        {"accepted": accepted_from(chances, others), "candidate": CANDIDATE},
    )
    engine.create(sql_file(PACKAGE, "accepting"))
    engine.create(
        "SELECT * FROM model_links UNION ALL SELECT * FROM accepting", "links_now"
    )
    engine.create("SELECT * FROM links_now", "model_links")
    engine.drop("links_now", "chosen")
    return engine.value("SELECT count(*) FROM accepting")


def weights(model: Model, codes: list[int]) -> pa.Table:
    """Code → weight in bits, the same as odds, whether it may make a link, and whether
    it stays open however unlikely."""
    bits = [model.weight(code) for code in codes]
    return pa.table(
        {
            "code": pa.array(codes, pa.int32()),
            "weight": pa.array(bits, pa.float64()),
            "odds": pa.array([2.0**weight for weight in bits], pa.float64()),
            "settles": pa.array([model.settles(code) for code in codes], pa.bool_()),
            "own": pa.array([model.is_own(code) for code in codes], pa.bool_()),
        }
    )
