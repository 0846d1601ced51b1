"""FEBRL4 by plain Splink, with the settings of its documentation's FEBRL4 example."""

from functools import partial
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import splink.comparison_library as compare
from splink import Linker, SettingsCreator, block_on

from bench.splink_pairs import SEED, weighed


ID = "soc_sec_id"
WITH_ID = "with_id"


def measure(folder: Path, with_id: str) -> dict[str, Any]:
    tables = [parquet.read_table(folder / f"{n}.parquet") for n in ("left", "right")]
    identified = with_id == WITH_ID
    training = partial(train, with_id=identified)
    path = folder / f"febrl_splink-{with_id}.parquet"
    return {"seconds": weighed(*tables, settings(identified), training, path)}


def settings(with_id: bool) -> SettingsCreator:
    identity = [compare.DamerauLevenshteinAtThresholds(ID, [1, 2])] if with_id else []
    return SettingsCreator(
        link_type="link_only",
        blocking_rules_to_generate_predictions=[
            block_on("given_name", "surname"),
            "l.given_name = r.surname AND l.surname = r.given_name",
            block_on("date_of_birth"),
            *([block_on(ID)] if with_id else []),
            block_on("state", "address_1"),
            block_on("street_number", "address_1"),
            block_on("postcode"),
        ],
        comparisons=[
            compare.NameComparison("given_name").configure(
                term_frequency_adjustments=True
            ),
            compare.NameComparison("surname").configure(
                term_frequency_adjustments=True
            ),
            compare.DateOfBirthComparison(
                "date_of_birth",
                input_is_string=True,
                datetime_format="%Y%m%d",
                invalid_dates_as_null=True,
            ),
            *identity,
            compare.ExactMatch("street_number").configure(
                term_frequency_adjustments=True
            ),
            compare.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(
                term_frequency_adjustments=True
            ),
        ],
    )


def train(linker: Linker, with_id: bool) -> None:
    """The steps of the example; without the ID, its rule by ID cannot be used."""
    certain = [block_on("given_name", "surname", "date_of_birth")]
    if with_id:
        certain.append(block_on(ID))
    training = linker.training
    training.estimate_probability_two_random_records_match(certain, recall=0.8)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=SEED)
    for column in ("date_of_birth", "postcode"):
        training.estimate_parameters_using_expectation_maximisation(
            block_on(column), estimate_without_term_frequencies=True
        )
