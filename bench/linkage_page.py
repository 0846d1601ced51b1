"""The page about linking: every number on it comes from the measuring."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from bench.linkage_measures import DAMAGE, Measured
from bench.machine import machine
from bench.measures import Job
from bench.page import megabytes, table
from semesta.linkage import LinkQuality


NOTE = "<!-- Written by `make bench-linkage`; changes made here are lost. -->"
ABOUT = """
How right links are beside those of other programs, and how fast they are made.
`make bench-linkage` installs the other programs into an environment of their own,
measures all in one run, and writes this page. Every job runs in a process of its own.

- **Precision**: of the links made, the share that is right. **Recall**: of the links to
  be made, the share that was. **F1**: both in one figure.
- **At 95%**: pairs whose probability is at least 95%, a threshold that Splink's
  documentation uses. **In hindsight**: the threshold that gives the best F1, which only
  the truth can tell; nobody has it on registers of their own. **Assigned**: our
  assignment of the same weighed pairs, each record to at most one by the best total, and
  accepted by the F1 that the probabilities let expect; the truth is not looked at.
"""
FEBRL = """
FEBRL4 is a public test set made by others: 5,000 records and 5,000 damaged copies of
them, without (and with) an identity number that is itself mistyped. Plain Splink has
the settings of its documentation's FEBRL4 example, `recordlinkage` the comparisons of
its documentation with more blocks, ours also looks at both lines of the address, the
suburb and the state, and knows that neighbouring columns get swapped.
"""
INDONESIAN = f"""
A population and a membership register each. The samples were made for Semesta; the
seeds are of `semesta synth` with {DAMAGE} times the usual damage, for measuring
only: nothing is tuned on them. Ours is what `semesta run` links. Plain Splink starts
from the same cleaned registers: its comparisons for names and birth dates, edits in the
NIK, sex, family and village. A card of somebody without NIK counts as right when it is given to anybody
without NIK, for both.
"""
SPEED = """
Cards whose NIK does not settle whose they are, beside a population register of as many
persons. Beside them lie 20,000 cards that their NIK does settle: from these a model
learns what strangers show; they are linked too, but not counted as cards. Learning,
comparing, deciding and writing are timed; making and cleaning the registers is not.
Seconds and memory are medians; CPU seconds are those of the process that links, which
lets others compare names beside it. Learning takes the same two seconds whatever the
size, so small registers show few cards a minute.
"""
BY_WEIGHT = ("usual", "hindsight", "assigned")
PROGRAMS = {
    "recordlinkage": ("recordlinkage", ("classified",)),
    "febrl_splink": ("plain Splink", BY_WEIGHT),
    "febrl_ours": ("ours", ("assigned",)),
}
WAYS = {
    "classified": "ECM classifier",
    "usual": "at 95%",
    "hindsight": "in hindsight",
    "assigned": "assigned",
}
HEAD = ("Linked", "Right", "True", "Precision", "Recall", "F1")


def page(found: Measured) -> str:
    return "\n\n".join(part.strip() for part in parts(found)) + "\n"


def parts(found: Measured) -> Iterator[str]:
    yield NOTE
    yield "# Benchmarks of linking"
    yield ABOUT
    yield "## The machine"
    yield "\n".join(f"- {what}: {which}" for what, which in machine().items())
    yield "## FEBRL4"
    yield FEBRL
    for name, title in (("with_id", "With the ID"), ("without_id", "Without the ID")):
        yield f"### {title}"
        yield table(("Program", *HEAD), list(febrl_rows(found, name)))
    yield "## Indonesian registers"
    yield INDONESIAN
    for name, programs in found.registers.items():
        yield f"### {name.capitalize()}"
        yield table(("Program", *HEAD), list(register_rows(programs)))
        yield villages(programs["ours"]["evaluation"])
    yield "## Speed"
    yield SPEED
    yield table(
        ("Cards", "Pairs compared", "Links", "Seconds", "CPU seconds")
        + ("Cards a minute", "Pairs/s", "Peak memory"),
        [speed_row(rows, job) for rows, job in found.sizes.items()],
    )
    for (few, before), (many, after) in pairwise(found.sizes.items()):
        yield (
            f"From {few:,} to {many:,} cards, {many / few:.0f} times as many, it takes "
            f"{after.usual / before.usual:.1f} times as long."
        )


def febrl_rows(found: Measured, name: str) -> Iterator[tuple[object, ...]]:
    for program, (title, ways) in PROGRAMS.items():
        for way in ways:
            judged = found.febrl[program][name][way]
            yield f"{title}, {WAYS[way]}", *figures(judged)


def register_rows(programs: Mapping[str, Any]) -> Iterator[tuple[object, ...]]:
    for way in BY_WEIGHT:
        yield f"plain Splink, {WAYS[way]}", *figures(programs["splink"][way])
    links = programs["ours"]["evaluation"]["links"]
    yield "ours", *figures({n: links[n] for n in ("linked", "right", "true")})


def figures(counted: Mapping[str, int]) -> tuple[str, ...]:
    quality = LinkQuality(**counted)
    counts = (f"{n:,}" for n in (quality.linked, quality.right, quality.true))
    shares = (quality.precision, quality.recall, quality.f1)
    return (*counts, *(f"{share or 0:.5f}" for share in shares))


def villages(evaluation: Mapping[str, Any]) -> str:
    """What our links mean for the figures of villages."""
    errors = evaluation["villages"]["active"]
    calibration = evaluation["calibration_beyond_nik"]["error"]
    return (
        f"Ours: the active rate of villages is off by {errors['mean']:.3f} points on "
        f"average, weighted by population; by {errors['worst_of_many']:.3f} at worst "
        f"where more than two persons differ. Findings right: "
        f"{evaluation['findings_right']:.5f}. Calibration error without links by equal "
        f"NIK: {calibration:.5f}."
    )


def speed_row(rows: int, job: Job) -> tuple[object, ...]:
    return (
        f"{rows:,}",
        f"{job.counted['pairs']:,}",
        f"{job.counted['links']:,}",
        f"{job.usual:.2f}",
        f"{job.cpu_seconds:.2f}",
        f"{rows / job.usual * 60:,.0f}",
        f"{job.counted['pairs'] / job.usual:,.0f}",
        megabytes(job.peak_memory_bytes),
    )
