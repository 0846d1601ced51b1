"""Linking measured beside other programs, each job in a process of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.measures import ROOT, Job, fresh, job_of


PEERS = ROOT / "build" / "peers" / "bin" / "python"
SAMPLES = {"tabalong": "peserta.xlsx", "klaten": "peserta.csv"}
IDS = ("with_id", "without_id")
DAMAGE = 2  # times as much as registers usually have
Answer = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """`sizes` in cards, linked so many `runs` times; `seeds` of so many `people`."""

    sizes: Sequence[int]
    runs: int
    people: int
    seeds: Sequence[int]


@dataclass(frozen=True)
class Measured:
    """Everything that the page shows: `febrl` by program and ID, `registers` and
    `sizes` by name and number of cards."""

    febrl: dict[str, dict[str, Answer]]
    registers: dict[str, dict[str, Answer]]
    sizes: dict[int, Job]


def measure(asked: Asked, progress: Callable[[str], None]) -> Measured:
    with TemporaryDirectory(prefix="semesta-bench-") as name:
        progress("FEBRL4")
        febrl = febrl4(made(Path(name) / "febrl"))
        registers = {}
        for sample, cards in SAMPLES.items():
            progress(f"sample {sample}")
            place = ROOT / "samples" / sample
            registers[sample] = indonesian(
                made(Path(name) / sample), place / "penduduk.csv", place / cards, place
            )
        for seed in asked.seeds:
            progress(f"seed {seed}: {asked.people:,} people")
            folder = made(Path(name) / f"seed-{seed}")
            fresh("making_people", folder, str(asked.people), str(seed), str(DAMAGE))
            month = next((folder / "made").glob("????-??"))
            registers[f"seed {seed}"] = indonesian(
                folder, month / "penduduk", month / "peserta", month
            )
        sizes = {
            rows: speed(made(Path(name) / str(rows)), rows, asked.runs, progress)
            for rows in asked.sizes
        }
    return Measured(febrl, registers, sizes)


def febrl4(folder: Path) -> dict[str, dict[str, Answer]]:
    """Program → with or without ID → what came out."""
    ecm = fresh("febrl_recordlinkage", folder, python=PEERS)["ecm"]
    found = {"recordlinkage": {name: {"classified": ecm[name]} for name in IDS}}
    for program in ("febrl_splink", "febrl_ours"):
        found[program] = {}
        for name in IDS:
            weighed = fresh(program, folder, name, python=PEERS)
            judged = fresh("febrl_judged", folder, f"{program}-{name}")
            found[program][name] = {**judged, "weighing": weighed["seconds"]}
    return found


def indonesian(
    folder: Path, population: Path, membership: Path, beside: Path
) -> dict[str, Answer]:
    """Program → what came out on one pair of registers."""
    truth = str(beside / "truth_links.csv")
    ours = fresh("indonesian_ours", folder, str(population), str(membership), truth)
    weighed = fresh("indonesian_splink", folder, ours["run"], python=PEERS)
    judged = fresh("indonesian_judged", folder, ours["run"], truth)
    return {"ours": ours, "splink": {**judged, "weighing": weighed["seconds"]}}


def speed(folder: Path, rows: int, runs: int, progress: Callable[[str], None]) -> Job:
    progress(f"{rows:,} cards: making registers")
    fresh("making_residue", folder, str(rows))
    answers = []
    for number in range(1, runs + 1):
        answers.append(fresh("linking", folder))
        progress(f"{rows:,} cards: linking {number}: {answers[-1]['seconds']:.2f}s")
    return job_of(answers)


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder
