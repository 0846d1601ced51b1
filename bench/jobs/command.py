"""One command of those that work on a published run, as a user starts it.

Seconds are those of the command; starting Python is not counted.
"""

import contextlib
import io
import shutil
from pathlib import Path
from time import perf_counter

from bench.jobs.prepared import INVOICE, STORE
from bench.registers import MONTH
from semesta.cli import app
from semesta.months import Month


def measure(folder: Path, name: str) -> dict[str, float]:
    out = folder / "taken-away"
    arguments = commands(folder, out)[name]
    with contextlib.redirect_stdout(io.StringIO()):
        start = perf_counter()
        app(args=[str(word) for word in arguments], standalone_mode=False)
        seconds = perf_counter() - start
    shutil.rmtree(out, ignore_errors=True)
    return {"seconds": seconds}


def commands(folder: Path, out: Path) -> dict[str, tuple[object, ...]]:
    """Name of a line of the page → what is typed."""
    store = folder / STORE
    before = store / f"{Month.parse(MONTH).plus(-1)}-r1"
    return {
        "gap": ("gap", store),
        "audit": ("audit", "--invoice", folder / INVOICE, "--run", store, "--out", out),
        "worklist": ("worklist", store, "--out", out, "--no-xlsx", "--no-pdf"),
        "report": ("report", store, "--out", out, "--previous", before),
        "export": ("export", store, "--public", "--out", out),
    }
