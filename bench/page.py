"""The page of measures: every number on it comes from the measuring."""

from collections.abc import Iterator, Sequence

from bench.machine import machine
from bench.measures import Size


NOTE = "<!-- Written by `make bench`; changes made here are lost. -->"
ABOUT = """
How long a run takes and how much memory it holds, on made-up registers: a population
extract of the civil registry and a membership list, both CSV, families in real
villages. Of the cards 2% lack a NIK, 2% carry a wrong digit in it, 5% name no village,
3% of the names are cut short, 1% belong to nobody in the population register, some
persons have two. `make bench` makes the registers, measures and writes this page.

Every job runs in a fresh process; seconds and memory are medians of {runs} runs, and
starting Python is not counted. Memory is the most that the process has held until
then, so along the stages it only grows.

- **The run** is what `semesta run` does, stage by stage.
- **The floor** reads the same registers from Parquet with DuckDB, once, and looks at
  every value that the run uses. Nothing that reads the data can be faster on this
  machine with this reader; the CSV files themselves cost more to read.
- **pandas** does the part of the job that equal NIK settle: it reads the CSV files,
  drops invalid NIK, keeps the best card of each, joins, and counts states per village.
  It leaves out what costs the run most: rows set aside with reasons, repairs, places by
  name, checking that a NIK is the right person's, cards whose NIK is missing or wrong,
  findings, both bases and the bridge, status and awards, the published files. It
  therefore finds fewer residents registered.
"""
STAGES = {
    "read": "read: files as they come to staged text",
    "clean": "clean: typed rows, and rows set aside",
    "link": "link: cards to persons",
    "cover": "cover: states, findings, measures, bridge",
    "decide": "decide: status and award of every region",
    "publish": "publish: the run folder, every sum checked",
}
JOBS = {"run": "the whole run", "floor": "the floor", "pandas": "pandas, in part"}
SHORTEST = 0.05  # seconds; below, the clock says more about the machine than the work


def page(sizes: Sequence[Size], runs: int) -> str:
    return "\n\n".join(part.strip() for part in parts(sizes, runs)) + "\n"


def parts(sizes: Sequence[Size], runs: int) -> Iterator[str]:
    yield NOTE
    yield "# Benchmarks"
    yield ABOUT.format(runs=runs)
    yield "## The machine"
    yield table(("What", "Which"), list(machine().items()))
    for size in sizes:
        yield f"## {size.people:,} people"
        yield (
            f"{size.rows:,} rows in both registers, {megabytes(size.csv_bytes)} of CSV."
        )
        yield table(
            ("Stage", "Rows", "Seconds", "Rows/s", "Peak memory", "Times the floor"),
            stage_rows(size),
        )
        yield table(
            ("Job", "Seconds", "Fastest to slowest", "Peak memory", "Times the floor")
            + ("Residents", "Registered", "Active"),
            [job_row(name, size) for name in size.jobs],
        )
    if len(sizes) > 1:
        yield from growth(sizes[0], sizes[-1])


def stage_rows(size: Size) -> list[tuple[object, ...]]:
    floor = size.jobs["floor"].usual
    return [
        (
            STAGES[stage.name],
            f"{stage.rows:,}",
            f"{stage.seconds:.2f}",
            rate(stage.rows, stage.seconds),
            megabytes(stage.peak_memory_bytes),
            f"{stage.seconds / floor:.1f}",
        )
        for stage in size.jobs["run"].stages
    ]


def job_row(name: str, size: Size) -> tuple[object, ...]:
    job, floor = size.jobs[name], size.jobs["floor"].usual
    counts = ("population", "registered", "active")
    return (
        JOBS[name],
        f"{job.usual:.2f}",
        f"{min(job.seconds):.2f} to {max(job.seconds):.2f}",
        megabytes(job.peak_memory_bytes),
        f"{job.usual / floor:.1f}",
        *(f"{job.counted[c]:,}" if c in job.counted else "" for c in counts),
    )


def growth(small: Size, large: Size) -> Iterator[str]:
    """How cost grows with the registers."""
    yield "## How cost grows"
    yield (
        f"From {small.people:,} to {large.people:,} people the registers grow "
        f"{large.rows / small.rows:.1f} times. A cost that grows by more than that is "
        "one to watch."
    )
    stages = zip(small.jobs["run"].stages, large.jobs["run"].stages, strict=True)
    rows = [
        *((STAGES[a.name], *grown(a.seconds, b.seconds)) for a, b in stages),
        *(
            (JOBS[name], *grown(small.jobs[name].usual, large.jobs[name].usual))
            for name in JOBS
        ),
    ]
    head = ("Seconds", f"{small.people:,}", f"{large.people:,}", "Times as much")
    yield table(head, rows)
    memory = [megabytes(s.jobs["run"].peak_memory_bytes) for s in (small, large)]
    yield f"Peak memory of the run: {memory[0]}, then {memory[1]}."


def grown(before: float, after: float) -> tuple[str, ...]:
    times = f"{after / before:.1f}" if before >= SHORTEST else "too short to say"
    return f"{before:.2f}", f"{after:.2f}", times


def rate(rows: int, seconds: float) -> str:
    return f"{rows / seconds:,.0f}" if seconds >= SHORTEST else ""


def megabytes(count: float) -> str:
    return f"{count / 1_000_000:,.0f} MB"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table; figures stand to the right."""
    dashes = ["---", *["---:"] * (len(head) - 1)]
    lines = [head, dashes, *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)
