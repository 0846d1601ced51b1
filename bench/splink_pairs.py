"""Pairs of two tables, weighed by Splink, in the environment of the peers."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker, SettingsCreator


ONLY_ERRORS = 40  # as logging counts
LEAST_WEIGHT = -10.0  # bits: a thousand to one against is no link by any threshold
SEED = 1


def weighed(
    left: pa.Table,
    right: pa.Table,
    settings: SettingsCreator,
    train: Callable[[Linker], None],
    path: Path,
) -> float:
    """Writes card_id, person_id, weight and taken (FALSE), as `assign` takes them.

    Both tables have `unique_id`, a number. Returns the seconds that it took.
    """
    start = perf_counter()
    connection = duckdb.connect()
    api = DuckDBAPI(connection)
    tables = [
        api.register(left, dataset_display_name="l"),
        api.register(right, dataset_display_name="r"),
    ]
    linker = Linker(tables, settings, log_level=ONLY_ERRORS)
    train(linker)
    found = linker.inference.predict(threshold_match_weight=LEAST_WEIGHT)
    connection.sql(
        "SELECT unique_id_l AS card_id, unique_id_r AS person_id, "
        f"match_weight AS weight, FALSE AS taken FROM {found.physical_name}"
    ).write_parquet(str(path))
    return perf_counter() - start
