"""What is expected of residents to be verified, between low and high."""

import pyarrow.compute as pc


ONE_OPEN = """
    | id   | name         | sex    | birth_date | kk | => | state   |
    |------|--------------|--------|------------|----|----|---------|
    | siti | SITI AMINAH  | female | 1990-05-15 | A  |    | active  |
    | budi | BUDI SANTOSO | male   | 1988-01-09 | B  |    | unknown |
"""


def expected_of(engine, spec, state: str, chance: str) -> dict:
    spec(
        ONE_OPEN,
        f"""
    | noka | of   | nik              | name    | birth_date | state   | => | finding |
    |------|------|------------------|---------|------------|---------|----|---------|
    | 1    | siti |                  |         |            |         |    | matched |
    | 2    | budi | 3310021203850007 | TUGIMIN | 1933-01-02 | {state} |    | unknown |
        """,
        linker=f"""
        | noka | person | accept | probability |
        |------|--------|--------|-------------|
        | 2    | budi   | no     | {chance}    |
        """,
    )
    regions = engine.arrow("SELECT * FROM expected WHERE level = 'nation'")
    (row,) = regions.to_pylist()
    return row


def test_a_resident_to_be_verified_counts_by_the_probability_of_the_card(engine, spec):
    row = expected_of(engine, spec, "active", "0.7")

    assert (row["registered"], row["active"]) == (700_000, 700_000)


def test_a_card_that_is_not_active_makes_nobody_active(engine, spec):
    row = expected_of(engine, spec, "lapsed", "0.7")

    assert (row["registered"], row["active"]) == (700_000, 0)


def test_the_sum_is_the_same_at_every_level(engine, spec):
    expected_of(engine, spec, "active", "0.25")
    sums = engine.arrow("SELECT active FROM expected")["active"]

    assert pc.max(sums).as_py() == pc.min(sums).as_py() == 250_000
