"""Makes registers of the nation: a job of its own, which keeps the measuring one small."""

from pathlib import Path
from time import perf_counter
from typing import Any

from bench.nation.registers import Wanted, make


def measure(folder: Path, people: str, lines: str, changed: str) -> dict[str, Any]:
    start = perf_counter()
    make(Wanted(folder, int(people), lines=lines == "csv", changed=float(changed)))
    seconds = perf_counter() - start
    written = {
        path.name: sum(file.stat().st_size for file in path.iterdir())
        for path in sorted(folder.iterdir())
    }
    return {"seconds": seconds, "counted": written}
