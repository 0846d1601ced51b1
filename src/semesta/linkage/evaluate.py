"""How right a run is, against a file that says whose every card is.

The linker never sees such a file; only `semesta evaluate` reads it, afterwards.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from semesta.errors import SemestaError


Row = Mapping[str, Any]
NOBODY = {"identity_conflict", "nik_invalid", "not_found", "unknown"}
FINDINGS = NOBODY | {
    *("matched", "duplicate", "deceased", "moved", "newborn_waiting", "nobody"),
}
WITHOUT_NIK = "_without_nik"
COVERAGE_FILE = "truth_coverage.csv"


@dataclass(frozen=True)
class LinkQuality:
    """Links against the truth: `right` of `linked` of `true` links."""

    linked: int
    right: int
    true: int

    @property
    def precision(self) -> float | None:
        return self.right / self.linked if self.linked else None

    @property
    def recall(self) -> float | None:
        return self.right / self.true if self.true else None

    @property
    def f1(self) -> float | None:
        return 2 * self.right / (self.linked + self.true) if self.true else None


@dataclass(frozen=True)
class CoverageError:
    """Error of the active rate per village, in percentage points."""

    villages: int
    mean: float
    worst: float
    worst_persons: int
    populations_right: int


@dataclass(frozen=True)
class Evaluation:
    """Quality of all links, by method and by damage; share of findings right."""

    cards: int
    not_in_run: int
    links: LinkQuality
    by_method: dict[str, LinkQuality]
    by_damage: dict[str, LinkQuality]
    findings_right: float
    confusions: dict[tuple[str, str], int]
    coverage: CoverageError | None


def evaluate(links: Iterable[Row], regions: Iterable[Row], truth: Path) -> Evaluation:
    """Compares rows of links.csv and regions.csv with a truth file.

    The truth is a CSV with noka, nik, finding and, if known, damaged (0 or 1); `nik`
    is empty for nobody and for a resident without NIK (`…_without_nik`). A file
    `truth_coverage.csv` beside it gives region, population and active per village.
    """
    found = {row["noka"]: row for row in links}
    expected = read_truth(truth, ("noka", "nik", "finding"))
    if not expected:
        raise SemestaError("linkage.truth_empty", file=truth.name)
    for number, row in enumerate(expected, 2):
        if true_finding(row) not in FINDINGS:
            raise SemestaError(
                "linkage.truth_finding",
                file=truth.name,
                row=number,
                known=", ".join(sorted(FINDINGS)),
            )
    overall: Tally = Tally()
    by_method: dict[str, Tally] = defaultdict(Tally)
    by_damage: dict[str, Tally] = defaultdict(Tally)
    confusions: Counter[tuple[str, str]] = Counter()
    for row in expected:
        link = found.get(row["noka"], {})
        tallies = [overall, by_damage[row.get("damaged") or "–"]]
        tallies.append(by_method[link.get("method") or "–"])
        for tally in tallies:
            tally.add(row, link)
        confusions[true_finding(row), found_finding(link)] += 1
    wrong = {pair: n for pair, n in confusions.items() if pair[0] != pair[1]}
    return Evaluation(
        cards=len(expected),
        not_in_run=sum(row["noka"] not in found for row in expected),
        links=overall.quality,
        by_method={name: tally.quality for name, tally in sorted(by_method.items())},
        by_damage={name: tally.quality for name, tally in sorted(by_damage.items())},
        findings_right=1 - sum(wrong.values()) / len(expected),
        confusions=wrong,
        coverage=coverage_error(regions, truth.parent / COVERAGE_FILE),
    )


class Tally:
    """Counts links as they come."""

    def __init__(self) -> None:
        self.linked = self.right = self.true = 0

    def add(self, row: Row, link: Row) -> None:
        linked = bool(link.get("method")) and link["finding"] not in NOBODY
        nameless = row["finding"].endswith(WITHOUT_NIK)
        belongs = bool(row["nik"]) or nameless
        same = (link.get("nik") or "") == row["nik"]
        self.linked += linked
        self.true += belongs
        self.right += linked and belongs and same

    @property
    def quality(self) -> LinkQuality:
        return LinkQuality(self.linked, self.right, self.true)


def true_finding(row: Row) -> str:
    """The finding without the mark of residents who have no NIK, nobody's as one."""
    finding = row["finding"].removesuffix(WITHOUT_NIK)
    return "nobody" if finding in NOBODY else finding


def found_finding(link: Row) -> str:
    """The finding, with all that belong to nobody as one."""
    finding = link.get("finding", "missing")
    return "nobody" if finding in NOBODY else finding


def coverage_error(regions: Iterable[Row], truth: Path) -> CoverageError | None:
    """The error per village; None without a file that says the truth."""
    if not truth.exists():
        return None
    linked = {
        row["region_code"]: row
        for row in regions
        if row["basis"] == "linked" and row["level"] == "village"
    }
    errors = []
    expected = read_truth(truth, ("region", "population", "active"))
    for number, row in enumerate(expected, 2):
        if row["region"].count(".") != 3:
            continue
        if not (row["population"].isdigit() and row["active"].isdigit()):
            raise SemestaError("linkage.truth_count", file=truth.name, row=number)
        population, active = int(row["population"]), int(row["active"])
        found = linked.get(row["region"], {"population": 0, "active": 0})
        if found["active"] is None:  # a list of unregistered residents tells nothing
            continue
        rate = found["active"] / found["population"] if found["population"] else 0.0
        error = abs(rate - active / population) * 100 if population else 0.0
        persons = abs(found["active"] - active)
        errors.append((error, population, persons, found["population"] == population))
    people = sum(population for _, population, _, _ in errors)
    return CoverageError(
        villages=len(errors),
        mean=sum(error * n for error, n, _, _ in errors) / people if people else 0.0,
        worst=max((error for error, _, _, _ in errors), default=0.0),
        worst_persons=max((persons for _, _, persons, _ in errors), default=0),
        populations_right=sum(right for _, _, _, right in errors),
    )


def read_truth(path: Path, needed: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a truth file. Raises SemestaError where it cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [name for name in needed if name not in (reader.fieldnames or ())]
            if missing:
                raise SemestaError(
                    "linkage.truth_columns", file=path.name, missing=", ".join(missing)
                )
            return list(reader)
    except (OSError, UnicodeDecodeError) as error:
        raise SemestaError("linkage.truth_unreadable", file=path.name) from error
