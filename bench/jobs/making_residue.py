"""Cleaned registers in which no card is settled by its NIK: all are residue.

People are made up, as many as cards; then every card's NIK is spoiled in one of the
ways that registers show. Everything else is damaged as usual.
"""

import shutil
from pathlib import Path
from time import perf_counter

from bench.jobs.indonesian_ours import MONTH
from bench.registers import regencies
from semesta.engine import Duck
from semesta.regions import tree
from semesta.registers import clean_membership, clean_population, parse_source, stage
from semesta.synth import Request, make


PERSONS, CARDS = "persons.parquet", "residue.parquet"
CARDS_PER_PERSON = 0.98  # at least, so that there are enough
SPOILED = """
SELECT
  * EXCLUDE (way, other) REPLACE (
    CASE WHEN way = 2 THEN other END AS nik,
    CASE
      WHEN way = 1 THEN substr(nik_text, 1, 15)
      WHEN way = 2 THEN CAST(other AS STRING)
    END AS nik_text,
    CASE way WHEN 0 THEN 'missing' WHEN 1 THEN 'last_digit_lost' END AS nik_fault,
    CASE
      WHEN way = 1 THEN (nik - nik % 10) // 10
      WHEN way = 2 THEN (other - other % 10) // 10
    END AS nik15
  )
FROM (
  SELECT *, card_id % 3 AS way, nik + 4000 + card_id % 900 AS other
  FROM cards
  WHERE nik IS NOT NULL
)
LIMIT {rows}
"""


def measure(folder: Path, rows: str) -> dict[str, float]:
    start = perf_counter()
    made = folder / "made"
    people = int(int(rows) / CARDS_PER_PERSON) + 100
    where = tuple(regency.code for regency in regencies(people))
    make(Request(made, people, where, first_month=MONTH, format="parquet"))
    month = made / str(MONTH)
    with Duck(spill=folder / "spill") as engine:
        people_staged, cards_staged = (
            stage(kind, [parse_source(str(month / name))], folder / kind).paths[kind]
            for kind, name in (("population", "penduduk"), ("membership", "peserta"))
        )
        table = tree().table()
        clean_population(engine, people_staged, folder, month=MONTH, region_table=table)
        cleaned = clean_membership(
            engine, cards_staged, folder, month=MONTH, region_table=table
        )
        engine.read("cards", cleaned.table)
        engine.write(SPOILED.format(rows=rows), folder / CARDS)
    shutil.rmtree(made)
    return {"seconds": perf_counter() - start}
