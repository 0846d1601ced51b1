"""The worklist as tables: SQL over the run, a few regencies at a time, families whole.

Residents and cards are first split by the regency of residence; what is worked out for
some regencies then needs no more memory than those. Small ones are worked out together:
planning the queries takes as long for a hamlet as for a city.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from semesta.engine import Duck, sql_file
from semesta.errors import IdentityBroken, SemestaError
from semesta.law import rulebook
from semesta.months import Month
from semesta.worklists.chronic import ChronicList
from semesta.worklists.scope import VILLAGES, Scope, codes_by_number
from semesta.worklists.steps import step_conditions, step_texts


PACKAGE = "semesta.worklists"
SPLIT = {"residents": "residents_by_regency", "cards": "cards_by_regency"}
ROWS_AT_ONCE = 250_000  # residents
STAGES = ("debts", "waiting", "members", "families", "chosen_steps")
MARKS = ("chronic", "baby", "whole_family", "elderly")
STATES = (
    "unregistered",
    "inactive_arrears",
    "inactive_lapsed",
    "unknown",
    "newborn_waiting",
)
# What a member of each class pays; of class III the part that is the member's own.
PRICES = {
    1: "contributions.class_i.total",
    2: "contributions.class_ii.total",
    3: "contributions.class_iii.member_share",
}


@dataclass(frozen=True)
class Source:
    """What a worklist needs of a run: three of its files and its month."""

    residents: Path
    cards: Path
    cube: Path
    month: Month


@dataclass(frozen=True)
class Listed:
    """One Parquet file per regency, counts per village, and the villages of the scope.

    `counts` has the columns of `listed.sql`; regencies and villages are 10-digit
    numbers.
    """

    parquet: dict[int, Path]
    counts: list[dict[str, Any]]
    villages: frozenset[int]

    def total(self, column: str) -> int:
        return sum(row[column] for row in self.counts)


def list_families(
    engine: Duck,
    source: Source,
    scope: Scope,
    chronic: ChronicList,
    language: str,
    work: Path,
    folder: Path,
) -> Listed:
    """Writes `folder/<regency>.parquet`, one row per person of a family to visit.

    Raises SemestaError where the scope has no resident and IdentityBroken where the
    list does not hold exactly the persons that the run counts in each state.
    """
    for view in ("residents", "cards", "cube"):
        engine.read(view, getattr(source, view))
    _register(engine, source.month, scope, chronic, language)
    rows = engine.rows(sql_file(PACKAGE, "villages_in_scope"))
    villages = frozenset(row["village"] for row in rows)
    if not villages:
        raise SemestaError("worklists.nobody_in_scope", region=scope.region.code)
    written = dict(_write_regencies(engine, work, folder))
    engine.read("worklist", written.values())
    counts = engine.rows(sql_file(PACKAGE, "listed"))
    found = Listed(written, counts, villages)
    _check(engine, found)
    return found


def _write_regencies(
    engine: Duck, work: Path, folder: Path
) -> Iterator[tuple[int, Path]]:
    """Each regency's number and its file, once written."""
    for name, sql in SPLIT.items():
        engine.view(sql_file(PACKAGE, sql), f"split_{name}")
        engine.write(f"SELECT * FROM split_{name}", work / name, partition="regency")
    numbers = {
        int(part.name.partition("=")[2])
        for name in SPLIT
        for part in (work / name).glob("regency=*")
    }
    folder.mkdir()
    rows = {number: _rows(_parts(work, "residents", [number])) for number in numbers}
    for together in packed(rows, ROWS_AT_ONCE):
        for name in SPLIT:
            _read_regencies(engine, name, _parts(work, name, together))
        for stage in STAGES:
            engine.create(sql_file(PACKAGE, stage))
        engine.create(sql_file(PACKAGE, "worklist"), "rows_in_order")
        for short in together:
            number = short * VILLAGES["regency"]
            path = folder / f"{codes_by_number()[number]}.parquet"
            engine.write(
                "SELECT * FROM rows_in_order "
                f"WHERE village >= {number} AND village < {number + VILLAGES['regency']}",
                path,
            )
            yield number, path
        engine.drop(*STAGES, "rows_in_order")


def packed(rows: Mapping[int, int], most: int) -> Iterator[list[int]]:
    """Regencies side by side that have not more than `most` rows together, if not one
    alone has more."""
    together: list[int] = []
    for number in sorted(rows):
        if together and sum(rows[n] for n in together) + rows[number] > most:
            yield together
            together = []
        together.append(number)
    if together:
        yield together


def _parts(work: Path, name: str, numbers: Iterable[int]) -> list[Path]:
    """The files of a register that hold these regencies."""
    folders = (work / name / f"regency={number}" for number in numbers)
    return [path for folder in folders for path in sorted(folder.glob("*.parquet"))]


def _rows(parts: Iterable[Path]) -> int:
    return sum(pq.read_metadata(path).num_rows for path in parts)


def _read_regencies(engine: Duck, name: str, parts: list[Path]) -> None:
    """Some regencies' part as `regency_<name>`; regencies without one have no rows."""
    if parts:
        engine.read(f"regency_{name}", parts)
    else:
        engine.view(f"SELECT * FROM split_{name} WHERE FALSE", f"regency_{name}")


def _register(
    engine: Duck, month: Month, scope: Scope, chronic: ChronicList, language: str
) -> None:
    """The small tables that the SQL reads beside the run's."""
    on = month.last_day
    engine.values("parameters", _parameters(on, scope))
    engine.register("births", _births(on))
    engine.register("prices", _prices(on))
    engine.register("steps", step_conditions(on))
    engine.register("step_texts", step_texts(on, language))
    for name, table in chronic.tables().items():
        engine.register(name, table)


def _parameters(on: date, scope: Scope) -> dict[str, Any]:
    order = rulebook().value("worklists.priorities", on).words
    ranks = {f"{mark}_rank": rank for rank, mark in enumerate(order, start=1)}
    return {
        "first_village": scope.first,
        "last_village": scope.last,
        "months_billed": number_of("membership.arrears_months_billed", on),
        "baby_since": months_later(on, -number_of("worklists.baby_months", on)),
        "elderly_age": number_of("worklists.elderly_age", on),
        **{f"{mark}_rank": ranks.get(f"{mark}_rank") for mark in MARKS},
    }


def _births(on: date) -> pa.Table:
    """Every day on which a newborn of today may be born, with the deadlines.

    A table instead of date arithmetic, in which engines differ.
    """
    months = number_of("membership.newborn_months", on)
    days = timedelta(number_of("membership.newborn_registration_days", on))
    first = months_later(on, -months)
    born = [first + timedelta(day) for day in range((on - first).days + 1)]
    register_by = [day + days for day in born]
    nik_by = [months_later(day, months) for day in born]
    return pa.table(
        {
            "birth_date": born,
            "register_by": register_by,
            "register_days": [(day - on).days for day in register_by],
            "nik_by": nik_by,
            "nik_days": [(day - on).days for day in nik_by],
        }
    )


def _prices(on: date) -> pa.Table:
    """Rupiah a month by class of care."""
    prices = [number_of(rule, on) for rule in PRICES.values()]
    return pa.table({"care_class": list(PRICES), "price": prices})


def _check(engine: Duck, found: Listed) -> None:
    """Persons on the list by state = those of the run, counted from its cube."""
    counted = {
        row["state"]: row["persons"]
        for row in engine.rows(sql_file(PACKAGE, "counted_states"))
    }
    for state in STATES:
        if found.total(state) != counted.get(state, 0):
            raise IdentityBroken(
                "worklists.counts_differ",
                state=state,
                listed=found.total(state),
                counted=counted.get(state, 0),
            )


def number_of(rule: str, on: date) -> int:
    """What a law rule says on a day, as a whole number."""
    return int(rulebook().value(rule, on).number)


def months_later(day: date, months: int) -> date:
    """The same day of another month, or its last day where it is shorter."""
    month = Month.of(day).plus(months)
    return date(month.year, month.number, min(day.day, month.last_day.day))
