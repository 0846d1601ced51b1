"""A population and a membership register, linked by `semesta run`, against the truth.

The peer starts from the cleaned registers of the run.
"""

import json
from pathlib import Path
from typing import Any

from semesta.linkage import evaluate
from semesta.months import Month
from semesta.run import Options, run


MONTH = Month(2026, 1)
PERSONS = ("residents.parquet", "departed.parquet")


def measure(
    folder: Path, population: str, membership: str, truth: str
) -> dict[str, Any]:
    done = run(Options((population,), (membership,), MONTH, folder / "store"))
    found = evaluate(
        done.path_of("cards.parquet"),
        [done.path_of(name) for name in PERSONS],
        done.regions().to_pylist(),
        Path(truth),
    )
    log = json.loads((done.folder / "run.log.json").read_text())
    stages = {stage["name"]: stage["seconds"] for stage in log["stages"]}
    return {
        "seconds": stages["link"],
        "run": str(done.folder),
        "evaluation": found.as_json(),
    }
