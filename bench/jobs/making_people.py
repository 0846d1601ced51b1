"""Made-up registers of a seed with the truth beside them, by `semesta synth`."""

from pathlib import Path
from time import perf_counter

from bench.jobs.indonesian_ours import MONTH
from bench.people import regencies
from semesta.synth import Request, make


MADE = "made"


def measure(folder: Path, people: str, seed: str, damage: str) -> dict[str, float]:
    start = perf_counter()
    where = tuple(regency.code for regency in regencies(int(people)))
    asked = {"seed": int(seed), "damage": float(damage), "first_month": MONTH}
    make(Request(folder / MADE, int(people), where, **asked))
    return {"seconds": perf_counter() - start}
