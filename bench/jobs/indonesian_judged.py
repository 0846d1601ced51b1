"""Weighed pairs of Indonesian registers against the truth, as `evaluate` judges links."""

from pathlib import Path
from time import perf_counter
from typing import Any

import pyarrow as pa
import pyarrow.csv as csv

from bench.judged_pairs import by_assignment, by_thresholds, judged
from semesta.engine import Duck
from semesta.published import open_run


PERSONS = ("residents.parquet", "departed.parquet")
KEYS = ("card_id", "person_id")
TRUE = """
SELECT count(*)
FROM truth
WHERE nik <> '' OR finding LIKE '%_without_nik'
"""
JUDGED = """
SELECT
  q.card_id,
  q.person_id,
  q.weight,
  FALSE AS taken,
  (t.nik <> '' OR t.finding LIKE '%_without_nik')
    AND coalesce(CAST(p.nik AS STRING), '') = t.nik AS is_right
FROM weighed_pairs AS q
INNER JOIN run_cards AS c ON c.card_id = q.card_id
INNER JOIN run_persons AS p ON p.person_id = q.person_id
INNER JOIN truth AS t ON t.noka = c.noka
"""


def measure(folder: Path, run: str, truth: str) -> dict[str, Any]:
    done = open_run(Path(run))
    as_text = dict.fromkeys(("noka", "nik", "finding"), pa.string())
    read = csv.ConvertOptions(column_types=as_text, include_columns=list(as_text))
    with Duck() as engine:
        engine.read("run_cards", done.path_of("cards.parquet"))
        engine.read("run_persons", [done.path_of(name) for name in PERSONS])
        engine.read("weighed_pairs", folder / "indonesian_splink.parquet")
        engine.register("truth", csv.read_csv(truth, convert_options=read))
        pairs = engine.arrow(JUDGED)
        true = engine.value(TRUE)
    start = perf_counter()
    chosen = by_assignment(pairs.drop_columns("is_right"))
    seconds = perf_counter() - start
    both = chosen.select(KEYS).join(pairs.select([*KEYS, "is_right"]), KEYS)
    hits = int(both["is_right"].to_numpy().sum())
    right = pairs["is_right"].to_numpy()
    return {
        "seconds": seconds,
        **by_thresholds(pairs, right, true),
        "assigned": judged(hits, chosen.num_rows, true),
    }
