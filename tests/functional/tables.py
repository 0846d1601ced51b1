"""Published CSV files as a spreadsheet shows them: rows of text."""

import csv
from collections import Counter
from pathlib import Path


Row = dict[str, str]
STATES = ("active", "inactive_arrears", "inactive_lapsed", "unregistered", "unknown")
COUNTS = ("registered", *STATES, "local_government")


def header(run: Path, name: str) -> str:
    """The first line of a published CSV."""
    with (run / name).open(encoding="utf-8", newline="") as lines:
        return next(lines).rstrip("\n")


def rows(run: Path, name: str) -> list[Row]:
    """Every row of a published CSV; an empty cell is an empty text."""
    with (run / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def region(run: Path, code: str, basis: str = "linked") -> Row:
    """The row of `regions.csv` of a region on a basis."""
    found = [
        row
        for row in rows(run, "regions.csv")
        if (row["region_code"], row["basis"]) == (code, basis)
    ]
    assert len(found) == 1, f"{code} on basis {basis}: {len(found)} rows"
    return found[0]


def award(run: Path, code: str, basis: str = "linked") -> Row:
    """The row of `awards.csv` of a region on a basis."""
    (found,) = (
        row
        for row in rows(run, "awards.csv")
        if (row["region_code"], row["basis"]) == (code, basis)
    )
    return found


def findings(run: Path) -> Counter[str]:
    """How many cards have which finding."""
    return Counter(row["finding"] for row in rows(run, "links.csv"))


def link(run: Path, noka: str) -> Row:
    """The row of `links.csv` of a card."""
    (found,) = (row for row in rows(run, "links.csv") if row["noka"] == noka)
    return found
