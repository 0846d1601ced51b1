"""The same registers through the engine and through the twin, told in the same words.

Persons are named by the `row` of their register and cards by their number, so that
results can be compared whatever the order of the rows.
"""

import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from drawn import CARDS, PERSONS, arrow, number
from semesta import coverage, linkage
from semesta import registers as registers_room
from semesta.coverage.cells import AGE_BANDS, LOCAL_GOVERNMENT, SEGMENTS, SEXES
from semesta.engine import Engine
from semesta.registers import parts
from twin import counting, linking, states
from twin.states import Question


MEASURED = ("measures", "segment_measures", "demographic_measures", "administrative")


@dataclass(frozen=True)
class Registers:
    """Cleaned rows of both registers, and what reviewers decided."""

    persons: Sequence[Mapping]
    cards: Sequence[Mapping]
    decisions: Sequence[Mapping] = ()


@dataclass(frozen=True)
class Result:
    """What is known about every card, resident and region.

    Keys: card number; row of the person; (level, number) of the region, with segment,
    or sex and age band, or basis.
    """

    cards: dict[str, dict]
    residents: dict[int, dict]
    measures: dict[tuple, dict]
    segments: dict[tuple, dict]
    demographics: dict[tuple, dict]
    administrative: dict[tuple, dict]
    bridge: dict[tuple, dict]
    published: dict[tuple, dict]
    sums: list[tuple[str, int, int]] = field(default_factory=list, compare=False)


def differences(found: Result, expected: Result) -> dict[object, tuple]:
    """Key → found and expected, of the first part of the results that differs."""
    for part in fields(Result):
        ours, theirs = getattr(found, part.name), getattr(expected, part.name)
        if part.compare and ours != theirs:
            return {
                key: (ours.get(key), theirs.get(key))
                for key in ours.keys() | theirs.keys()
                if ours.get(key) != theirs.get(key)
            }
    return {}


def by_twin(registers: Registers, question: Question, **options) -> Result:
    """`options` are those of `linking.link`."""
    persons, cards = registers.persons, registers.cards
    links = linking.link(persons, cards, registers.decisions, **options)
    found = states.findings(persons, cards, links, question)
    residents = states.residents(persons, cards, links, question)
    measured = counting.measures(residents, question)
    counted = counting.administrative(found)
    rows = {person["person_id"]: person["row"] for person in persons}
    return Result(
        cards={row["card"]["noka"]: _card(row, rows) for row in found},
        residents={row["person"]["row"]: _resident(row) for row in residents},
        measures=measured,
        segments=counting.by_segment(residents),
        demographics=counting.by_age_and_sex(residents),
        administrative=counted,
        bridge=_told_bridge(counting.bridge(found, measured), question),
        published=counting.published(measured, counted, question.scope),
    )


def by_engine(
    engine: Engine,
    registers: Registers,
    question: Question,
    folder: Path,
    rows_per_part: int | None = None,
    **options,
) -> Result:
    """`options` are those of `linkage.link`."""
    persons, cards = write(registers, folder)
    if rows_per_part:
        persons, cards = in_parts(engine, registers, folder, rows_per_part)
    decisions = pa.Table.from_pylist(
        list(registers.decisions), registers_room.DECISIONS
    )
    shutil.rmtree(folder / "covered", ignore_errors=True)
    linked = linkage.link(
        engine, persons, cards, folder / "linked", decisions=decisions, **options
    )
    covered = coverage.cover(
        engine,
        linked,
        cards,
        folder / "covered",
        month=question.month,
        scope=question.scope,
        newborn_months=question.newborn_months,
    )
    official = registers_room.OFFICIAL.empty_table()
    tables = coverage.tables_of_regions(
        engine, official, question.month, question.scope
    )
    rows = {person["person_id"]: person["row"] for person in registers.persons}
    measured = {name: engine.arrow(f"SELECT * FROM {name}") for name in MEASURED}
    return Result(
        cards=_engine_cards(covered, rows),
        residents=_engine_residents(covered),
        measures=_keyed(measured["measures"], ("level", "region")),
        segments=_segments(measured["segment_measures"]),
        demographics=_demographics(measured["demographic_measures"]),
        administrative=_keyed(measured["administrative"], ("level", "region")),
        bridge=_keyed(tables["bridge"].drop("region_code"), ("level", "region")),
        published=_published(tables["regions"]),
        sums=coverage.identities(engine, question.scope),
    )


def write(registers: Registers, folder: Path) -> tuple[Path, Path]:
    """Both registers as the Parquet files that cleaning leaves."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = folder / "persons.parquet", folder / "cards.parquet"
    pq.write_table(arrow(registers.persons, PERSONS), paths[0])
    pq.write_table(arrow(registers.cards, CARDS), paths[1])
    return paths


def in_parts(
    engine: Engine, registers: Registers, folder: Path, limit: int
) -> list[Path]:
    """Both registers as folders of parts of no more than `limit` rows."""
    rows = Counter(
        int(str(row["nik"])[:6]) if row["nik"] else 0
        for row in (*registers.persons, *registers.cards)
    )
    split = parts.parts_of(parts.plan(rows, limit))
    for name in ("persons", "cards"):
        shutil.rmtree(folder / name, ignore_errors=True)
        engine.read("whole", folder / f"{name}.parquet")
        parts.write_parts(engine, "SELECT * FROM whole", folder / name, split)
    return [folder / "persons", folder / "cards"]


def _told_bridge(bridge: dict, question: Question) -> dict:
    """A list of the unregistered is no membership register: no bridge leads from it."""
    return {} if question.scope == "unregistered-list" else bridge


def _card(row: Mapping, rows: Mapping[int, int]) -> dict:
    return {
        "finding": row["finding"],
        "owner": row["owner"] and row["owner"]["row"],
        "method": row["method"],
        "probability": _rounded(row["probability"]),
        "evidence": row["evidence"],
        "nik_fault": row["nik_fault"],
        "candidate": rows.get(row["candidate"]),
    }


def _rounded(probability: float | None) -> float | None:
    """Sums of odds in another order may differ in the last digit published."""
    return None if probability is None else round(probability, 4)


def _resident(row: Mapping) -> dict:
    names = ("state", "segment", "local_government", "cards", "noka", "age")
    return {name: row[name] for name in names}


def _engine_cards(covered: coverage.Covered, rows: Mapping[int, int]) -> dict:
    names = ("finding", "method", "probability", "evidence", "nik_fault")
    return {
        row["noka"]: {
            **{name: row[name] for name in names},
            "probability": _rounded(row["probability"]),
            "owner": rows.get(row["person_id"]),
            "candidate": rows.get(row["candidate_id"]),
        }
        for row in pq.read_table(covered.cards).to_pylist()
    }


def _engine_residents(covered: coverage.Covered) -> dict:
    found = {}
    for row in pq.read_table(covered.residents).to_pylist():
        paid = LOCAL_GOVERNMENT[row["local_government"]]
        found[row["row"]] = _resident({**row, "local_government": paid})
    return found


def _keyed(table: pa.Table, names: Sequence[str]) -> dict[tuple, dict]:
    return {tuple(row.pop(name) for name in names): row for row in table.to_pylist()}


def _segments(table: pa.Table) -> dict[tuple, dict]:
    keyed = _keyed(table, ("level", "region", "segment_code"))
    return {(*region, SEGMENTS[code]): row for (*region, code), row in keyed.items()}


def _demographics(table: pa.Table) -> dict[tuple, dict]:
    keyed = _keyed(table, ("level", "region", "sex_code", "age_code"))
    return {
        (*region, SEXES[sex], AGE_BANDS[age]): row
        for (*region, sex, age), row in keyed.items()
    }


def _published(table: pa.Table) -> dict[tuple, dict]:
    """The counts of every region and basis."""
    names = (
        *("population", "registered", "active", "inactive_arrears", "inactive_lapsed"),
        *("unregistered", "unknown", "local_government", "local_government_high"),
        "active_high",
    )
    return {
        (row["level"], number(row["region_code"]), row["basis"]): {
            name: row[name] for name in names
        }
        for row in table.to_pylist()
    }
