"""Which card goes to which person, so that the evidence adds up to the most.

Every person has one first place for a card; further places cost `second_card_bits`,
the rarity of a second card. A card may also stay without a person. So each card has a
fallback that takes nothing from others, the best further place or none, and what is
left to solve is who gains how much over it by whose first place: a maximum weight
matching. Nearly all of it is clear at sight and settled as tables; the knots that
remain (twins, mixed-up families) are solved exactly by shortest augmenting paths.
"""

from math import log2

import pyarrow as pa

from semesta.engine import Engine, sql_file
from semesta.linkage.matching import Matching


PACKAGE = "semesta.linkage"
SECOND_CARD_BITS = log2(1 / 0.008)  # in about 8 of 1,000 persons
TOLERANCE = 1e-9  # totals nearer than this are equal
SOLVED = pa.schema(
    [("card_id", pa.int64()), ("person_id", pa.int64()), ("tied", pa.bool_())]
)


def assign(
    engine: Engine, pairs: pa.Table, *, second_card_bits: float = SECOND_CARD_BITS
) -> pa.Table:
    """Chooses at most one person for every card, by the best total of evidence.

    `pairs`: card_id, person_id, weight (log2 of the odds that they belong together),
    taken (the person has an accepted card already, and only further places are left);
    each pair once. Returns the chosen pairs by card: card_id, person_id, weight,
    runner_up_weight (the card's best other pair, or NULL), tied. A pair is tied where
    another choice for its card comes to the same total: nobody should trust it.
    """
    engine.register("assign_pairs", pairs)
    costs = {"second_card_bits": second_card_bits, "tolerance": TOLERANCE}
    engine.values("assign_costs", costs)
    engine.create(sql_file(PACKAGE, "assign_fallbacks"))
    engine.create(sql_file(PACKAGE, "assign_places"), "assign_open")
    _settle_clear(engine)
    engine.register("assign_solved", _solve(engine))
    assigned = engine.arrow(sql_file(PACKAGE, "assigned"))
    engine.drop("assign_fallbacks", "assign_open", "assign_settled", "assign_clear")
    return assigned


def _settle_clear(engine: Engine) -> None:
    """Moves what is clear from `assign_open` to `assign_settled`, until nothing is."""
    engine.create(sql_file(PACKAGE, "assign_clear"))
    engine.create("SELECT * FROM assign_clear", "assign_settled")
    while engine.value("SELECT count(*) FROM assign_clear"):
        engine.create(sql_file(PACKAGE, "assign_left"), "assign_next")
        engine.create("SELECT * FROM assign_next", "assign_open")
        engine.create(sql_file(PACKAGE, "assign_clear"))
        both = "SELECT * FROM assign_settled UNION ALL SELECT * FROM assign_clear"
        engine.create(both, "assign_next")
        engine.create("SELECT * FROM assign_next", "assign_settled")
    engine.drop("assign_next")


def _solve(engine: Engine) -> pa.Table:
    """The first places that were not clear: card_id, person_id (NULL: none), tied."""
    gains: dict[int, dict[int, float]] = {}
    homes: dict[int, int] = {}
    for row in engine.rows("SELECT * FROM assign_open ORDER BY card_id, person_id"):
        gains.setdefault(row["card_id"], {})[row["person_id"]] = row["gain"]
        if row["at_home"]:
            homes[row["card_id"]] = row["person_id"]
    matching = Matching(gains, TOLERANCE)
    others = matching.changeable()
    solved = [
        {
            "card_id": card,
            "person_id": place,
            "tied": not others[card] <= _same_person(place, homes.get(card)),
        }
        for card, place in matching.place.items()
    ]
    return pa.Table.from_pylist(solved, schema=SOLVED)


def _same_person(place: int | None, home: int | None) -> set[int | None]:
    """The places that leave a card with the same person as its place does."""
    return {None, home} if home is not None and place in (None, home) else {place}
