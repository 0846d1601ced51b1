"""What changed between two months: who came and went, and what became of the others.

Persons are matched by NIK, then by family card, name and birth date; never by their
number in a register. Each whose situation changed gets one kind, so that the changes
of a region add up to the difference of its counts, and their effects to that of its
rates. `docs/explanation/what-changed.md` has every kind and its rule.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa

from semesta.coverage.effects import effects
from semesta.coverage.measure import levels_table
from semesta.engine import Engine, sql_file
from semesta.errors import IdentityBroken, SemestaError
from semesta.months import Month
from semesta.regions import code_of


PACKAGE = "semesta.coverage"
VILLAGE_DOTS = 3  # 63.09.08.2001
MEASURES = ("population", "registered", "active")
NOBODY = dict.fromkeys(MEASURES, 0)  # in a region that one month lacks
EFFECTS = {"active_effect": "active", "coverage_effect": "registered"}
SCHEMA = pa.schema(
    [
        ("region_code", pa.string()),
        ("kind", pa.string()),
        ("cause", pa.string()),
        ("persons", pa.int64()),
        ("active_change", pa.int64()),
        ("registered_change", pa.int64()),
        ("population_change", pa.int64()),
        ("active_effect", pa.float64()),
        ("coverage_effect", pa.float64()),
    ]
)

Counts = Mapping[str, int]
"""A region's population, registered and active; without what the scope hides."""


@dataclass(frozen=True)
class Compared:
    """One of the two months: its rows of `regions.csv`, and the folder in which `cover`
    or a published run has its Parquet files."""

    month: Month
    scope: str
    regions: pa.Table
    folder: Path


@dataclass(frozen=True)
class Changes:
    """Rows of `changes.csv`, the path of `changes.parquet`, the sums that add up, and
    how many villages only one of the two months has residents in."""

    table: pa.Table
    people: Path
    sums: list[tuple[str, int, int]]
    villages_of_one_month: int


def changes(
    engine: Engine, current: Compared, previous: Compared, folder: Path
) -> Changes:
    """What changed from `previous` to `current`, per region and per person.

    `folder` takes the list of persons. Counts that the scope of the files does not tell
    are null, and effects on rates wherever a rate is not known in both months.

    Raises SemestaError for months that cannot be compared, IdentityBroken where the
    changes of a region are not the difference of its counts.
    """
    check_comparable(current.month, current.scope, previous.month, previous.scope)
    before, now = _counts(previous.regions), _counts(current.regions)
    _check_same_place(before, now)
    folder.mkdir(parents=True, exist_ok=True)
    people = folder / "changes.parquet"
    _match(engine, current, previous)
    _classify(engine, current, people)
    found = engine.rows(sql_file(PACKAGE, "region_changes"))
    by_region = {
        code_of(region): list(rows)
        for region, rows in groupby(found, key=lambda row: row["region"])
    }
    for code, rows in by_region.items():
        counts = before.get(code, NOBODY), now.get(code, NOBODY)
        _hide(rows, *counts)
        if current.scope == "all" and all(one["population"] for one in counts):
            _add_effects(rows, *counts)
    sums = _sums(by_region, before, now)
    table = pa.Table.from_pylist(
        [
            row | {"region_code": code}
            for code, rows in by_region.items()
            for row in rows
        ],
        SCHEMA,
    )
    return Changes(table, people, sums, len(_villages(before) ^ _villages(now)))


def check_comparable(
    month: Month, scope: str, before: Month, scope_before: str
) -> None:
    """Raises SemestaError unless the other month is earlier and of the same scope."""
    if before >= month:
        raise SemestaError("coverage.previous_not_earlier", month=month, before=before)
    if scope_before != scope:
        raise SemestaError("coverage.previous_scope", scope=scope, before=scope_before)


def _check_same_place(before: Mapping[str, Counts], now: Mapping[str, Counts]) -> None:
    if not _villages(before) & _villages(now):
        raise SemestaError("coverage.previous_elsewhere")


def _match(engine: Engine, current: Compared, previous: Compared) -> None:
    """Leaves `situations`, one row per person who is not as before."""
    engine.values(
        "compared",
        {"scope": current.scope, "previous_date": previous.month.last_day},
    )
    engine.read("people_before", previous.folder / "residents.parquet")
    engine.read("residents_now", current.folder / "residents.parquet")
    engine.read("departed_now", current.folder / "departed.parquet")
    engine.view(sql_file(PACKAGE, "people_now"), "people_now")
    engine.create(sql_file(PACKAGE, "met_by_nik"))
    engine.create(sql_file(PACKAGE, "same_family"))
    engine.view(sql_file(PACKAGE, "situations"), "situations")


def _classify(engine: Engine, current: Compared, people: Path) -> None:
    """Writes `people` and leaves the counts of villages."""
    engine.read("cards_now", current.folder / "cards.parquet")
    engine.create(sql_file(PACKAGE, "usual_reasons"))
    engine.write(sql_file(PACKAGE, "person_changes"), people)
    engine.drop("met_by_nik", "same_family", "usual_reasons")
    engine.read("person_changes", people)
    engine.create(sql_file(PACKAGE, "change_counts"))
    engine.register("levels", levels_table())


def _counts(regions: pa.Table) -> dict[str, Counts]:
    """Region code → counts, on the linked basis."""
    names = ("region_code", "basis", *MEASURES)
    return {
        row["region_code"]: {n: row[n] for n in MEASURES if row[n] is not None}
        for row in regions.select(names).to_pylist()
        if row["basis"] == "linked"
    }


def _villages(counts: Iterable[str]) -> set[str]:
    return {code for code in counts if code.count(".") == VILLAGE_DOTS}


def _hide(rows: list[dict[str, Any]], before: Counts, now: Counts) -> None:
    """Empties the changes of counts that one of the months does not tell."""
    for measure in MEASURES:
        if not (measure in before and measure in now):
            for row in rows:
                row[f"{measure}_change"] = None


def _add_effects(rows: list[dict[str, Any]], before: Counts, now: Counts) -> None:
    for name, measure in EFFECTS.items():
        parts = effects(
            [(row[f"{measure}_change"], row["population_change"]) for row in rows],
            (before[measure], before["population"]),
            (now[measure], now["population"]),
        )
        for row, part in zip(rows, parts, strict=True):
            row[name] = part


def _sums(
    found: Mapping[str, list[dict[str, Any]]],
    before: Mapping[str, Counts],
    now: Mapping[str, Counts],
) -> list[tuple[str, int, int]]:
    """Per measure, how many regions do not add up. Raises IdentityBroken if any."""
    sums: list[tuple[str, int, int]] = []
    for measure in MEASURES:
        broken = 0
        for code in before.keys() | now.keys() | found.keys():
            counts = before.get(code, NOBODY), now.get(code, NOBODY)
            broken += not _adds_up(measure, found.get(code, []), *counts)
        if broken:
            raise IdentityBroken(
                "coverage.changes_broken", measure=measure, regions=broken
            )
        sums.append(
            (f"regions whose changes of {measure} do not add up = 0", broken, 0)
        )
    return sums


def _adds_up(
    measure: str, rows: list[dict[str, Any]], before: Counts, now: Counts
) -> bool:
    if not (measure in before and measure in now):
        return True
    changed = sum(row[f"{measure}_change"] for row in rows)
    return changed == now[measure] - before[measure]
