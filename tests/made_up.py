"""Made-up registers for tests, and what a run finds in them."""

import csv
from collections.abc import Iterator
from pathlib import Path

from semesta.linkage import Evaluation, evaluate
from semesta.months import Month
from semesta.published import Run
from semesta.run import Options, run
from semesta.synth import Request, make


MONTH = Month(2026, 1)
DISTRICT = "63.09.08"


def made(out: Path, **asked: object) -> Path:
    """The folder of the first month."""
    make(Request(out, **{"regions": (DISTRICT,), "people": 1500, "seed": 3} | asked))
    return out / "2026-01"


def rows(folder: Path, kind: str) -> list[dict[str, str]]:
    files = sorted((folder / kind).iterdir()) if "." not in kind else [folder / kind]
    return [row for file in files for row in read(file)]


def read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def judged(found: Run, folder: Path) -> Evaluation:
    return evaluate(
        found.path_of("cards.parquet"),
        [found.path_of(name) for name in ("residents.parquet", "departed.parquet")],
        found.regions().to_pylist(),
        folder / "truth_links.csv",
    )


def run_of(folder: Path, out: Path, *population: str) -> Run:
    people = population or (str(folder / "penduduk"),)
    return run(Options(people, (str(folder / "peserta"),), MONTH, out))
