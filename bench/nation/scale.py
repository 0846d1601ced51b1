"""The figures of docs/explanation/scale.md: what the cost model says of other sizes.

The page is written by hand; what stands between two marks is written here.
"""

import re
from collections.abc import Iterable, Iterator
from statistics import median

from bench.machine import machine
from bench.nation.cost import Cost, Point, added, fit
from bench.nation.lines import LINES, of_all
from bench.nation.page import measured_sizes
from bench.nation.records import Records
from bench.page import table


CORES = (1, 2, 8, 64)
PEOPLE = (285_000_000, 1_000_000_000)
OF_A_RUN = ("ingest", "states", "cube", "measures", "rest")
JOBS = {"exact": 2, "one_thread": 1}  # and their threads


def refilled(text: str, records: Records) -> str:
    """The page with the figures of these records. Raises ValueError where a mark that
    a figure is for is missing."""
    for name, figures in parts(records):
        marks = re.compile(rf"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)", re.DOTALL)
        if not marks.search(text):
            raise ValueError(f"there is no place for {name}")
        text = marks.sub(lambda found, new=figures: found[1] + new + found[2], text)
    return text


def parts(records: Records) -> Iterator[tuple[str, str]]:
    """What stands between which marks."""
    costs = {name: fit(points(records, name)) for name in OF_A_RUN}
    costs["whole"] = added(list(costs.values()), points(records, "whole"))
    costs["worklist"] = fit(points(records, "worklist"))
    yield "machine", about(records)
    yield "fit", fits(costs)
    yield "residuals", residuals(costs["whole"])
    yield "predictions", predictions(costs)
    yield "sizes", other_needs(records)


def points(records: Records, name: str) -> list[Point]:
    """What a line took in seconds, by people and threads."""
    line = next(one for one in LINES if one.name == name)
    return [
        Point(people, threads, line.spent(answer).seconds)
        for people in measured_sizes(records)
        for job, threads in (JOBS if line.job in JOBS else {line.job: 2}).items()
        for answer in records.answers(people, job)
    ]


def about(records: Records) -> str:
    sizes = ", ".join(f"{people:,}" for people in measured_sizes(records))
    told = machine()
    return (
        f"Measured on {told['Processor']}, {told['Cores']} cores, {told['Memory']}, with "
        f"registers of {sizes} people."
    )


def fits(costs: dict[str, Cost]) -> str:
    titles = {line.name: line.title for line in LINES}
    return table(
        ("Line", "Fixed, seconds", "Serial, µs a person", "Shared, µs a person")
        + ("Serial share", "Largest residual"),
        [
            (
                titles[name],
                f"{cost.fixed:.2f}",
                f"{cost.serial * 1e6:.2f}",
                f"{cost.parallel * 1e6:.2f}",
                f"{cost.serial_share:.0%}" if several(cost) else "not told apart",
                f"{max(map(abs, cost.residuals)):.0%}",
            )
            for name, cost in costs.items()
        ],
    )


def several(cost: Cost) -> bool:
    """Whether it was measured with more than one number of cores."""
    return len({point.cores for point in cost.points}) > 1


def residuals(cost: Cost) -> str:
    return table(
        ("The whole run: people", "Threads", "Measured, seconds", "Model", "Residual"),
        [
            (
                f"{point.people:,}",
                point.cores,
                f"{point.amount:,.1f}",
                f"{cost.of(point.people, point.cores):,.1f}",
                f"{off:+.0%}",
            )
            for point, off in zip(cost.points, cost.residuals, strict=True)
        ],
    )


def predictions(costs: dict[str, Cost]) -> str:
    titles = {line.name: line.title for line in LINES}
    head = [
        f"{n / 1e6:,.0f} M, {cores} core{'s' if cores > 1 else ''}"
        for n in PEOPLE
        for cores in CORES
    ]
    return table(
        ("Line", *head),
        [
            (
                titles[name],
                *(
                    duration(cost.of(people, cores))
                    for people in PEOPLE
                    for cores in CORES
                ),
            )
            for name, cost in costs.items()
        ],
    )


def other_needs(records: Records) -> str:
    """Memory and disk: measured, fitted, and predicted."""
    found = {
        "memory of the run": lambda answer: of_all(answer).peak_memory_bytes,
        "disk while it runs": lambda answer: answer["disk"]["most"],
        "disk that it publishes": lambda answer: answer["disk"]["published"],
    }
    rows = []
    for what, amount in found.items():
        cost = fit(
            [
                Point(people, 2, median(map(amount, records.answers(people, "exact"))))
                for people in measured_sizes(records)
            ]
        )
        rows.append(
            (
                what,
                gigabytes(cost.fixed),
                f"{cost.serial:,.1f}",
                signed(cost.residuals),
                *(gigabytes(cost.of(people, 2)) for people in PEOPLE),
            )
        )
    head = ("What", "Fixed", "Bytes a person", "Residuals")
    return table((*head, *(f"{people / 1e6:,.0f} M" for people in PEOPLE)), rows)


def signed(shares: Iterable[float]) -> str:
    return ", ".join(f"{share:+.0%}" for share in shares)


def gigabytes(count: float) -> str:
    return f"{count / 1e9:,.1f} GB"


def duration(seconds: float) -> str:
    """Rounded as far as anybody would act on it."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = seconds / 60
    return f"{minutes:.0f} min" if minutes < 90 else f"{minutes / 60:.1f} h"
