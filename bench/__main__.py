"""`make bench`: measures and writes docs/reference/benchmarks.md."""

import argparse
from pathlib import Path

from bench.measures import ROOT, measure
from bench.page import page


PAGE = ROOT / "docs" / "reference" / "benchmarks.md"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", default="100000,1000000", help="numbers of people")
    parser.add_argument("--runs", type=int, default=3, help="runs of every job")
    parser.add_argument("--page", type=Path, default=PAGE, help="where to write")
    asked = parser.parse_args()
    people = sorted(int(size) for size in asked.sizes.split(","))
    sizes = [measure(size, asked.runs, print) for size in people]
    asked.page.write_text(page(sizes), encoding="utf-8")
    print(f"written: {asked.page}")


if __name__ == "__main__":
    main()
