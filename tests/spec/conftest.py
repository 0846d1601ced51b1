"""`spec`: registers drawn in text go in, what is drawn beside them must come out.

Whatever a test draws, every engine must also agree with the plain-Python twin on all
that is known of every card, resident and region, and all sums must add up.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest

import drawn
from semesta.engine import Engine
from semesta.linkage import ON_RESIDUE, Linker, Model
from semesta.months import Month
from twin.both import Registers, Result, by_engine, by_twin, differences
from twin.linking import Pair
from twin.states import Question


LEVELS = {0: "nation", 2: "province", 4: "regency", 6: "district", 10: "village"}
JUDGED = pa.schema(
    [
        ("card_id", pa.int64()),
        ("person_id", pa.int64()),
        ("code", pa.int32()),
        ("method", pa.string()),
        ("accept", pa.bool_()),
        ("probability", pa.float64()),
        ("strength", pa.int32()),
    ]
)


@pytest.fixture
def spec(engine: Engine, tmp_path: Path) -> Callable[..., Result]:
    return partial(check, engine, tmp_path)


def check(
    engine: Engine,
    folder: Path,
    persons: str,
    cards: str,
    *,
    regions: str = "",
    bridge: str = "",
    decisions: str = "",
    linker: str = "",
    scope: str = "all",
    month: str = "2026-01",
) -> Result:
    """Runs drawn registers and checks all that is drawn.

    `regions` and `bridge` draw what must stand in these published tables, by `region`
    (and `basis`, else linked). `linker` draws what a linker after ours says of pairs
    (noka, person, accept, probability).
    """
    people, wanted_states = drawn.table(persons)
    people = drawn.persons(people)
    members, wanted_findings = drawn.table(cards)
    members = drawn.cards(members, people)
    registers = Registers(people, members, _decisions(decisions, people))
    question = Question(Month.parse(month), scope)
    said = _said(linker, people, members)
    more = [lambda card: said.get(card["card_id"], [])] if said else []
    expected = by_twin(registers, question, more=more)
    found = by_engine(
        engine, registers, question, folder, on_residue=(*ON_RESIDUE, *_linkers(said))
    )
    assert differences(found, expected) == {}
    assert [name for name, left, right in found.sums if left != right] == []
    rows = {person["row"]: person["id"] for person in people}
    _expect(
        {
            card["noka"]: {**found.cards[card["noka"]], **_names(found, card, rows)}
            for card in members
        },
        {c["noka"]: wanted for c, wanted in zip(members, wanted_findings, strict=True)},
    )
    _expect(
        {person["id"]: found.residents.get(person["row"], {}) for person in people},
        {p["id"]: wanted for p, wanted in zip(people, wanted_states, strict=True)},
    )
    _expect(found.published, _by_region(regions, "basis"))
    _expect(found.bridge, _by_region(bridge))
    return found


def _expect(found: Mapping, wanted: Mapping[object, Mapping]) -> None:
    """Every drawn cell stands in what was found, as text."""
    told = {
        key: {name: _text(found.get(key, {}).get(name)) for name in cells}
        for key, cells in wanted.items()
    }
    assert told == wanted


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _names(found: Result, card: Mapping, rows: Mapping) -> dict:
    """Persons of a card by the names that the drawing gives them."""
    row = found.cards[card["noka"]]
    return {name: rows.get(row[name]) for name in ("owner", "candidate")}


def _by_region(text: str, *keys: str) -> dict[tuple, dict]:
    """Drawn rows by (level, number) of their region and further key columns."""
    if not text:
        return {}
    found = {}
    for row in drawn.table(text)[0]:
        code = row.pop("region")
        region = LEVELS[len(code.replace(".", "").replace("ID", ""))]
        rest = (row.pop(key, "linked") for key in keys)
        found[region, drawn.number(code), *rest] = row
    return found


def _decisions(text: str, people: Sequence[Mapping]) -> list[dict]:
    """Drawn decisions (noka, person, verdict); without a NIK the person is described."""
    persons = {person["id"]: person for person in people}
    told = ("nik", "kk", "name", "birth_date")
    return [
        {
            "noka": row["noka"].zfill(13),
            "verdict": row["verdict"],
            **{name: persons[row["person"]][name] for name in told},
        }
        for row in (drawn.table(text)[0] if text else ())
    ]


def _said(
    text: str, people: Sequence[Mapping], members: Sequence[Mapping]
) -> dict[int, list[Pair]]:
    """What a drawn linker says, by card."""
    persons = {person["id"]: person["person_id"] for person in people}
    card_ids = {card["noka"]: card["card_id"] for card in members}
    found: dict[int, list[Pair]] = {}
    for row in drawn.table(text)[0] if text else ():
        pair = Pair(
            person_id=persons[row["person"]],
            code=0,
            method="drawn",
            accept=row["accept"] == "yes",
            probability=float(row["probability"]),
            strength=0,
        )
        found.setdefault(card_ids[row["noka"].zfill(13)], []).append(pair)
    return found


def _linkers(said: Mapping[int, Sequence[Pair]]) -> list[Linker]:
    """A linker that says of the residue what was drawn, and nothing else."""
    rows = [
        {"card_id": card, **vars(pair)}
        for card, pairs in said.items()
        for pair in pairs
    ]

    def judge(engine: Engine, model: Model) -> None:
        engine.register("drawn_pairs", pa.Table.from_pylist(rows, JUDGED))
        engine.create(
            "SELECT d.* FROM drawn_pairs AS d "
            "INNER JOIN pair_cards AS c ON c.card_id = d.card_id",
            "judged",
        )

    return [Linker("drawn", judge)] if rows else []
