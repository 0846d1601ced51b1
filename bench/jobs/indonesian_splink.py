"""The same registers by plain Splink, with what its documentation recommends.

Two tables of persons, `link_only`: its comparisons for names and birth dates, edits in
the NIK, the village. It starts from the registers as `semesta run` has cleaned them.
"""

from pathlib import Path
from typing import Any

import duckdb
import splink.comparison_library as compare
from splink import Linker, SettingsCreator, block_on

from bench.splink_pairs import SEED, weighed


COLUMNS = "name, birth_date, sex, kk, village"
CARDS = f"SELECT card_id AS unique_id, nik_text, {COLUMNS} FROM '{{}}/cards.parquet'"
PERSONS = f"""
SELECT person_id AS unique_id, CAST(nik AS VARCHAR) AS nik_text, {COLUMNS}
FROM read_parquet(['{{run}}/residents.parquet', '{{run}}/departed.parquet'],
  union_by_name = true)
"""


def measure(folder: Path, run: str) -> dict[str, Any]:
    with duckdb.connect() as connection:
        cards = connection.sql(CARDS.format(run)).to_arrow_table()
        persons = connection.sql(PERSONS.format(run=run)).to_arrow_table()
    path = folder / "indonesian_splink.parquet"
    return {"seconds": weighed(cards, persons, settings(), train, path)}


def settings() -> SettingsCreator:
    return SettingsCreator(
        link_type="link_only",
        comparisons=[
            compare.NameComparison("name").configure(term_frequency_adjustments=True),
            compare.DateOfBirthComparison("birth_date", input_is_string=False),
            compare.LevenshteinAtThresholds("nik_text", [1, 2]),
            compare.ExactMatch("sex"),
            compare.ExactMatch("kk"),
            compare.ExactMatch("village").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("nik_text"),
            block_on("name", "birth_date"),
            block_on("birth_date", "village"),
            block_on("name", "village"),
            block_on("kk", "sex"),
        ],
    )


def train(linker: Linker) -> None:
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("nik_text"), block_on("name", "birth_date", "village")], recall=0.95
    )
    training.estimate_u_using_random_sampling(max_pairs=1e7, seed=SEED)
    for columns in (("name", "village"), ("birth_date", "village")):
        training.estimate_parameters_using_expectation_maximisation(
            block_on(*columns), estimate_without_term_frequencies=True
        )
