"""The jobs of one size, in their order, and how one of them is carried out.

Registers are read from files that were just written, and every job has a process of its
own. What needs a published run takes that of the job `exact`, the last before them.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.jobs.watch import DIED
from bench.measures import ROOT, command_of


PEERS = ROOT / "build" / "peers" / "bin" / "python"
PROGRAMS = ("duckdb", "polars", "spark", "pandas")
SEVERAL_BELOW = 10_000_000  # people: there one run says enough
CHANGED = 0.02  # of all cards, in a month


class JobFailed(Exception):
    """A job of ours did not end well."""


@dataclass(frozen=True)
class Asked:
    """What to measure. `csv_most`, `linker_most`, `one_thread_most` and `programs_most`
    are the largest numbers of people for which that is measured, too; a job may take
    `patience` seconds, and a peer `peer_memory` bytes."""

    sizes: tuple[int, ...]
    work: Path
    runs: int = 3
    csv_most: int = 10_000_000
    linker_most: int = 10_000_000
    one_thread_most: int = 10_000_000
    programs: tuple[str, ...] = PROGRAMS
    programs_most: int = 50_000_000
    increment: bool = False
    patience: int = 4 * 3600
    peer_memory: int = 16_000_000_000


@dataclass(frozen=True)
class Job:
    """`name` on the records; `module` of `bench.jobs` and its words."""

    name: str
    module: str
    words: tuple[str, ...] = ()
    needs_run: bool = False
    peer: bool = False
    short: bool = False

    def runs(self, asked: Asked, people: int) -> int:
        """How often it is measured; what is short is measured often everywhere."""
        return asked.runs if self.short or people < SEVERAL_BELOW else 1


def jobs(asked: Asked, people: int) -> Iterator[Job]:
    """Every job of a size, once."""
    yield Job("floor", "floor", ("all",), short=True)
    yield Job("fewest", "floor", ("fewest",), short=True)
    if people <= asked.csv_most:
        yield Job("csv", "nation_run", ("exact", "csv", "2"))
    if people <= asked.linker_most:
        yield Job("full", "nation_run", ("full", "parquet", "2"))
    if people <= asked.one_thread_most:
        yield Job("one_thread", "nation_run", ("exact", "parquet", "1"))
    yield Job("exact", "nation_run", ("exact", "parquet", "2"))
    yield Job("worklist", "nation_worklist", needs_run=True)
    for program in asked.programs if people <= asked.programs_most else ():
        yield Job(program, "nation_outputs", (program,), needs_run=True, peer=True)
    if asked.increment:
        words = ("next", "parquet", "2")
        yield Job("increment", "nation_run", words, needs_run=True)


def carry_out(job: Job, asked: Asked, folder: Path, run: str) -> dict[str, Any]:
    """What the job answers; `failed` says why it does not. Only peers may fail."""
    words, python = job.words, Path(sys.executable)
    if job.peer:
        words, python = (*words, run, str(asked.peer_memory)), PEERS
    command = command_of(job.module, folder, *words, python=python)
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        out, errors = process.communicate(timeout=asked.patience)
    except subprocess.TimeoutExpired:
        return failed(job, f"not done in {asked.patience:,} seconds")
    finally:
        end(process)
    if process.returncode == 0:
        return json.loads(out)
    said = errors.decode(errors="replace").strip() or "nothing said"
    if not job.peer:
        raise JobFailed(f"{job.name}: {said}")
    if process.returncode in (DIED, -signal.SIGKILL):
        said = f"more than {asked.peer_memory / 1e9:.0f} GB of memory"
    return failed(job, said.splitlines()[-1])


def failed(job: Job, why: str) -> dict[str, Any]:
    if not job.peer:
        raise JobFailed(f"{job.name}: {why}")
    return {"failed": why}


def end(process: subprocess.Popen[bytes]) -> None:
    """The process with all that it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()
