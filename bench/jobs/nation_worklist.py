"""`semesta worklist` of the whole nation: families whole, one file per regency."""

import contextlib
import io
import shutil
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.jobs.nation_run import STORE
from bench.jobs.watch import Watch, cpu_seconds, disk_bytes
from semesta.cli import app


def measure(folder: Path) -> dict[str, Any]:
    out = folder / "worklist"
    words = ["worklist", folder / STORE, "--out", out, "--no-xlsx", "--no-pdf"]
    with contextlib.redirect_stdout(io.StringIO()), Watch(disk=folder) as watch:
        start, busy = perf_counter(), cpu_seconds()
        watch.lap("worklist")
        app(args=[str(word) for word in words], standalone_mode=False)
        watch.end()
        seconds, cpu = perf_counter() - start, cpu_seconds() - busy
    written = disk_bytes(out)[0]
    files = len(list(out.rglob("*.parquet")))
    shutil.rmtree(out)
    return {
        "seconds": seconds,
        "cpu_seconds": cpu,
        "peak_memory_bytes": watch.laps[0]["peak_memory_bytes"],
        "stages": watch.laps,
        "counted": {"files": files, "bytes": written},
    }
