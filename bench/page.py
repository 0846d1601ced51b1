"""The page of measures: every number on it comes from the measuring."""

from collections.abc import Iterator, Sequence

from bench import damage
from bench.machine import machine
from bench.measures import Size


NOTE = "<!-- Written by `make bench`; changes made here are lost. -->"
ABOUT = f"""
How long a run takes and how much memory it holds, on made-up registers: a population
extract of the civil registry and a membership list, both CSV, families in real
villages. {damage.WITH_CARD:.0%} of the persons have a card. Of the cards
{damage.NO_NIK:.0%} lack a NIK, {damage.MISTYPED_NIK:.0%} have a wrong digit in it,
{damage.NO_VILLAGE:.0%} name no village, {damage.NO_FAMILY_CARD:.0%} no family card,
{damage.NAME_CUT_SHORT:.0%} cut a long name short, {damage.STRANGERS:.0%} belong to nobody
in the population register, {damage.WITH_TWO_CARDS:.1%} are second cards. `make bench`
makes the registers, measures, and writes this page. Up to the nation, and beside other
programs: [benchmarks of the nation](benchmarks-nation.md).

Every job runs in fresh processes, in turn with the others; seconds and memory are
medians over its runs, and starting Python is not counted. Memory is the most that the
process has held until then, so along the stages it only grows. Rows per second are
rows of both registers.

- **The whole run** is what `semesta run` does.
- **The floor** reads the same registers from Parquet with DuckDB and looks once at
  every value that the run uses: work that has to read the data takes at least that.
- **pandas** does the part of the job that equal NIK settle: it reads the CSV files,
  drops invalid NIK, keeps the best card of each, joins, and counts states per village.
  It leaves out rows set aside with reasons, repairs, dates, places by name, the check
  that a NIK is the right person's, cards whose NIK is missing or wrong, findings, both
  bases and the bridge, status and awards, and the published files. So it finds fewer
  residents registered.
- **The commands on a published run** start from its folder and write what people take
  away; the earlier month of `--previous` has the same registers.
- **`semesta synth`** makes registers of its own, of as many people over the villages of
  the whole nation, with bill, deciles and truth, in CSV, on two threads.
"""
STAGES = {
    "read": "read: files as they come to staged text",
    "clean": "clean: typed rows, and rows set aside",
    "link": "link: cards to persons",
    "cover": "cover: states, findings, measures, bridge",
    "decide": "decide: status and award of every region",
    "publish": "publish: the run folder, every sum checked",
}
JOBS = {
    "whole_run": "the whole run",
    "floor": "the floor",
    "pandas_peer": "pandas, in part",
}
COMMANDS = {
    "gap": "`gap`: persons and rupiah for every line",
    "audit": "`audit`: an invoice in CSV, a line for every card that the region pays for",
    "worklist": "`worklist`: whom to visit, one Parquet file per regency",
    "report": "`report --previous`: page, workbook, brief, and what changed",
    "export": "`export --public`: aggregates with small counts hidden",
}
SYNTH = "`synth`"
SHORTEST = 0.05  # seconds; below, the clock says more about the machine than the work


def page(sizes: Sequence[Size]) -> str:
    return "\n\n".join(part.strip() for part in parts(sizes)) + "\n"


def parts(sizes: Sequence[Size]) -> Iterator[str]:
    yield NOTE
    yield "# Benchmarks"
    yield ABOUT
    yield "## The machine"
    yield "\n".join(f"- {what}: {which}" for what, which in machine().items())
    for size in sizes:
        yield f"## {size.people:,} people"
        yield (
            f"{size.rows:,} rows in both registers, {megabytes(size.csv_bytes)} of CSV."
        )
        yield table(
            ("Stage", "Seconds", "Rows/s", "Peak memory", "Times the floor"),
            stage_rows(size),
        )
        yield table(
            ("Job", "Runs", "Seconds", "Fastest to slowest", "Rows/s", "Peak memory")
            + ("Times the floor", "Residents", "Registered", "Active"),
            [job_row(name, size) for name in JOBS],
        )
        yield table(
            ("Command on the published run", "Seconds", "Peak memory"),
            [
                (COMMANDS[name], f"{job.usual:.2f}", megabytes(job.peak_memory_bytes))
                for name, job in size.commands.items()
            ],
        )
        yield table(
            ("A made-up nation", "Runs", "Seconds", "Fastest to slowest", "People/s")
            + ("Peak memory", "Cards", "On disk"),
            [synth_row(size)],
        )
    if len(sizes) > 1:
        yield from growth(sizes[0], sizes[-1])


def stage_rows(size: Size) -> list[tuple[object, ...]]:
    floor = size.jobs["floor"].usual
    return [
        (
            STAGES[stage.name],
            f"{stage.seconds:.2f}",
            rate(size.rows, stage.seconds),
            megabytes(stage.peak_memory_bytes),
            f"{stage.seconds / floor:.1f}",
        )
        for stage in size.jobs["whole_run"].stages
    ]


def job_row(name: str, size: Size) -> tuple[object, ...]:
    job, floor = size.jobs[name], size.jobs["floor"].usual
    counts = ("population", "registered", "active")
    return (
        JOBS[name],
        len(job.seconds),
        f"{job.usual:.2f}",
        f"{min(job.seconds):.2f} to {max(job.seconds):.2f}",
        rate(size.rows, job.usual),
        megabytes(job.peak_memory_bytes),
        f"{job.usual / floor:.1f}",
        *(f"{job.counted[c]:,}" if c in job.counted else "" for c in counts),
    )


def synth_row(size: Size) -> tuple[object, ...]:
    job = size.synth
    return (
        SYNTH,
        len(job.seconds),
        f"{job.usual:.2f}",
        f"{min(job.seconds):.2f} to {max(job.seconds):.2f}",
        rate(job.counted["people"], job.usual),
        megabytes(job.peak_memory_bytes),
        f"{job.counted['cards']:,}",
        megabytes(job.counted["bytes"]),
    )


def growth(small: Size, large: Size) -> Iterator[str]:
    """How cost grows with the registers."""
    yield "## How cost grows"
    yield (
        f"From {small.people:,} to {large.people:,} people the registers grow "
        f"{large.rows / small.rows:.1f} times. A cost that grows by more than that is "
        "one to watch."
    )
    stages = zip(
        small.jobs["whole_run"].stages, large.jobs["whole_run"].stages, strict=True
    )
    rows = [
        *((STAGES[a.name], *grown(a.seconds, b.seconds)) for a, b in stages),
        *(
            (JOBS[name], *grown(small.jobs[name].usual, large.jobs[name].usual))
            for name in JOBS
        ),
        (SYNTH, *grown(small.synth.usual, large.synth.usual)),
    ]
    head = ("Seconds", f"{small.people:,}", f"{large.people:,}", "Times as much")
    yield table(head, rows)
    for what, jobs in (
        ("the run", [size.jobs["whole_run"] for size in (small, large)]),
        (SYNTH, [size.synth for size in (small, large)]),
    ):
        memory = [megabytes(job.peak_memory_bytes) for job in jobs]
        yield f"Peak memory of {what}: {memory[0]}, then {memory[1]}."


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
