"""The cells of the cube and the levels of regions, as names and as SQL."""

from itertools import product

import pyarrow as pa
import pytest

from semesta.coverage.cells import (
    AGE_BANDS,
    LEVELS,
    LOCAL_GOVERNMENT,
    SEGMENTS,
    SEXES,
    STATES,
    unpack,
)
from semesta.engine import sql_file


AGES = dict(zip(AGE_BANDS, (None, 4, 14, 24, 44, 59, 60), strict=True))
VILLAGE = 6309022010


def combinations() -> list[dict]:
    """Every combination of attributes that a resident can have."""
    names = ("state", "segment", "sex", "age_band", "local_government")
    values = (STATES, SEGMENTS, SEXES, AGE_BANDS, LOCAL_GOVERNMENT)
    return [dict(zip(names, row, strict=True)) for row in product(*values)]


def test_cells_are_packed_and_named_with_the_same_codes(engine):
    residents = [
        {
            "village": VILLAGE + place,
            "state": row["state"],
            "segment": row["segment"],
            "sex": row["sex"],
            "age": AGES[row["age_band"]],
            "local_government": LOCAL_GOVERNMENT.index(row["local_government"]),
        }
        for place, row in enumerate(combinations())
    ]
    engine.register("part_residents", pa.Table.from_pylist(residents))

    cells = engine.rows(sql_file("semesta.coverage", "resident_cells"))

    found = {cell["village"] - VILLAGE: unpack(cell["cell"]) for cell in cells}
    assert [found[place] for place in sorted(found)] == combinations()


def test_no_two_combinations_share_a_cell(engine):
    assert len({tuple(row.items()) for row in combinations()}) == len(combinations())
    cells = {
        state + 8 * segment + 64 * sex + 256 * age + 2048 * paid
        for state, segment, sex, age, paid in product(
            *(range(len(n)) for n in (STATES, SEGMENTS, SEXES, AGE_BANDS)), range(3)
        )
    }
    assert len(cells) == len(combinations())


@pytest.mark.parametrize(
    ("village", "regions"),
    [
        (
            6309022010,
            {
                "village": 6309022010,
                "district": 6309020000,
                "regency": 6309000000,
                "province": 6300000000,
                "nation": 0,
            },
        ),
        (6309020000, {"district": 6309020000, "regency": 6309000000}),
        (6309000000, {"regency": 6309000000, "province": 6300000000}),
        (6300000000, {"province": 6300000000, "nation": 0}),
        (0, {"nation": 0}),
    ],
)
def test_a_place_lies_in_the_regions_that_its_number_names(engine, village, regions):
    table = {"village": [village], "cell": [0], "n": [1]}
    engine.register("cube", pa.table(table))
    divisors, limits = zip(*LEVELS.values(), strict=True)
    levels = {"level": list(LEVELS), "divisor": divisors, "above": limits}
    engine.register("levels", pa.table(levels))

    rows = engine.rows(sql_file("semesta.coverage", "cube_levels"))

    found = {row["level"]: row["region"] for row in rows}
    assert found.items() >= regions.items()
    assert (VILLAGE in found.values()) == (village == VILLAGE)
    assert ("district" in found) == (village % 10**6 >= 10**4)


def test_each_level_is_cut_where_the_one_below_begins():
    divisors = [divisor for divisor, _ in LEVELS.values()]
    above = [limit for _, limit in LEVELS.values()]

    assert above[:-1] == divisors[1:]
