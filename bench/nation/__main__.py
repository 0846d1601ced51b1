"""`make bench-nation`: measures lines of work; writes docs/reference/benchmarks-nation.md.

Stopped (Ctrl-C, SIGTERM), it writes what it has; `--continue` measures what is missing.
"""

import argparse
import shutil
import signal
import sys
from pathlib import Path

from bench.machine import memory
from bench.measures import ROOT
from bench.nation.jobs import PROGRAMS, Asked, JobFailed
from bench.nation.measuring import TooLarge, check_disk, measure, needed
from bench.nation.page import measured_sizes, page
from bench.nation.records import Records
from bench.nation.scale import duration, refilled


NATION = 285_000_000
PAGE = ROOT / "docs" / "reference" / "benchmarks-nation.md"
SCALE = ROOT / "docs" / "explanation" / "scale.md"
WORK = ROOT / "build" / "nation"


def numbers(text: str) -> tuple[int, ...]:
    return tuple(sorted(int(part) for part in text.split(",") if part))


def names(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(",") if part)


def parser() -> argparse.ArgumentParser:
    told = argparse.ArgumentParser(prog="python -m bench.nation", description=__doc__)
    add = told.add_argument
    add("--sizes", type=numbers, default="1000000,10000000,50000000", help="people")
    add("--nation", action="store_true", help=f"also {NATION:,} people, after asking")
    add("--yes", action="store_true", help="do not ask")
    add("--runs", type=int, default=3, help="runs of sizes below 10 million")
    add("--programs", type=names, default=",".join(PROGRAMS), help="to measure beside")
    add("--programs-most", type=int, default=50_000_000, help="largest beside others")
    add("--csv-most", type=int, default=10_000_000, help="largest size also from CSV")
    add("--linker-most", type=int, default=10_000_000, help="largest with all linkers")
    add("--one-thread-most", type=int, default=10_000_000, help="largest with 1 thread")
    add("--increment", action="store_true", help="also the month after")
    add("--work", type=Path, default=WORK, help="where registers and records lie")
    add("--continue", dest="goes_on", action="store_true", help="keep what is measured")
    add("--render", action="store_true", help="only write the pages anew")
    add("--page", type=Path, default=PAGE, help="where to write the measures")
    add("--scale", type=Path, default=SCALE, help="whose figures to write")
    return told


def main() -> None:
    given = parser().parse_args()
    asked = Asked(
        sizes=(*given.sizes, *([NATION] if given.nation else [])),
        work=given.work,
        runs=given.runs,
        csv_most=given.csv_most,
        linker_most=given.linker_most,
        one_thread_most=given.one_thread_most,
        programs=given.programs,
        programs_most=given.programs_most,
        increment=given.increment,
        peer_memory=memory() * 2 // 3,
    )
    path = given.work / "measured.jsonl"
    if not given.goes_on and not given.render:
        path.unlink(missing_ok=True)
    records = Records(path)
    code = 0
    if not given.render:
        if given.nation and not agreed(asked, records, given.yes):
            sys.exit(2)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        code = measured(asked, records)
    write(records, given.page, given.scale)
    sys.exit(code)


def agreed(asked: Asked, records: Records, yes: bool) -> bool:
    """Whether the nation is to be measured, once it is known what it needs."""
    try:
        check_disk(asked, records, NATION)
    except TooLarge as error:
        print(error, file=sys.stderr)
        return False
    size, seconds = needed(records, NATION)
    free = shutil.disk_usage(asked.work).free
    print(
        f"{NATION:,} people need about {size / 1e9:,.0f} GB of the {free / 1e9:,.0f} GB "
        f"that are free in {asked.work}, and about {duration(seconds)} without peers."
    )
    if yes:
        return True
    if not sys.stdin.isatty():
        print("nobody to ask: --yes agrees beforehand", file=sys.stderr)
        return False
    return input("Go on? [y/N] ").strip().lower() in ("y", "yes")


def measured(asked: Asked, records: Records) -> int:
    """Measures; the exit code of what ended it."""
    try:
        failures = measure(asked, records, lambda text: print(text, flush=True))
    except KeyboardInterrupt:
        print("stopped; --continue measures what is missing", file=sys.stderr)
        return 130
    except (TooLarge, JobFailed) as error:
        print(error, file=sys.stderr)
        return 2
    return 2 if failures else 0


def write(records: Records, measures: Path, scale: Path) -> None:
    """Both pages; the second needs two sizes to learn from."""
    sizes = measured_sizes(records)
    if not sizes:
        print("nothing is measured yet", file=sys.stderr)
        return
    measures.write_text(page(records), encoding="utf-8")
    print(f"written: {measures}")
    if len(sizes) > 1:
        text = scale.read_text(encoding="utf-8")
        scale.write_text(refilled(text, records), encoding="utf-8")
        print(f"written: {scale}")


if __name__ == "__main__":
    main()
