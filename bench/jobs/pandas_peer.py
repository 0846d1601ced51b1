"""The peer: the part of the job that equal NIK settle, in pandas."""

from pathlib import Path
from time import perf_counter
from typing import Any

import pandas as pd


REGION = ["NO_PROP", "NO_KAB", "NO_KEC", "NO_KEL"]
ACTIVE, ARREARS, LAPSED, UNREGISTERED = range(4)


def measure(folder: Path) -> dict[str, Any]:
    start = perf_counter()
    people = valid(folder / "population.csv", ";", ["NIK", "FLAG_STATUS", *REGION])
    living = people[people["FLAG_STATUS"] == "0"].drop_duplicates("NIK")
    cards = valid(folder / "membership.csv", ",", ["NIK", "STATUS", "KET_STATUS"])
    found = living.merge(best_cards(cards), on="NIK", how="left")
    found["state"] = found["state"].fillna(UNREGISTERED).astype("int8")
    counts = found.groupby([*REGION, "state"]).size().unstack(fill_value=0).sum()
    population = int(counts.sum())
    counted = {
        "population": population,
        "registered": population - int(counts[UNREGISTERED]),
        "active": int(counts[ACTIVE]),
    }
    return {"seconds": perf_counter() - start, "counted": counted}


def valid(path: Path, delimiter: str, columns: list[str]) -> pd.DataFrame:
    """The rows whose NIK can be one."""
    rows = pd.read_csv(path, sep=delimiter, dtype="str", usecols=columns)
    return rows[rows["NIK"].str.fullmatch("[1-9][0-9]{15}", na=False)]


def best_cards(cards: pd.DataFrame) -> pd.DataFrame:
    """One card per NIK: active before arrears before lapsed."""
    owing = cards["KET_STATUS"].str.contains("TUNGGAK", na=False)
    state = owing.map({True: ARREARS, False: LAPSED})
    state = state.mask(cards["STATUS"] == "AKTIF", ACTIVE)
    ranked = cards[["NIK"]].assign(state=state).sort_values("state", kind="stable")
    return ranked.drop_duplicates("NIK")
