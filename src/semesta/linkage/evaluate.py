"""How right a run is, against a file that says whose every card is.

The linker never sees such a file; only `semesta evaluate` reads it, afterwards.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa

from semesta.engine import Duck, sql_file
from semesta.linkage.truth_files import (
    NOBODY,
    read_codes,
    read_true_cards,
    read_true_villages,
)
from semesta.linkage.village_errors import VillageErrors, village_errors


PACKAGE = "semesta.linkage"
COVERAGE_FILE = "truth_coverage.csv"
SAME_NIK = "nik"  # the method
NOTHING = "–"  # no method, no damage
# Narrow where it matters: a link is accepted when nearly all of its kind are right.
BANDS = (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 1)
Row = Mapping[str, Any]


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
        both = self.linked + self.true
        return 2 * self.right / both if both else None

    def as_json(self) -> dict[str, Any]:
        shares = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return asdict(self) | shares


@dataclass(frozen=True)
class Band:
    """Pairs of a card and a person whose probability is at least `low`, below `high`:
    `said` is its mean, `right_pairs` the number of them that are."""

    low: float
    high: float
    pairs: int
    said: float
    right_pairs: int
    linked: int

    @property
    def share_right(self) -> float:
        return self.right_pairs / self.pairs


@dataclass(frozen=True)
class Calibration:
    """Whether probabilities come true: of pairs said to be right nine times in ten,
    nine in ten are. The pairs are accepted links and the best candidates of the rest."""

    bands: tuple[Band, ...]

    @property
    def error(self) -> float | None:
        """By how much probabilities are off on average, over the bands."""
        pairs = sum(band.pairs for band in self.bands)
        off = sum(abs(b.said - b.share_right) * b.pairs for b in self.bands)
        return off / pairs if pairs else None

    def as_json(self) -> dict[str, Any]:
        bands = [asdict(b) | {"share_right": b.share_right} for b in self.bands]
        return {"error": self.error, "bands": bands}


@dataclass(frozen=True)
class Evaluation:
    """Quality of all links, by method and by damage; how right findings,
    probabilities and rates of villages are, where the truth tells.

    Links by an equal NIK are many and easy; `calibration_beyond_nik` leaves them out.
    """

    cards: int
    not_in_run: int
    links: LinkQuality
    by_method: dict[str, LinkQuality]
    by_damage: dict[str, LinkQuality]
    findings_right: float | None
    confusions: dict[tuple[str, str], int]
    calibration: Calibration
    calibration_beyond_nik: Calibration
    villages: dict[str, VillageErrors]

    def as_json(self) -> dict[str, Any]:
        return {
            "cards": self.cards,
            "not_in_run": self.not_in_run,
            "links": self.links.as_json(),
            "by_method": {n: q.as_json() for n, q in self.by_method.items()},
            "by_damage": {n: q.as_json() for n, q in self.by_damage.items()},
            "findings_right": self.findings_right,
            "wrong_findings": [
                {"truth": truth, "found": found, "cards": cards}
                for (truth, found), cards in sorted(self.confusions.items())
            ],
            "calibration": self.calibration.as_json(),
            "calibration_beyond_nik": self.calibration_beyond_nik.as_json(),
            "villages": {rate: asdict(e) for rate, e in self.villages.items()},
        }


def evaluate(
    cards: Path,
    persons: Sequence[Path],
    regions: Iterable[Row],
    truth: Path,
    lists: Sequence[Path] | None = None,
) -> Evaluation:
    """Compares a run with a file of cards whose owner is known.

    `cards` and `persons` are Parquet files of the run folder, `regions` the rows of
    regions.csv. The truth is a CSV with noka and nik, which is empty where the card is
    nobody's in the population register; `finding`, `damage` (kinds joined by +) or
    `damaged` tell more. A file `truth_coverage.csv` beside it gives region, population,
    active and, if known, unregistered per village. `lists` are those of a run without
    names: which codes stand for which cards and persons. Raises SemestaError for a file
    that cannot be used.
    """
    known = read_true_cards(truth)
    codes = None if lists is None else read_codes(lists)
    beside = truth.parent / COVERAGE_FILE
    villages = read_true_villages(beside) if beside.exists() else []
    with Duck() as engine:
        _register_truth(engine, known, codes)
        engine.read("run_cards", cards)
        engine.read("run_persons", persons)
        engine.register("bands", _bands())
        engine.create(sql_file(PACKAGE, "evaluated_cards"))
        counts = engine.rows(sql_file(PACKAGE, "evaluated_counts"))
        calibration = _calibration(engine, "TRUE")
        beyond_nik = _calibration(engine, f"coalesce(method, '') <> '{SAME_NIK}'")
    confusions = _confusions(counts)
    told = sum(confusions.values())
    wrong = {pair: n for pair, n in confusions.items() if pair[0] != pair[1]}
    return Evaluation(
        cards=sum(row["cards"] for row in counts),
        not_in_run=sum(row["not_in_run"] for row in counts),
        links=_quality(counts),
        by_method=_qualities((row["method"] or NOTHING, row) for row in counts),
        by_damage=_qualities(
            (kind or NOTHING, row)
            for row in counts
            for kind in (row["damage"] or "").split("+")
        ),
        findings_right=1 - sum(wrong.values()) / told if told else None,
        confusions=wrong,
        calibration=calibration,
        calibration_beyond_nik=beyond_nik,
        villages=village_errors(regions, villages),
    )


def _register_truth(
    engine: Duck, known: pa.Table, codes: tuple[pa.Table, pa.Table] | None
) -> None:
    """`truth_cards`, with the codes of a run without names in the place of numbers."""
    if codes is None:
        engine.register("truth_cards", known)
        return
    engine.register("numbered_truth", known)
    for name, table in zip(("codes_of_cards", "codes_of_persons"), codes, strict=True):
        engine.register(name, table)
    engine.create(sql_file(PACKAGE, "evaluated_codes"), "truth_cards")


def _calibration(engine: Duck, wanted: str) -> Calibration:
    engine.view(f"SELECT * FROM evaluated_cards WHERE {wanted}", "evaluated_pairs")
    rows = engine.rows(sql_file(PACKAGE, "evaluated_bands"))
    return Calibration(tuple(Band(**row) for row in rows))


def _bands() -> pa.Table:
    """low, high. A certain pair lies in the last band."""
    ends = [*BANDS[:-1], 2]
    rows = [{"low": float(low), "high": float(high)} for low, high in pairwise(ends)]
    return pa.Table.from_pylist(rows)


def _quality(rows: Iterable[Row]) -> LinkQuality:
    sums: Counter[str] = Counter()
    for row in rows:
        sums.update({n: row[n] for n in ("linked", "right_links", "true_links")})
    return LinkQuality(sums["linked"], sums["right_links"], sums["true_links"])


def _qualities(named: Iterable[tuple[str, Row]]) -> dict[str, LinkQuality]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for name, row in named:
        groups[name].append(row)
    return {name: _quality(rows) for name, rows in sorted(groups.items())}


def _confusions(counts: Iterable[Row]) -> Counter[tuple[str, str]]:
    """(truth, found) → cards, with all findings about nobody's cards as one."""
    found: Counter[tuple[str, str]] = Counter()
    for row in counts:
        if row["true_finding"] is not None:
            pair = row["true_finding"], row["finding"]
            truth, told = ("nobody" if name in NOBODY else name for name in pair)
            found[truth, told] += row["cards"]
    return found
