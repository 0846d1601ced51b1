"""What is measured, each in a process of its own: `python -m bench.jobs JOB FOLDER`.

Every job reads the registers that `bench.registers` wrote into the folder and prints
one JSON object: seconds (imports left out), the process's peak memory, and what it
counted, so that a reader sees that peers did the same work.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.registers import MONTH, make
from semesta.engine import Duck
from semesta.months import Month
from semesta.published.runlog import peak_memory
from semesta.run import Options, run


MEMBER_COLUMNS = ["NOKA", "NIK", "SEGMEN", "STATUS", "KET_STATUS", "BLN_TUNGGAK"]
REGION_COLUMNS = ["NO_PROP", "NO_KAB", "NO_KEC", "NO_KEL"]


def measure_run(folder: Path) -> dict[str, Any]:
    """The whole run, as `semesta run` does it, with its own record of the stages."""
    with TemporaryDirectory(dir=folder) as out:
        options = Options(
            population=(str(folder / "population.csv"),),
            membership=(str(folder / "membership.csv"),),
            month=Month.parse(MONTH),
            out=Path(out) / "store",
        )
        start = perf_counter()
        finished = run(options)
        seconds = perf_counter() - start
        log = json.loads((finished.folder / "run.log.json").read_text())
        nation = next(
            row
            for row in finished.regions().to_pylist()
            if row["region_code"] == "ID" and row["basis"] == "linked"
        )
    counted = {name: nation[name] for name in ("population", "registered", "active")}
    return counted | {"seconds": seconds, "stages": log["stages"]}


def measure_floor(folder: Path) -> dict[str, Any]:
    """Every value that the run uses, read once from Parquet and looked at."""
    start = perf_counter()
    with Duck() as engine:
        for name in ("population", "membership"):
            engine.read(name, folder / f"{name}.parquet")
        characters = engine.value(
            "SELECT (SELECT sum(length(concat(*COLUMNS(*)))) FROM population)"
            ' + (SELECT sum(length(concat(*COLUMNS(* EXCLUDE ("NO")))))'
            " FROM membership)"
        )
    return {"seconds": perf_counter() - start, "characters": int(characters)}


def measure_pandas(folder: Path) -> dict[str, Any]:
    """The part of the job that equal NIK settle, in pandas."""
    import pandas as pd

    def read(name: str, delimiter: str, columns: list[str]) -> pd.DataFrame:
        path = folder / f"{name}.csv"
        rows = pd.read_csv(path, sep=delimiter, dtype="str", usecols=columns)
        valid = rows["NIK"].str.fullmatch("[1-9][0-9]{15}").fillna(False).astype(bool)
        return rows[valid]

    start = perf_counter()
    people = read("population", ";", ["NIK", "FLAG_STATUS", *REGION_COLUMNS])
    residents = people[people["FLAG_STATUS"] == "0"].drop_duplicates("NIK")
    cards = read("membership", ",", MEMBER_COLUMNS)
    lapsed = cards["KET_STATUS"].str.contains("TUNGGAK").fillna(False)
    cards["state"] = 2 + (~lapsed).astype(int)
    cards.loc[cards["STATUS"] == "AKTIF", "state"] = 1
    best = cards.sort_values(["state", "NOKA"]).drop_duplicates("NIK")
    found = residents.merge(best, on="NIK", how="left")
    found["state"] = found["state"].fillna(4).astype(int)
    table = found.groupby([*REGION_COLUMNS, "state"]).size().unstack(fill_value=0)
    counts = table.sum()
    population = int(counts.sum())
    return {
        "seconds": perf_counter() - start,
        "population": population,
        "registered": population - int(counts[4]),
        "active": int(counts[1]),
    }


def measure_making(folder: Path, people: str) -> dict[str, Any]:
    """Not a measure to publish: making the registers here keeps the caller small."""
    start = perf_counter()
    make(folder, int(people))
    return {"seconds": perf_counter() - start}


JOBS: dict[str, Callable[..., dict[str, Any]]] = {
    "make": measure_making,
    "run": measure_run,
    "floor": measure_floor,
    "pandas": measure_pandas,
}


def main(job: str, folder: str, *rest: str) -> None:
    found = JOBS[job](Path(folder), *rest)
    print(json.dumps(found | {"peak_memory_bytes": peak_memory()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
