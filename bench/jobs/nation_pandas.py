"""pandas, with everything in memory."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

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
STATES = {3: "active", 2: "inactive_arrears", 1: "inactive_lapsed", 0: "unregistered"}


def outputs(given: Given, out: Path) -> dict[str, Callable[[], object]]:
    def persons() -> pd.DataFrame:
        living = read(given.living, PERSON).assign(status="living")
        departed = read(given.departed, None)
        return pd.concat([living, departed], ignore_index=True)

    def write(name: str, rows: pd.DataFrame) -> None:
        (out / name).mkdir()
        rows.to_parquet(out / name / "rows.parquet", compression="zstd", index=False)

    def stored(name: str) -> pd.DataFrame:
        return read([str(out / name / "rows.parquet")], None)

    return {
        "findings": lambda: write(
            "findings", findings(persons(), read(given.cards, CARD))
        ),
        "states": lambda: write("states", states(persons(), stored("findings"))),
        "coverage": lambda: write("coverage", coverage(stored)),
        "worklist": lambda: split(worklist(stored("states")), out / "worklist"),
    }


def read(files: list[str], columns: tuple[str, ...] | None) -> pd.DataFrame:
    wanted = list(columns) if columns else None
    parts = [
        pd.read_parquet(file, columns=wanted, dtype_backend="pyarrow") for file in files
    ]
    return pd.concat(parts, ignore_index=True)


def findings(persons: pd.DataFrame, cards: pd.DataFrame) -> pd.DataFrame:
    """One row per card: whose it is and what is wrong with it."""
    right = persons[["nik", "person_id", "status", "birth_date", "name"]]
    right = right[right["nik"].notna()].rename(
        columns={"nik": "card_nik", "birth_date": "born", "name": "called"}
    )
    laid = cards.merge(right, on="card_nik", how="left")
    begins = [
        isinstance(called, str) and called.startswith(name)
        for called, name in zip(laid["called"], laid["name"], strict=True)
    ]
    same = (laid["born"] == laid["birth_date"]).fillna(False).to_numpy(bool) & begins
    kind = np.select(
        [laid["card_nik"].isna(), laid["person_id"].isna(), ~same],
        ["nik_invalid", "not_found", "identity_conflict"],
        "linked",
    )
    linked = kind == "linked"
    laid["entitlement"] = laid["state"].map(ENTITLEMENTS).fillna(0).astype("int8")
    laid["person_id"] = laid["person_id"].where(linked)
    laid = laid.assign(kind=kind).sort_values(
        ["entitlement", "start_date", "noka"], ascending=[False, False, True]
    )
    owner = laid["person_id"].fillna(-laid["card_id"])
    laid["standing"] = laid.groupby(owner).cumcount() + 1
    laid["finding"] = np.select(
        [laid["kind"] != "linked", laid["status"] != "living", laid["standing"] > 1],
        [laid["kind"], laid["status"], "duplicate"],
        "matched",
    )
    return laid[[*CARD, "person_id", "entitlement", "standing", "finding"]]


def states(persons: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """One row per resident."""
    best = found[found["person_id"].notna() & (found["standing"] == 1)]
    best = best[["person_id", "entitlement", "segment", "noka"]]
    living = persons.loc[persons["status"] == "living", list(PERSON)]
    joined = living.merge(best, on="person_id", how="left")
    joined["state"] = joined["entitlement"].fillna(0).astype("int8").map(STATES)
    return joined.assign(band=bands(joined)).drop(columns="entitlement")


def bands(residents: pd.DataFrame) -> pd.Series:
    """How many ages at which another band begins each resident has reached."""
    born, day = pd.to_datetime(residents["birth_date"]).dt, pd.Timestamp(DAY)
    later = born.month * 100 + born.day > 100 + day.day
    age = day.year - born.year - later.astype("int32")
    return sum((age >= begins).astype("int8") for begins in AGES)


def coverage(stored: Callable[[str], pd.DataFrame]) -> pd.DataFrame:
    """Residents and cards of every region, by what is counted."""
    tables = {name: stored(name) for name in ("states", "findings")}
    levels = [
        tables[rows]
        .groupby([region_of(tables[rows], divisor), *columns], dropna=False)
        .size()
        .reset_index(name="n")
        .rename(columns={column: f"by_{n}" for n, column in enumerate(columns)})
        .astype({f"by_{n}": "string" for n in range(len(columns))})
        .assign(what=what, divisor=divisor)
        for what, (rows, columns) in COUNTS.items()
        for divisor in DIVISORS
    ]
    return pd.concat(levels, ignore_index=True)


def region_of(rows: pd.DataFrame, divisor: int) -> pd.Series:
    village = rows["village"].astype("int64")
    return (village - village % divisor).rename("region")


def worklist(residents: pd.DataFrame) -> pd.DataFrame:
    """Whole families with somebody to visit."""
    families = residents.assign(
        family=residents["kk"].fillna(residents["person_id"].astype("string")),
        regency=residents["village"].astype("int64") // 1_000_000,
    )
    keys = ["village", "family"]
    busy = families.loc[families["state"] != "active", keys].drop_duplicates()
    return families.merge(busy, on=keys).sort_values(list(ORDER))


def split(rows: pd.DataFrame, folder: Path) -> None:
    folder.mkdir()
    for regency, some in rows.groupby("regency"):
        some.to_parquet(folder / f"{regency}.parquet", compression="zstd", index=False)
