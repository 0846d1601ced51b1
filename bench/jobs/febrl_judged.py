"""Weighed pairs of FEBRL4 against the truth: by threshold, and by our assignment.

Each record of one table has one in the other, and both carry the number of the person.
"""

from math import inf
from pathlib import Path
from time import perf_counter
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet

from bench.judged_pairs import by_assignment, by_thresholds, judged


ONE_EACH = inf  # bits that a second record of one person would have to show


def measure(folder: Path, name: str) -> dict[str, Any]:
    pairs = parquet.read_table(folder / f"{name}.parquet")
    true = parquet.read_metadata(folder / "left.parquet").num_rows
    start = perf_counter()
    chosen = by_assignment(pairs, second_card_bits=ONE_EACH)
    seconds = perf_counter() - start
    hits = int(same_person(chosen).sum())
    return {
        "seconds": seconds,
        **by_thresholds(pairs, same_person(pairs), true),
        "assigned": judged(hits, chosen.num_rows, true),
    }


def same_person(pairs: pa.Table) -> Any:
    return pairs["card_id"].to_numpy() == pairs["person_id"].to_numpy()
