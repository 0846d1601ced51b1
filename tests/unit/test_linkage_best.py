"""The best pair of each card, beside a slow and obvious choice."""

import random

import pyarrow as pa

from semesta.engine import Engine, sql_file


PAIRS = pa.schema(
    [
        *(("card_id", pa.int64()), ("person_id", pa.int64()), ("code", pa.int32())),
        *(("method", pa.string()), ("accept", pa.bool_())),
        *(("probability", pa.float64()), ("strength", pa.int32())),
    ]
)


def obvious(pairs: list[dict]) -> dict[int, int]:
    """Card → person; no card of which two persons are equally good."""
    found = {}
    for card in {pair["card_id"] for pair in pairs}:
        known = [p for p in pairs if p["card_id"] == card and p["accept"]]
        worth = [(p["probability"], p["strength"]) for p in known]
        if worth and worth.count(max(worth)) == 1:
            found[card] = known[worth.index(max(worth))]["person_id"]
    return found


def test_a_card_has_the_person_who_fits_best_and_nobody_between_equals(engine: Engine):
    draw = random.Random(4)
    pairs = [
        {
            "card_id": card,
            "person_id": 100 * card + other,
            "code": 7,
            "method": "nik",
            "accept": draw.random() < 0.8,
            "probability": draw.choice([0.99, 0.999]),
            "strength": draw.randint(1, 2),
        }
        for card in range(300)
        for other in range(draw.choice([0, 1, 1, 2, 3]))
    ]
    engine.register("drawn", pa.Table.from_pylist(pairs, PAIRS))
    engine.create("SELECT * FROM drawn", "judged")

    rows = engine.rows(sql_file("semesta.linkage", "best"))

    expected = obvious(pairs)
    assert len(rows) == len(expected)
    assert {row["card_id"]: row["person_id"] for row in rows} == expected
    assert 0 < len(expected) < len({pair["card_id"] for pair in pairs})
