"""The worklist as tables: SQL over the run, some regencies at a time, families whole."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from semesta.engine import Duck, sql_file
from semesta.errors import IdentityBroken, SemestaError
from semesta.law import rulebook
from semesta.months import Month
from semesta.worklists.chronic import ChronicList
from semesta.worklists.files import RegencyFiles
from semesta.worklists.regencies import Group, groups_of, read_groups
from semesta.worklists.scope import Scope
from semesta.worklists.steps import step_conditions, step_texts


PACKAGE = "semesta.worklists"
# What is worked out for a group of regencies, in this order. Who has to be visited is
# found in few columns, so that of the others the rest is not read.
OF_CARDS = ("debts", "waiting")
OF_EVERYBODY = ("visits", "places", "members", "families", "chosen_steps")
LINES_AT_ONCE = 122_880
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
    counts: pa.Table
    villages: frozenset[int]

    def total(self, column: str) -> int:
        return pc.sum(self.counts[column], min_count=0).as_py()

    @cached_property
    def busy(self) -> frozenset[int]:
        """Villages with somebody to visit."""
        return frozenset(self.counts["village"].to_pylist())

    @property
    def elsewhere(self) -> int:
        """Babies in no village that the run knows."""
        inside = pc.is_in(self.counts["village"], pa.array(self.villages, pa.int64()))
        babies = self.counts["newborn_waiting"].filter(pc.invert(inside))
        return pc.sum(babies, min_count=0).as_py()


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
    _register(engine, source.month, scope, chronic)
    villages = engine.arrow(sql_file(PACKAGE, "villages_in_scope"))
    if not villages.num_rows:
        raise SemestaError("worklists.nobody_in_scope", region=scope.region.code)
    counted = engine.rows(sql_file(PACKAGE, "counted_states"))
    texts = step_texts(source.month.last_day, language)
    folder.mkdir()
    parquet: dict[int, Path] = {}
    counts = []
    for group in read_groups(engine, groups_of(engine, scope, villages), work):
        _find_families(engine)
        counts.append(engine.arrow(sql_file(PACKAGE, "listed")))
        parquet |= _write_lines(engine, group, texts, folder)
        engine.drop(*OF_EVERYBODY)
    known = frozenset(villages["village"].to_pylist())
    found = Listed(parquet, pa.concat_tables(counts), known)
    _check(counted, found)
    return found


def _find_families(engine: Duck) -> None:
    """The families to visit of a group of regencies, and all about their members."""
    for name in OF_CARDS:
        engine.create(sql_file(PACKAGE, name))
    engine.view(sql_file(PACKAGE, "everybody"), "everybody")
    for name in OF_EVERYBODY:
        engine.create(sql_file(PACKAGE, name))


def _write_lines(
    engine: Duck, group: Group, texts: pa.Table, folder: Path
) -> dict[int, Path]:
    """The file of each regency of the group."""
    families = engine.arrow("SELECT * FROM families ORDER BY walk")
    files = RegencyFiles(folder, families, texts, engine.threads)
    lines = engine.batches(sql_file(PACKAGE, "lines"), LINES_AT_ONCE)
    return files.write(lines, group.regencies)


def _register(engine: Duck, month: Month, scope: Scope, chronic: ChronicList) -> None:
    """The small tables that the SQL reads beside the run's."""
    on = month.last_day
    engine.values("scope", {"first_village": scope.first, "last_village": scope.last})
    engine.values("parameters", _parameters(on))
    engine.register("births", _births(on))
    engine.register("prices", _prices(on))
    engine.register("steps", step_conditions(on))
    for name, table in chronic.tables().items():
        engine.register(name, table)


def _parameters(on: date) -> dict[str, Any]:
    order = rulebook().value("worklists.priorities", on).words
    ranks = {f"{mark}_rank": rank for rank, mark in enumerate(order, start=1)}
    return {
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


def _check(counted: list[dict[str, Any]], found: Listed) -> None:
    """Persons on the list by state = those of the run, counted from its cube."""
    persons = {row["state"]: row["persons"] for row in counted}
    for state in STATES:
        if found.total(state) != persons.get(state, 0):
            raise IdentityBroken(
                "worklists.counts_differ",
                state=state,
                listed=found.total(state),
                counted=persons.get(state, 0),
            )


def number_of(rule: str, on: date) -> int:
    """What a law rule says on a day, as a whole number."""
    return int(rulebook().value(rule, on).number)


def months_later(day: date, months: int) -> date:
    """The same day of another month, or its last day where it is shorter."""
    month = Month.of(day).plus(months)
    return date(month.year, month.number, min(day.day, month.last_day.day))
