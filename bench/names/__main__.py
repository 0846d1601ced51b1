"""`make bench-names`: measures and writes docs/reference/name-gains.md."""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measures import ROOT
from bench.names.gains import Measured, gains
from bench.names.page import page
from bench.names.registers import of_made_up, of_samples
from bench.names.rules import rules


PAGE = ROOT / "docs" / "reference" / "name-gains.md"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.names", description=__doc__)
    parser.add_argument("--people", type=int, default=3_000, help="in each regency")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--page", type=Path, default=PAGE, help="where to write")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="semesta-names-") as folder:
        made_up = of_made_up(Path(folder), asked.people, asked.seed)
    sets = {"samples": Measured(of_samples()), "made-up": Measured(made_up)}
    found = gains(list(sets.values()), list(rules()), print)
    asked.page.write_text(page(sets, found, asked.people), encoding="utf-8")
    print(f"written: {asked.page}")


if __name__ == "__main__":
    main()
