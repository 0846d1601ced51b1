"""FEBRL4 our way: comparisons that suit it, weighed by Splink; assigned by Semesta.

Names may be swapped with each other, the two lines of an address too; everything else
may be mistyped. Nothing is learnt from the truth: the model comes from EM.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import splink.comparison_level_library as level
from splink import Linker, SettingsCreator, block_on
from splink.comparison_library import CustomComparison

from bench.splink_pairs import SEED, weighed


ID = "soc_sec_id"
WITH_ID = "with_id"
SWAPPED = (("given_name", "surname"), ("address_1", "address_2"))
ALIKE = (0.9, 0.8)  # Jaro-Winkler
NUMBERS = {"street_number": 1, "postcode": 2, "state": 1, "date_of_birth": 2}
BLOCKS = (
    *("given_name", "surname", "address_1", "address_2"),
    *("suburb", "postcode", "date_of_birth"),
)
# Pairs that share any of these are nearly all true; they are nearly all true pairs.
CERTAIN = (
    ("given_name", "surname", "date_of_birth"),
    ("given_name", "postcode", "date_of_birth"),
    ("surname", "postcode", "address_1"),
    ("suburb", "postcode", "date_of_birth"),
)
SHARE_OF_CERTAIN = 0.95


def measure(folder: Path, with_id: str) -> dict[str, Any]:
    tables = [parquet.read_table(folder / f"{n}.parquet") for n in ("left", "right")]
    path = folder / f"febrl_ours-{with_id}.parquet"
    return {"seconds": weighed(*tables, settings(with_id == WITH_ID), train, path)}


def settings(with_id: bool) -> SettingsCreator:
    numbers = NUMBERS | ({ID: 2} if with_id else {})
    crossed = [
        f"l.{a} = r.{b}" for pair in SWAPPED for a, b in (pair, tuple(reversed(pair)))
    ]
    return SettingsCreator(
        link_type="link_only",
        comparisons=[
            *(text(a, b) for pair in SWAPPED for a, b in (pair, pair[::-1])),
            text("suburb"),
            *(number(column, typos) for column, typos in numbers.items()),
        ],
        blocking_rules_to_generate_predictions=[
            *map(block_on, BLOCKS),
            *([block_on(ID)] if with_id else []),
            *crossed,
        ],
    )


def text(column: str, other: str | None = None) -> CustomComparison:
    """Words that may be mistyped, or stand in the `other` column."""
    levels: list[Any] = [
        level.NullLevel(column),
        level.ExactMatchLevel(column, term_frequency_adjustments=True),
    ]
    if other:
        levels.append(swapped(column, other, lambda a, b: f"{a} = {b}"))
    levels.append(level.DamerauLevenshteinLevel(column, 1))
    levels.append(level.JaroWinklerLevel(column, ALIKE[0]))
    if other:
        alike = lambda a, b: f"jaro_winkler_similarity({a}, {b}) >= {ALIKE[0]}"  # noqa: E731
        levels.append(swapped(column, other, alike))
    levels += [level.JaroWinklerLevel(column, ALIKE[1]), level.ElseLevel()]
    return CustomComparison(output_column_name=column, comparison_levels=levels)


def swapped(column: str, other: str, test: Callable[[str, str], str]) -> Any:
    """A level at which the word stands in the other column on one of the sides."""
    either = (test(f"{column}_l", f"{other}_r"), test(f"{other}_l", f"{column}_r"))
    return level.CustomLevel(" OR ".join(either), label_for_charts="swapped")


def number(column: str, typos: int) -> CustomComparison:
    """Signs of which up to `typos` may be wrong, missing, added or turned round."""
    return CustomComparison(
        output_column_name=column,
        comparison_levels=[
            level.NullLevel(column),
            level.ExactMatchLevel(column, term_frequency_adjustments=True),
            *(level.DamerauLevenshteinLevel(column, n + 1) for n in range(typos)),
            level.ElseLevel(),
        ],
    )


def train(linker: Linker) -> None:
    """EM in two passes, so that each field is learnt where another was held equal."""
    training = linker.training
    certain = [block_on(*columns) for columns in CERTAIN]
    training.estimate_probability_two_random_records_match(
        certain, recall=SHARE_OF_CERTAIN
    )
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=SEED)
    for column in ("date_of_birth", "postcode"):
        training.estimate_parameters_using_expectation_maximisation(
            block_on(column), estimate_without_term_frequencies=True
        )
