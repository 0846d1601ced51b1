"""The whole run, as `semesta run` does it, with its own record of the stages."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.registers import MONTH
from semesta.months import Month
from semesta.run import Options, run


def measure(folder: Path) -> dict[str, Any]:
    with TemporaryDirectory(dir=folder) as out:
        options = Options(
            population=(str(folder / "population.csv"),),
            membership=(str(folder / "membership.csv"),),
            month=Month.parse(MONTH),
            out=Path(out),
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
    return {"seconds": seconds, "stages": log["stages"], "counted": counted}
