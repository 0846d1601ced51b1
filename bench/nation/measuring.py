"""Size by size, job by job: registers are made, measured and removed."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from bench.jobs.nation_run import STORE
from bench.nation.jobs import (
    CHANGED,
    Asked,
    Job,
    JobFailed,
    carry_out,
    jobs,
)
from bench.nation.records import Records, usual


# Before anything was measured: of one person, with the registers, all that a run lays
# down meanwhile, and what it publishes.
BYTES_PER_PERSON = 400
SECONDS_PER_PERSON = 60e-6
RESERVE = 2_000_000_000
MADE = "made"

Progress = Callable[[str], None]


class TooLarge(Exception):
    """There is not enough disk for registers of a size."""


def measure(asked: Asked, records: Records, progress: Progress = print) -> int:
    """Adds to the records whatever of the asked is missing there; how many jobs failed.

    The jobs take turns, so that a busy minute of the machine hits all of them. One that
    fails keeps no other from being measured.
    """
    failures = 0
    for people in asked.sizes:
        left = [
            job
            for run in range(asked.runs)
            for job in jobs(asked, people)
            if len(records.answers(people, job.name)) <= run < job.runs(asked, people)
        ]
        if not left:
            continue
        check_disk(asked, records, people)
        folder = asked.work / str(people)
        try:
            make(asked, records, people, folder, progress)
            for job in left:
                try:
                    one(asked, records, people, job, folder, progress)
                except JobFailed as error:
                    failures += 1
                    progress(f"{people:,} people: {error}")
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return failures


def one(
    asked: Asked,
    records: Records,
    people: int,
    job: Job,
    folder: Path,
    progress: Progress,
) -> None:
    """Carries out one job and writes down what it answers."""
    if job.peer and (before := failure(records, people, job.name)):
        records.add(people, job.name, {"failed": before})
        return
    run = published(asked, folder, progress) if job.needs_run else ""
    load = os.getloadavg()[0]
    answer = carry_out(job, asked, folder, run)
    records.add(people, job.name, answer | {"load": load})
    said = answer.get("failed") or f"{answer['seconds']:,.2f} s"
    progress(f"{people:,} people: {job.name}: {said}")


def make(
    asked: Asked, records: Records, people: int, folder: Path, progress: Progress
) -> None:
    """The registers."""
    shutil.rmtree(folder, ignore_errors=True)
    progress(f"{people:,} people: making registers")
    lines = "csv" if people <= asked.csv_most else "none"
    changed = str(CHANGED if asked.increment else 0)
    job = Job(MADE, "nation_making", (str(people), lines, changed))
    answer = carry_out(job, asked, folder, "")
    if not records.answers(people, MADE):
        records.add(people, MADE, answer)


def published(asked: Asked, folder: Path, progress: Progress) -> str:
    """The run that worklists and peers start from: made anew after a stop."""
    found = sorted((folder / STORE).glob("[0-9]*"))
    if not found:
        progress("publishing the run again that others start from")
        job = Job("exact", "nation_run", ("exact", "parquet", "2"))
        return carry_out(job, asked, folder, "")["run"]
    return str(found[0])


def failure(records: Records, people: int, program: str) -> str:
    """Why a peer is not tried: it failed with fewer people, or with as many."""
    for size in records.sizes():
        for answer in records.answers(size, program) if size <= people else ():
            if "failed" in answer:
                why = answer["failed"]
                return why if size == people else f"not tried: at {size:,} {why}"
    return ""


def needed(records: Records, people: int) -> tuple[float, float]:
    """Bytes of disk and seconds that a size will need, by the size measured before it."""
    before = [size for size in records.sizes() if records.answers(size, "exact")]
    smaller = [size for size in before if size <= people]
    if not smaller:
        return people * BYTES_PER_PERSON, people * SECONDS_PER_PERSON
    size = smaller[-1]
    exact, made = records.answers(size, "exact"), records.answers(size, MADE)
    disk = max(answer["disk"]["most"] for answer in exact)
    disk += max((sum(answer["counted"].values()) for answer in made), default=0)
    seconds = usual(exact, "seconds") + sum(
        usual(found, "seconds")
        for job in (MADE, "floor", "worklist")
        if (found := records.answers(size, job))
    )
    return people / size * disk, people / size * seconds


def check_disk(asked: Asked, records: Records, people: int) -> None:
    """Raises TooLarge where the disk will not hold what a size needs."""
    bytes_needed, _ = needed(records, people)
    asked.work.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(asked.work).free
    if bytes_needed + RESERVE > free:
        raise TooLarge(
            f"{people:,} people need about {bytes_needed / 1e9:,.0f} GB in {asked.work}; "
            f"{free / 1e9:,.0f} GB are free. Make room, or name another folder: --work DIR"
        )
