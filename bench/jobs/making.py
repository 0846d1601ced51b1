"""Makes the registers: a job of its own, which keeps the measuring process small."""

from pathlib import Path
from time import perf_counter

from bench.registers import make


def measure(folder: Path, people: str) -> dict[str, float]:
    start = perf_counter()
    make(folder, int(people))
    return {"seconds": perf_counter() - start}
