"""What other programs make of the cleaned registers of a run, and in which order.

Every program writes the same: a finding for every card and a state for every resident,
from equal NIK confirmed by birth date and name; residents by state, payer, sex and age
and cards by finding of every region; and families with somebody to visit, whole, split
by regency. A program is a module with a function `outputs(given, out)`, which returns its
steps by name. DuckDB and Spark run the SQL of this module, each as one query over both
registers.

They are given typed and cleaned registers, and make less of them than we do: findings
without evidence, counts without bridge, families without marks, steps and debts.
"""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow.dataset as dataset

from bench.jobs.watch import Watch, cpu_seconds


PROGRAMS = ("duckdb", "polars", "spark", "pandas")
STEPS = ("findings", "states", "coverage", "worklist")
PERSON = (
    *("person_id", "nik", "kk", "name", "sex", "birth_date", "relation", "address"),
    *("rt", "rw", "village"),
)
CARD = (
    *("card_id", "noka", "nik_text", "card_nik", "kk", "name", "sex", "birth_date"),
    *("care_class", "segment", "state", "arrears_months", "start_date", "village"),
)

FINDINGS = f"""
WITH laid AS (
  SELECT
    {", ".join(f"c.{column}" for column in CARD)},
    p.person_id,
    p.status,
    CASE
      WHEN c.card_nik IS NULL THEN 'nik_invalid'
      WHEN p.person_id IS NULL THEN 'not_found'
      WHEN p.birth_date <> c.birth_date
        OR substr(p.name, 1, length(c.name)) <> c.name THEN 'identity_conflict'
      ELSE 'linked'
    END AS kind,
    CASE c.state
      WHEN 'active' THEN 3 WHEN 'arrears' THEN 2 WHEN 'lapsed' THEN 1 ELSE 0
    END AS entitlement
  FROM cards AS c
  LEFT JOIN persons AS p ON p.nik = c.card_nik
),
placed AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY CASE WHEN kind = 'linked' THEN person_id ELSE -card_id END
      ORDER BY entitlement DESC, start_date DESC, noka
    ) AS standing
  FROM laid
)
SELECT
  {", ".join(CARD)},
  CASE WHEN kind = 'linked' THEN person_id END AS person_id,
  entitlement,
  standing,
  CASE
    WHEN kind <> 'linked' THEN kind
    WHEN status = 'deceased' THEN 'deceased'
    WHEN status = 'moved' THEN 'moved'
    WHEN standing > 1 THEN 'duplicate'
    ELSE 'matched'
  END AS finding
FROM placed
"""
AGES = (5, 15, 25, 45, 60)  # at which another band begins
DAY = "2026-01-31"
AGE = (
    f"(year(DATE '{DAY}') - year(p.birth_date) - CASE WHEN month(p.birth_date) * 100 "
    "+ day(p.birth_date) > 131 THEN 1 ELSE 0 END)"
)
BAND = " + ".join(f"CASE WHEN {AGE} >= {age} THEN 1 ELSE 0 END" for age in AGES)
STATES = f"""
SELECT
  {", ".join(f"p.{column}" for column in PERSON)},
  CASE
    WHEN b.entitlement = 3 THEN 'active'
    WHEN b.entitlement = 2 THEN 'inactive_arrears'
    WHEN b.entitlement = 1 THEN 'inactive_lapsed'
    ELSE 'unregistered'
  END AS state,
  {BAND} AS band,
  b.segment,
  b.noka
FROM persons AS p
LEFT JOIN (
  SELECT person_id, entitlement, segment, noka
  FROM findings
  WHERE person_id IS NOT NULL AND standing = 1
) AS b ON b.person_id = p.person_id
WHERE p.status = 'living'
"""
# Region numbers of each level: what of a village's ten digits it leaves.
DIVISORS = (1, 10_000, 1_000_000, 100_000_000, 10_000_000_000)
# What is counted of every region: of which rows, by which columns.
COUNTS = {
    "states": ("states", ("state",)),
    "payers": ("states", ("segment", "state")),
    "ages": ("states", ("sex", "band", "state")),
    "cards": ("findings", ("finding", "segment", "state")),
}


def by(columns: tuple[str, ...]) -> str:
    """Three columns of text, whatever is counted by."""
    texts = [*columns, *["NULL"] * (3 - len(columns))]
    named = (f"CAST({text} AS STRING) AS by_{n}" for n, text in enumerate(texts))
    return ", ".join(named)


COVERAGE = "\nUNION ALL\n".join(
    f"""
SELECT
  '{what}' AS what,
  {divisor} AS divisor,
  village - village % {divisor} AS region,
  {by(columns)},
  count(*) AS n
FROM {rows}
GROUP BY village - village % {divisor}, {", ".join(columns)}"""
    for what, (rows, columns) in COUNTS.items()
    for divisor in DIVISORS
)
WORKLIST = """
WITH families AS (
  SELECT *, coalesce(kk, CAST(person_id AS STRING)) AS family FROM states
)
SELECT f.*, CAST((f.village - f.village % 1000000) / 1000000 AS INT) AS regency
FROM families AS f
INNER JOIN (
  SELECT DISTINCT village, family FROM families WHERE state <> 'active'
) AS v ON v.village = f.village AND v.family = f.family
"""
ORDER = ("regency", "village", "rw", "rt", "family")


@dataclass(frozen=True)
class Given:
    """The Parquet files of the registers that a run cleaned and published."""

    living: list[str]
    departed: list[str]
    cards: list[str]


def measure(folder: Path, program: str, run: str, most: str) -> dict[str, Any]:
    """Times each step of a program; `most` bytes of memory end it."""
    given = Given(*(files(Path(run), n) for n in ("residents", "departed", "cards")))
    out = folder / f"of-{program}"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    module = import_module(f"bench.jobs.nation_{program}")
    busy = cpu_seconds()
    with Watch(disk=out, most=int(most)) as watch:
        steps: dict[str, Callable[[], object]] = module.outputs(given, out)
        for name in STEPS:
            watch.lap(name)
            steps[name]()
    found = {
        "seconds": sum(lap["seconds"] for lap in watch.laps),
        "cpu_seconds": cpu_seconds() - busy,
        "peak_memory_bytes": max(lap["peak_memory_bytes"] for lap in watch.laps),
        "stages": watch.laps,
        "counted": counted(out),
    }
    shutil.rmtree(out)
    return found


def files(run: Path, name: str) -> list[str]:
    """A table of a run: one file, or the parts in its folder."""
    path = run / f"{name}.parquet"
    found = sorted(path.rglob("*.parquet")) if path.is_dir() else [path]
    return [str(file) for file in found]


def counted(out: Path) -> dict[str, Any]:
    """What the program wrote, so that a reader sees that it did the work."""
    states = sums(out / "states", "state")
    return {
        "population": sum(states.values()),
        **states,
        "findings": sums(out / "findings", "finding"),
        "regions": dataset.dataset(out / "coverage", format="parquet").count_rows(),
        "listed": dataset.dataset(out / "worklist", format="parquet").count_rows(),
        "files": len(list((out / "worklist").rglob("*.parquet"))),
    }


def sums(folder: Path, column: str) -> dict[str, int]:
    found: Counter[str] = Counter()
    rows = dataset.dataset(folder, format="parquet")
    for batch in rows.to_batches(columns=[column]):
        for pair in batch.column(0).value_counts().to_pylist():
            found[pair["values"]] += pair["counts"]
    return dict(found)
