"""Polars with its streaming engine, from files to files."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl

from bench.jobs.nation_outputs import (
    AGES,
    CARD,
    COUNTS,
    DAY,
    DIVISORS,
    ORDER,
    PERSON,
    Given,
)


ENTITLEMENTS = {"active": 3, "arrears": 2, "lapsed": 1}
STATES = {3: "active", 2: "inactive_arrears", 1: "inactive_lapsed"}


def outputs(given: Given, out: Path) -> dict[str, Callable[[], object]]:
    living = pl.scan_parquet(given.living).with_columns(status=pl.lit("living"))
    departed = pl.scan_parquet(given.departed)
    persons = pl.concat([living, departed], how="diagonal")

    def write(name: str, rows: pl.LazyFrame) -> None:
        path = out / name / "rows.parquet"
        rows.sink_parquet(path, mkdir=True, engine="streaming", compression="zstd")

    def read(name: str) -> pl.LazyFrame:
        return pl.scan_parquet(out / name / "rows.parquet")

    return {
        "findings": lambda: write("findings", findings(persons, given.cards)),
        "states": lambda: write("states", states(persons, read("findings"))),
        "coverage": lambda: write("coverage", coverage(read)),
        "worklist": lambda: split(worklist(read("states")), out / "worklist"),
    }


def findings(persons: pl.LazyFrame, files: list[str]) -> pl.LazyFrame:
    """One row per card: whose it is and what is wrong with it."""
    right = persons.select(
        "nik", "person_id", "status", born="birth_date", called="name"
    )
    laid = pl.scan_parquet(files).select(CARD)
    laid = laid.join(right, left_on="card_nik", right_on="nik", how="left")
    differs = (pl.col("born") != pl.col("birth_date")) | ~pl.col(
        "called"
    ).str.starts_with(pl.col("name"))
    laid = laid.with_columns(
        kind=pl.when(pl.col("card_nik").is_null())
        .then(pl.lit("nik_invalid"))
        .when(pl.col("person_id").is_null())
        .then(pl.lit("not_found"))
        .when(differs)
        .then(pl.lit("identity_conflict"))
        .otherwise(pl.lit("linked")),
        entitlement=pl.col("state").replace_strict(
            ENTITLEMENTS, default=0, return_dtype=pl.Int8
        ),
    )
    linked = pl.col("kind") == "linked"
    owner = pl.when(linked).then(pl.col("person_id")).otherwise(-pl.col("card_id"))
    placed = laid.sort(
        "entitlement", "start_date", "noka", descending=[True, True, False]
    ).with_columns(standing=pl.int_range(1, pl.len() + 1).over(owner))
    return placed.select(
        *CARD,
        pl.when(linked).then(pl.col("person_id")).alias("person_id"),
        "entitlement",
        "standing",
        finding=pl.when(~linked)
        .then(pl.col("kind"))
        .when(pl.col("status") != "living")
        .then(pl.col("status"))
        .when(pl.col("standing") > 1)
        .then(pl.lit("duplicate"))
        .otherwise(pl.lit("matched")),
    )


def states(persons: pl.LazyFrame, found: pl.LazyFrame) -> pl.LazyFrame:
    """One row per resident."""
    best = found.filter(
        pl.col("person_id").is_not_null() & (pl.col("standing") == 1)
    ).select("person_id", "entitlement", "segment", "noka")
    living = persons.filter(pl.col("status") == "living").select(PERSON)
    joined = living.join(best, on="person_id", how="left")
    state = pl.col("entitlement").replace_strict(
        STATES, default="unregistered", return_dtype=pl.String
    )
    return joined.select(*PERSON, "segment", "noka", state=state, band=band())


def band() -> pl.Expr:
    """How many ages at which another band begins a resident has reached."""
    born, day = pl.col("birth_date"), date.fromisoformat(DAY)
    later = born.dt.month().cast(pl.Int32) * 100 + born.dt.day() > 100 + day.day
    age = day.year - born.dt.year() - later.cast(pl.Int32)
    return pl.sum_horizontal([(age >= begins).cast(pl.Int32) for begins in AGES])


def coverage(read: Callable[[str], pl.LazyFrame]) -> pl.LazyFrame:
    """Residents and cards of every region, by what is counted."""
    village = pl.col("village")
    return pl.concat(
        [
            read(rows)
            .group_by(region=village - village % divisor, **by(columns))
            .agg(n=pl.len())
            .with_columns(what=pl.lit(what), divisor=pl.lit(divisor, pl.Int64))
            for what, (rows, columns) in COUNTS.items()
            for divisor in DIVISORS
        ]
    )


def by(columns: tuple[str, ...]) -> dict[str, pl.Expr]:
    """Three columns of text, whatever is counted by."""
    found = [*map(pl.col, columns), *[pl.lit(None)] * (3 - len(columns))]
    return {f"by_{n}": column.cast(pl.String) for n, column in enumerate(found)}


def worklist(residents: pl.LazyFrame) -> pl.LazyFrame:
    """Whole families with somebody to visit."""
    families = residents.with_columns(
        family=pl.coalesce("kk", pl.col("person_id").cast(pl.String)),
        regency=pl.col("village") // 1_000_000,
    )
    busy = families.filter(pl.col("state") != "active")
    keys = ["village", "family"]
    return families.join(busy.select(keys).unique(), on=keys, how="semi").sort(ORDER)


def split(rows: pl.LazyFrame, folder: Path) -> None:
    by_regency = pl.PartitionBy(folder, key="regency")
    rows.sink_parquet(by_regency, mkdir=True, engine="streaming", compression="zstd")
