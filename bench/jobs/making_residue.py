"""Cleaned registers in which hardly a card is settled by its NIK: the rest is residue.

People are made up, as many as cards; then every card's NIK is spoiled in one of the
ways that registers show, but for those that a model learns from what strangers show.
Everything else is damaged as usual.
"""

import shutil
from pathlib import Path
from time import perf_counter

from bench.jobs.indonesian_ours import MONTH
from bench.people import regencies
from semesta.engine import Duck
from semesta.regions import tree
from semesta.registers import (
    ONE_PART,
    clean_membership,
    clean_population,
    parse_source,
    stage,
    write_parts,
)
from semesta.synth import Request, make


PERSONS, CARDS = "persons", "residue"
CARDS_PER_PERSON = 0.98  # at least, so that there are enough
CONTROLS = 20_000  # twice as many as the most that a model is learnt from
SPOILED = """
SELECT
  * EXCLUDE (way, other, place) REPLACE (
    CASE way WHEN 2 THEN other WHEN 3 THEN nik END AS nik,
    CASE
      WHEN way = 1 THEN substr(nik_text, 1, 15)
      WHEN way = 2 THEN CAST(other AS STRING)
      WHEN way = 3 THEN nik_text
    END AS nik_text,
    CASE way WHEN 0 THEN 'missing' WHEN 1 THEN 'last_digit_lost' END AS nik_fault,
    CASE
      WHEN way = 1 THEN (nik - nik % 10) // 10
      WHEN way = 2 THEN (other - other % 10) // 10
      WHEN way = 3 THEN nik15
    END AS nik15
  )
FROM (
  SELECT
    *,
    CASE WHEN place > {rows} THEN 3 ELSE card_id % 3 END AS way,
    nik + 4000 + card_id % 900 AS other
  FROM (
    SELECT *, row_number() OVER (ORDER BY card_id * 1000003 % 999979) AS place
    FROM cards
    WHERE nik IS NOT NULL
  )
)
WHERE place <= {rows} + {controls}
"""


def measure(folder: Path, rows: str) -> dict[str, float]:
    start = perf_counter()
    made = folder / "made"
    people = int((int(rows) + CONTROLS) / CARDS_PER_PERSON) + 100
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
        spoiled = SPOILED.format(rows=rows, controls=CONTROLS)
        write_parts(engine, spoiled, folder / CARDS, ONE_PART)
    shutil.rmtree(made)
    return {"seconds": perf_counter() - start}
