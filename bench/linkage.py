"""`make bench-linkage`: measures linking; writes docs/reference/benchmarks-linkage.md."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from bench.linkage_measures import Asked, measure
from bench.linkage_page import page
from bench.measures import ROOT


PAGE = ROOT / "docs" / "reference" / "benchmarks-linkage.md"


def numbers(text: str) -> Sequence[int]:
    return sorted(int(part) for part in text.split(","))


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.linkage", description=__doc__
    )
    parser.add_argument("--sizes", type=numbers, default="10000,100000", help="cards")
    parser.add_argument("--runs", type=int, default=3, help="runs of every size")
    parser.add_argument("--people", type=int, default=100_000, help="of every seed")
    parser.add_argument("--seeds", type=numbers, default="101,102", help="of synth")
    parser.add_argument("--page", type=Path, default=PAGE, help="where to write")
    asked = parser.parse_args()
    wanted = Asked(asked.sizes, asked.runs, asked.people, asked.seeds)
    asked.page.write_text(page(measure(wanted, print)), encoding="utf-8")
    print(f"written: {asked.page}")


if __name__ == "__main__":
    main()
