"""Runs every job several times, each in a fresh process, and takes medians."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any


ROOT = Path(__file__).parents[1]
MEASURED = ("whole_run", "floor", "pandas_peer")
COMMANDS = ("gap", "audit", "worklist", "report", "export")


@dataclass(frozen=True)
class Stage:
    """A stage of the run: medians; memory is the process's peak until its end."""

    name: str
    seconds: float
    peak_memory_bytes: int


@dataclass(frozen=True)
class Job:
    """One way to do the work: the seconds of every run, the rest once or as median."""

    seconds: tuple[float, ...]
    peak_memory_bytes: int
    counted: dict[str, int]
    stages: tuple[Stage, ...] = ()
    cpu_seconds: float = 0.0

    @property
    def usual(self) -> float:
        return median(self.seconds)


@dataclass(frozen=True)
class Size:
    """What was measured on registers of one size; `rows` are those of both."""

    people: int
    rows: int
    csv_bytes: int
    jobs: dict[str, Job]
    commands: dict[str, Job]
    synth: Job


def measure(
    people: int, runs: int, progress: Callable[[str], None] = lambda text: None
) -> Size:
    """Makes registers of so many people and measures every job on them.

    The jobs take turns, so that a busy minute of the machine hits all of them.
    """
    with TemporaryDirectory(prefix="semesta-bench-") as name:
        folder = Path(name)
        progress(f"{people:,} people: making registers")
        fresh("making", folder, str(people))
        found: dict[str, list[dict[str, Any]]] = {job: [] for job in MEASURED}
        nations: list[dict[str, Any]] = []
        for number in range(1, runs + 1):
            for job in MEASURED:
                answer = fresh(job, folder)
                found[job].append(answer)
                progress(f"{people:,} people: {job} {number}: {answer['seconds']:.2f}s")
            answer = fresh("synth", folder, str(people))
            nations.append(answer)
            progress(f"{people:,} people: synth {number}: {answer['seconds']:.2f}s")
        csv_bytes = sum(path.stat().st_size for path in folder.glob("*.csv"))
        progress(f"{people:,} people: making two runs")
        fresh("prepared", folder)
        taken: dict[str, list[dict[str, Any]]] = {name: [] for name in COMMANDS}
        for number in range(1, runs + 1):
            for name in COMMANDS:
                answer = fresh("command", folder, name)
                taken[name].append(answer)
                progress(
                    f"{people:,} people: {name} {number}: {answer['seconds']:.2f}s"
                )
    rows = found["whole_run"][0]["stages"][0]["rows"]
    jobs = {job: job_of(answers) for job, answers in found.items()}
    commands = {name: job_of(answers) for name, answers in taken.items()}
    return Size(people, rows, csv_bytes, jobs, commands, job_of(nations))


def fresh(
    job: str, folder: Path, *rest: str, python: Path = Path(sys.executable)
) -> dict[str, Any]:
    """What a job answers in a process of its own.

    A process inherits the peak memory of the one that starts it, so nothing large is
    ever done in this one.
    """
    command = command_of(job, folder, *rest, python=python)
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def command_of(
    job: str, folder: Path, *rest: str, python: Path = Path(sys.executable)
) -> list[str]:
    return [str(python), "-m", "bench.jobs", job, str(folder), *rest]


def job_of(answers: Sequence[dict[str, Any]]) -> Job:
    return Job(
        seconds=tuple(answer["seconds"] for answer in answers),
        peak_memory_bytes=usual(answers, "peak_memory_bytes"),
        counted=answers[0].get("counted", {}),
        cpu_seconds=usual(answers, "cpu_seconds"),
        stages=tuple(
            Stage(
                name=records[0]["name"],
                seconds=usual(records, "seconds"),
                peak_memory_bytes=usual(records, "peak_memory_bytes"),
            )
            for records in zip(*(a.get("stages", ()) for a in answers), strict=True)
        ),
    )


def usual(records: Sequence[dict[str, Any]], name: str) -> Any:
    return median(record[name] for record in records)
