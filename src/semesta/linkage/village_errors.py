"""How far the rates of villages are from the truth."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


Row = Mapping[str, Any]
# Rate → the column that counts its persons. The rate's ends are `…_rate` and `…_rate_high`.
COUNTED = {"active": "active", "coverage": "registered"}
PRINTED = 0.5e-6  # rates are published with six decimals
FEW = 2  # persons: in a small village one of them is a large share


@dataclass(frozen=True)
class VillageErrors:
    """Errors of one rate over villages, in percentage points.

    `mean` is that of the low value, `mean_expected` that of the value to be expected,
    both weighted by population. `worst_persons` is the largest difference in
    persons, `worst_of_many` the largest error where more than two persons differ.
    `inside` counts villages whose true rate lies between the low and the high value.
    """

    villages: int
    populations_right: int
    mean: float
    mean_expected: float
    worst: float
    worst_of_many: float
    worst_persons: int
    inside: int


def village_errors(
    regions: Iterable[Row], truth: Sequence[Row]
) -> dict[str, VillageErrors]:
    """Rate → its errors; without a rate of which the truth or the run says nothing."""
    found = {
        row["region_code"]: row
        for row in regions
        if row["basis"] == "linked" and row["level"] == "village"
    }
    errors = {}
    for rate, counted in COUNTED.items():
        known = [
            _difference(rate, counted, village, found.get(village["region"]))
            for village in truth
            if counted in village
            and village["population"]
            and _is_stated(found.get(village["region"]), counted)
        ]
        if known:
            errors[rate] = _summary(known)
    return errors


def _is_stated(row: Row | None, counted: str) -> bool:
    """A village that the run lacks is counted as empty, one without figures is not."""
    return row is None or row[counted] is not None


@dataclass(frozen=True)
class Difference:
    """One village: error in points, persons by which it differs, and what holds."""

    population: int
    points: float
    points_expected: float
    persons: int
    inside: bool
    population_right: bool


def _difference(rate: str, counted: str, village: Row, row: Row | None) -> Difference:
    true = village[counted] / village["population"]
    if row is None:
        return Difference(
            village["population"],
            true * 100,
            true * 100,
            village[counted],
            not true,
            False,
        )
    low, high = row[f"{rate}_rate"] or 0.0, row[f"{rate}_rate_high"] or 0.0
    expected = row.get(f"{rate}_rate_expected")
    expected = low if expected is None else expected
    return Difference(
        population=village["population"],
        points=abs(low - true) * 100,
        points_expected=abs(expected - true) * 100,
        persons=abs(row[counted] - village[counted]),
        inside=low - PRINTED <= true <= high + PRINTED,
        population_right=row["population"] == village["population"],
    )


def _summary(found: Sequence[Difference]) -> VillageErrors:
    people = sum(one.population for one in found)
    many = [one.points for one in found if one.persons > FEW]
    return VillageErrors(
        villages=len(found),
        populations_right=sum(one.population_right for one in found),
        mean=sum(one.points * one.population for one in found) / people,
        mean_expected=sum(one.points_expected * one.population for one in found)
        / people,
        worst=max(one.points for one in found),
        worst_of_many=max(many, default=0.0),
        worst_persons=max(one.persons for one in found),
        inside=sum(one.inside for one in found),
    )
