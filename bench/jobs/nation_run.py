"""A whole run, with what each stage and each statement of it costs.

Without the probabilistic linker, cards are linked by equal NIK alone, confirmed by name
and birth date; what remains stays open. The published run stays in the folder's store.
"""

import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any
from unittest.mock import patch

from bench.jobs.watch import Watch, cpu_seconds, disk_bytes
from bench.registers import MONTH
from semesta import linkage
from semesta.engine import Duck, SqlFile
from semesta.intake import WithNames
from semesta.months import Month
from semesta.run import Options, run


STORE = "store"
EXACT, FULL, NEXT = "exact", "full", "next"


class NikAlone(WithNames):
    """The intake of a run that links nothing by name."""

    @property
    def linkers(self) -> dict[str, Any]:
        by_review = linkage.ON_RESIDUE[:1]
        return super().linkers | {"on_residue": by_review, "by_name": False}


class Clocked(Duck):
    """Tells how long each SQL file took: wall and CPU."""

    statements: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])

    def create(self, sql: SqlFile | str, *rest: Any, **named: Any) -> str:
        with self._clock(sql):
            return super().create(sql, *rest, **named)

    def write(self, sql: SqlFile | str, *rest: Any, **named: Any) -> None:
        with self._clock(sql):
            super().write(sql, *rest, **named)

    def arrow(self, sql: SqlFile | str) -> Any:
        with self._clock(sql):
            return super().arrow(sql)

    @contextmanager
    def _clock(self, sql: SqlFile | str) -> Iterator[None]:
        wall, cpu = perf_counter(), cpu_seconds()
        yield
        if isinstance(sql, SqlFile):
            self.statements[sql.name][0] += perf_counter() - wall
            self.statements[sql.name][1] += cpu_seconds() - cpu


def measure(folder: Path, which: str, files: str, threads: str) -> dict[str, Any]:
    """`which`: EXACT, FULL, or NEXT, which is EXACT for the month after that in the
    store. `files`: `parquet` or `csv`."""
    store, month = folder / STORE, Month.parse(MONTH)
    previous = None
    if which == NEXT:
        previous, month = store / f"{month}-r1", month.plus(1)
    else:
        shutil.rmtree(store, ignore_errors=True)
    membership = "membership-next" if which == NEXT else "membership"
    suffix = "-csv" if files == "csv" else ""
    options = Options(
        population=(str(folder / f"population{suffix}"),),
        membership=(str(folder / f"{membership}{suffix}"),),
        month=month,
        out=store,
        previous=previous,
        threads=int(threads),
    )
    start, busy = perf_counter(), cpu_seconds()
    with (
        patch("semesta.run.Duck", Clocked),
        patch("semesta.engine.choosing.Duck", Clocked),
        patch("semesta.intake.WithNames", WithNames if which == FULL else NikAlone),
        Watch(disk=store) as watch,
    ):
        watch.lap("start")
        finished = run(options, watch.lap)
        watch.end()
        seconds, cpu = perf_counter() - start, cpu_seconds() - busy
    published = disk_bytes(finished.folder)[0]
    return {
        "seconds": seconds,
        "cpu_seconds": cpu,
        "peak_memory_bytes": max(lap["peak_memory_bytes"] for lap in watch.laps),
        "stages": watch.laps,
        "statements": dict(Clocked.statements),
        "counted": counted(finished.regions().to_pylist()),
        "run": str(finished.folder),
        "disk": {"published": published, "most": max(watch.most_disk, published)},
    }


def counted(regions: list[dict[str, Any]]) -> dict[str, int]:
    """The nation's residents by state."""
    nation = next(
        row
        for row in regions
        if row["region_code"] == "ID" and row["basis"] == "linked"
    )
    names = ("population", "active", "inactive_arrears", "inactive_lapsed")
    return {name: nation[name] for name in (*names, "unregistered")}
