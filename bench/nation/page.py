"""The page of the nation's measures: every number on it comes from the records."""

import textwrap
from collections.abc import Iterator
from statistics import median
from typing import Any

from bench import damage
from bench.jobs.floor import ALL, FEWEST
from bench.machine import machine
from bench.measures import ROOT
from bench.nation.jobs import PROGRAMS
from bench.nation.lines import (
    LINES,
    OUTPUTS,
    Line,
    Spent,
    floor,
    ours,
    seconds,
    theirs,
)
from bench.nation.measuring import MADE
from bench.nation.records import Records, usual
from bench.page import megabytes, table
from bench.people import BORN_ELSEWHERE


NOTE = "<!-- Written by `make bench-nation`; changes made here are lost. -->"
ABOUT = f"""
What each line of work on a nation's registers costs, beside reading them, and beside
other programs that make the same. The registers are made up: people in all villages,
each regency as large a part of the nation as in the official figures; the NIK of
{BORN_ELSEWHERE:.0%} of them begins with another district than they live in. Of the cards
{damage.MISTYPED_NIK:.0%} have a wrong digit in the NIK, {damage.NO_NIK:.0%} lack it,
{damage.NO_VILLAGE:.0%} name no village. Both are folders of Parquet files of text, the
cards in the order of their numbers. `make bench-nation` makes them, measures, and writes
this page; [the cost model](../explanation/scale.md) is learnt from it.

**F**, the floor, reads every value that a run uses once from these Parquet files with
DuckDB on two threads, and takes each byte into account (a hash). A line that has to read
the data takes at least that. Targets are multiples of F. Beside it stands the floor of the
fewest columns that states per village could be made of.

Every job runs in a process of its own, in turn with the others. Seconds are by the
clock, medians of the runs; CPU is that of the process and all that it started, and its
ratio to the CPU of F does not depend on what else the machine did. Memory is the most
that these held together in the stage that holds the line; spill is what lay on disk
because it did not fit.
"""
PEERS = """
Given the typed, cleaned registers of our run, each program writes a finding for every
card and a state for every resident from equal NIK, confirmed by birth date and name;
of every region the residents by state, by payer, and by sex and age, and the cards by
finding, payer and state; and families with somebody to visit, whole, split by regency.
That is less than our lines hold: no evidence and rival of a link, no bridge from cards to
residents, no marks, steps and debts of families. Times are of the
steps alone; starting Spark is not counted. Their ratios to F stand in brackets. Where
counts differ by a few, a name was too short for us to confirm what was left of it.
"""
NAMES = {
    "duckdb": "DuckDB, one big join",
    "polars": "Polars, streaming",
    "spark": "Spark, local[2]",
    "pandas": "pandas",
}
PEER_PACKAGES = ("duckdb", "pandas", "polars", "pyspark")
STATES = ("population", "active", "inactive_arrears", "inactive_lapsed", "unregistered")
ADVANTAGE_FROM = 10_000_000  # people: from here no other program may be faster


def page(records: Records) -> str:
    return "\n\n".join(part.strip() for part in parts(records)) + "\n"


def parts(records: Records) -> Iterator[str]:
    sizes = measured_sizes(records)
    yield NOTE
    yield "# Benchmarks of the nation"
    yield ABOUT
    yield "## The machine"
    told = [*machine().items(), ("Other programs", ", ".join(pins()))]
    told.append(("Processes that wanted a core before a job began", crowd(records)))
    yield "\n".join(f"- {what}: {which}" for what, which in told)
    yield "## The columns of F"
    yield columns("F", ALL) + "\n" + columns("The fewest", FEWEST)
    for people in sizes:
        yield f"## {people:,} people"
        yield from of_size(records, people)
    if len(sizes) > 1:
        yield "## How cost grows"
        yield "Microseconds per person: a line that grows with people keeps its number."
        head = ("Line", *(f"{people:,}" for people in sizes))
        yield table(head, [growth(records, sizes, line) for line in LINES])


def measured_sizes(records: Records) -> list[int]:
    """Those of which there is something to show beside the floor."""
    return [
        people
        for people in records.sizes()
        if records.answers(people, "floor") and records.answers(people, "exact")
    ]


def pins() -> list[str]:
    """The versions of what other programs run in: an environment of its own."""
    lines = (ROOT / "bench" / "peers.txt").read_text(encoding="utf-8").splitlines()
    named = [line.replace("==", " ") for line in lines if not line.startswith("#")]
    return [pin for pin in named if pin.split()[0] in PEER_PACKAGES]


def crowd(records: Records) -> str:
    """Where these are more than our own last job had, clocks say little; CPU does."""
    loads = records.loads()
    if not loads:
        return "not recorded"
    return f"{min(loads):.1f} to {max(loads):.1f}, usually {median(loads):.1f}"


def columns(name: str, registers: dict[str, tuple[str, ...]]) -> str:
    listed = "; ".join(f"{kind}: {' '.join(held)}" for kind, held in registers.items())
    text = f"- {name}: {listed}."
    return textwrap.fill(text, 88, subsequent_indent="  ", break_on_hyphens=False)


def of_size(records: Records, people: int) -> Iterator[str]:
    base, cpu = (floor(records, people, clock=c) for c in ("seconds", "cpu_seconds"))
    exact = records.answers(people, "exact")
    yield about_disk(records, people, base)
    found = [
        line_row(line, spent, base, cpu, people)
        for line in LINES
        if (spent := line.all_spent(records, people))
    ]
    yield table(
        ("Line", "At most", "Took", "Met", "Seconds", "Runs", "Fastest to slowest")
        + ("CPU seconds", "Of F's", "People/s", "Peak memory", "Spill"),
        found,
    )
    programs = [p for p in PROGRAMS if records.answers(people, p)]
    if programs:
        yield "### Beside other programs"
        yield PEERS
        head = ("Output, in seconds", "ours", *(NAMES[program] for program in programs))
        yield table(
            head, [peer_row(records, people, programs, output) for output in OUTPUTS]
        )
        yield verdict(records, people, programs)
        yield table(
            ("What they count", *(s.replace("_", " ") for s in STATES), "Peak memory"),
            [counts_row("ours", exact)]
            + [counts_row(NAMES[p], records.answers(people, p)) for p in programs],
        )


def about_disk(records: Records, people: int, base: float) -> str:
    made, exact = records.answers(people, MADE), records.answers(people, "exact")
    raw = sum(made[0]["counted"][name] for name in ("population", "membership"))
    published = usual([answer["disk"] for answer in exact], "published")
    most = usual([answer["disk"] for answer in exact], "most")
    narrow = f"{floor(records, people, 'fewest'):.2f}"
    return (
        f"F is {base:.2f} seconds, the floor of the fewest columns {narrow}. The registers "
        f"take {megabytes(raw)} of Parquet; the run lays down {megabytes(most)} at most "
        f"and publishes {megabytes(published)}."
    )


def line_row(
    line: Line, spent: list[Spent], base: float, base_cpu: float, people: int
) -> tuple[object, ...]:
    wall = [one.seconds for one in spent]
    cpu = median(one.cpu_seconds for one in spent)
    took = median(wall) / base
    return (
        line.title,
        "" if line.target is None else f"{line.target:g} F",
        f"{took:.1f} F",
        "" if line.target is None else "yes" if took <= line.target else "**no**",
        f"{median(wall):,.2f}",
        len(wall),
        f"{min(wall):,.2f} to {max(wall):,.2f}",
        f"{cpu:,.1f}",
        f"{cpu / base_cpu:.1f}",
        f"{people / median(wall):,.0f}",
        megabytes(median(one.peak_memory_bytes for one in spent)),
        megabytes(max(one.spill_bytes for one in spent)),
    )


def peer_row(
    records: Records, people: int, programs: list[str], output: str
) -> tuple[object, ...]:
    base, own = floor(records, people), ours(records, people, output)
    found = [theirs(records, people, program, output) for program in programs]
    return (
        OUTPUTS[output][0],
        in_floors(own, base),
        *(in_floors(one, base, own) for one in found),
    )


def in_floors(spent: float | None, base: float, own: float | None = None) -> str:
    """Seconds and their ratio to F; in bold where they are fewer than ours."""
    if spent is None:
        return "–"
    text = f"{spent:,.2f} ({spent / base:.1f})"
    return f"**{text}**" if own is not None and spent < own else text


def verdict(records: Records, people: int, programs: list[str]) -> str:
    """Who is faster where, and who did not finish and why."""
    told = []
    for output, (title, _, _) in OUTPUTS.items():
        own = ours(records, people, output)
        found = {p: theirs(records, people, p, output) for p in programs}
        faster = [
            NAMES[program]
            for program, one in found.items()
            if own is not None and one is not None and one < own
        ]
        if faster:
            told.append(f"Faster than ours at {title}: {'; '.join(faster)}.")
    if not told:
        told.append("No other program is faster at anything.")
    elif people < ADVANTAGE_FROM:
        told.append(f"Below {ADVANTAGE_FROM:,} people no more was aimed at.")
    failures = {
        f"{NAMES[program]} did not finish: {answer['failed']}."
        for program in programs
        for answer in records.answers(people, program)
        if "failed" in answer
    }
    return "\n".join(f"- {line}" for line in (*told, *sorted(failures)))


def counts_row(name: str, answers: list[dict[str, Any]]) -> tuple[object, ...]:
    done = [answer for answer in answers if "failed" not in answer]
    if not done:
        return (name, *[""] * (len(STATES) + 1))
    counts = done[0]["counted"]
    memory = megabytes(usual(done, "peak_memory_bytes"))
    return (name, *(f"{counts[state]:,}" for state in STATES), memory)


def growth(records: Records, sizes: list[int], line: Line) -> tuple[object, ...]:
    per_person = [
        "" if one is None else f"{one / people * 1e6:.2f}"
        for people in sizes
        for one in [seconds(records, people, line.name)]
    ]
    return (line.title, *per_person)
