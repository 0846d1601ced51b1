"""The lines of work that are measured beside reading the data, and what each may cost."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench.nation.records import Records


# Statements of the run, by the SQL file that stands for each.
CUBE = ("resident_cells", "cube", "card_cube")
MEASURES = (
    *("cube_levels", "measures", "segment_measures", "demographic_measures"),
    *("administrative", "bridge", "known_regions", "regions_out"),
)
INGEST = ("read", "clean")
LINKING = ("link", "cover")
REST = ("start", "decide", "publish")


@dataclass(frozen=True)
class Spent:
    """What one run of a line took; `seconds` by the clock."""

    seconds: float
    cpu_seconds: float
    peak_memory_bytes: int
    spill_bytes: int


@dataclass(frozen=True)
class Line:
    """`target`: times the floor that it may take at most; None where nothing is said.
    `spent` finds it in one answer of the `job`."""

    name: str
    title: str
    target: float | None
    job: str
    spent: Callable[[dict[str, Any]], Spent]

    def all_spent(self, records: Records, people: int) -> list[Spent]:
        return [self.spent(answer) for answer in records.answers(people, self.job)]


def of_stages(answer: dict[str, Any], names: Iterable[str]) -> Spent:
    found = [stage for stage in answer["stages"] if stage["name"] in set(names)]
    return Spent(
        sum(stage["seconds"] for stage in found),
        sum(stage["cpu_seconds"] for stage in found),
        max(stage["peak_memory_bytes"] for stage in found),
        max(stage["spill_bytes"] for stage in found),
    )


def of_statements(answer: dict[str, Any], names: Sequence[str]) -> Spent:
    """Statements within LINKING: memory and spill are not told apart from theirs."""
    clocked = [answer["statements"][name] for name in names]
    whole = of_stages(answer, LINKING)
    wall, cpu = (sum(times) for times in zip(*clocked, strict=True))
    return Spent(wall, cpu, whole.peak_memory_bytes, whole.spill_bytes)


def of_states(answer: dict[str, Any]) -> Spent:
    """LINKING without what is counted from the states."""
    whole = of_stages(answer, LINKING)
    counted = of_statements(answer, (*CUBE, *MEASURES))
    return Spent(
        whole.seconds - counted.seconds,
        whole.cpu_seconds - counted.cpu_seconds,
        whole.peak_memory_bytes,
        whole.spill_bytes,
    )


def of_all(answer: dict[str, Any]) -> Spent:
    stages = of_stages(answer, [stage["name"] for stage in answer["stages"]])
    return Spent(
        answer["seconds"],
        answer["cpu_seconds"],
        answer["peak_memory_bytes"],
        stages.spill_bytes,
    )


def after_ingest(answer: dict[str, Any]) -> Spent:
    whole, ingest = of_all(answer), of_stages(answer, INGEST)
    return Spent(
        whole.seconds - ingest.seconds,
        whole.cpu_seconds - ingest.cpu_seconds,
        whole.peak_memory_bytes,
        whole.spill_bytes,
    )


LINES = (
    Line(
        "ingest",
        "ingest: Parquet as it comes → typed rows, and rows set aside",
        28,
        "exact",
        lambda answer: of_stages(answer, INGEST),
    ),
    Line(
        "csv",
        "the same from CSV",
        None,
        "csv",
        lambda answer: of_stages(answer, INGEST),
    ),
    Line(
        "states",
        "exact links confirmed; states of residents and findings of cards written",
        6,
        "exact",
        of_states,
    ),
    Line(
        "cube",
        "the cubes of residents and cards, from their states and findings",
        2.2,
        "exact",
        lambda answer: of_statements(answer, CUBE),
    ),
    Line(
        "measures",
        "every measure of every region from the cube",
        0.4,
        "exact",
        lambda answer: of_statements(answer, MEASURES),
    ),
    Line(
        "rest",
        "law read, status and award of every region, everything checked and published",
        None,
        "exact",
        lambda answer: of_stages(answer, REST),
    ),
    Line(
        "whole", "the whole run without the probabilistic linker", 45, "exact", of_all
    ),
    Line(
        "worklist",
        "worklists with names, families whole, one file per regency",
        12,
        "worklist",
        of_all,
    ),
    Line(
        "increment",
        "the next month with 2% of the cards changed, after its ingest",
        0.5,
        "increment",
        after_ingest,
    ),
    Line(
        "linking",
        "apart: the links of a run with the probabilistic linker, learning included",
        None,
        "full",
        lambda answer: of_stages(answer, ("link",)),
    ),
)
# What other programs make, by the steps of theirs and the lines of ours.
OUTPUTS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "states": ("findings and states written", ("findings", "states"), ("states",)),
    "coverage": (
        "residents and cards of every region counted",
        ("coverage",),
        ("cube", "measures"),
    ),
    "worklist": ("worklists per regency", ("worklist",), ("worklist",)),
}


def line(name: str) -> Line:
    return next(one for one in LINES if one.name == name)


def seconds(records: Records, people: int, name: str) -> float | None:
    """The usual seconds of a line; None where it was not measured."""
    found = [spent.seconds for spent in line(name).all_spent(records, people)]
    return median(found) if found else None


def ours(records: Records, people: int, output: str) -> float | None:
    """Our seconds for what is measured beside others: the sum of the lines it takes."""
    found = [seconds(records, people, name) for name in OUTPUTS[output][2]]
    return None if None in found else sum(one for one in found if one is not None)


def theirs(records: Records, people: int, program: str, output: str) -> float | None:
    steps = OUTPUTS[output][1]
    found = [
        of_stages(answer, steps).seconds
        for answer in records.answers(people, program)
        if "failed" not in answer
    ]
    return median(found) if found else None


def floor(
    records: Records, people: int, which: str = "floor", clock: str = "seconds"
) -> float:
    """F: the usual seconds (or `cpu_seconds`) of reading every value once."""
    return median(answer[clock] for answer in records.answers(people, which))
