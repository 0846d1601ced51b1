"""`semesta synth`: so many people over the villages of the nation, all its files in CSV."""

from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from semesta.synth import Request, make


def measure(folder: Path, people: str) -> dict[str, Any]:
    with TemporaryDirectory(dir=folder) as name:
        out = Path(name) / "made"
        start = perf_counter()
        made = make(Request(out, people=int(people)))
        seconds = perf_counter() - start
        written = sum(p.stat().st_size for p in out.rglob("*") if p.is_file())
    counted = {"people": made.people, "cards": made.cards, "bytes": written}
    return {"seconds": seconds, "counted": counted}
