"""The floor: every value that a run uses, read once from Parquet and looked at."""

from pathlib import Path
from time import perf_counter

from semesta.engine import Duck


# Counting rows would be answered from the files' footers without reading a value.
LOOK = """
SELECT
  (SELECT sum(length(concat(*COLUMNS(*)))) FROM population)
  + (SELECT sum(length(concat(*COLUMNS(* EXCLUDE ("NO"))))) FROM membership)
"""


def measure(folder: Path) -> dict[str, float]:
    start = perf_counter()
    with Duck() as engine:
        for name in ("population", "membership"):
            engine.read(name, folder / f"{name}.parquet")
        engine.value(LOOK)
    return {"seconds": perf_counter() - start}
