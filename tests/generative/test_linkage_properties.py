"""What holds for any two registers, however damaged."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import drawn
from semesta.engine import Duck, Engine
from twin.both import Registers, Result, by_engine, by_twin, differences
from twin.damaged import questions, registers
from twin.states import Question


STATES = ("active", "inactive_arrears", "inactive_lapsed", "unregistered", "unknown")
STRANGER = {
    "id": "stranger",
    "name": "YOHANA WAMBRAUW",
    "nik": "9171014107330001",
    "birth_date": "1933-07-01",
    "kk": "Z",
    "village": "33.10.03.2012",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("registers")


@given(registers(), questions)
@settings(max_examples=16)
def test_the_engine_finds_what_the_twin_finds(
    engine: Engine, folder: Path, both: Registers, question: Question
):
    found = by_engine(engine, both, question, folder)

    assert differences(found, by_twin(both, question)) == {}
    assert [name for name, left, right in found.sums if left != right] == []


@pytest.fixture(scope="module")
def null_first() -> Iterator[Engine]:
    """DuckDB, with NULL where Spark puts it unasked."""
    with Duck() as engine:
        engine._connection.execute("SET default_null_order = 'nulls_first'").fetchall()
        yield engine


@given(registers(), questions)
@settings(max_examples=8)
def test_no_result_rests_on_where_null_goes_unasked(
    null_first: Engine, folder: Path, both: Registers, question: Question
):
    found = by_engine(null_first, both, question, folder)

    assert differences(found, by_twin(both, question)) == {}


@given(registers(), questions)
@settings(max_examples=6)
def test_every_region_is_partitioned_and_its_bridge_adds_up(
    engine: Engine, folder: Path, both: Registers, question: Question
):
    found = by_engine(engine, both, question, folder)

    for row in found.measures.values():
        assert row["population"] == sum(row[state] for state in STATES)
        assert row["registered"] <= row["registered_high"] <= row["population"]
        assert row["active"] <= row["active_high"] <= row["population"]
    for row in found.bridge.values():
        assert row["cards"] == sum(n for name, n in row.items() if name != "cards")


@given(registers(), questions, st.randoms(use_true_random=False))
@settings(max_examples=6)
def test_the_order_of_rows_does_not_matter(
    engine: Engine, folder: Path, both: Registers, question: Question, random
):
    people = random.sample(both.persons, len(both.persons))
    cards = random.sample(both.cards, len(both.cards))
    shuffled = Registers(
        [{**p, "person_id": n} for n, p in enumerate(people, 1)],
        [{**c, "card_id": n} for n, c in enumerate(cards, 1)],
        both.decisions,
    )

    found = by_engine(engine, shuffled, question, folder)

    expected = by_engine(engine, both, question, folder)
    assert differences(without_candidates(found), without_candidates(expected)) == {}


@given(registers(), questions)
@settings(max_examples=4)
def test_the_size_of_parts_does_not_matter(
    engine: Engine, folder: Path, both: Registers, question: Question
):
    whole, *split = [
        by_engine(engine, both, question, folder, rows_per_part=rows)
        for rows in (1000, 5, 1)
    ]

    assert [differences(found, whole) for found in split] == [{}, {}]


@given(registers(), questions)
@settings(max_examples=6)
def test_a_person_whom_nothing_ties_to_anybody_changes_no_link(
    engine: Engine, folder: Path, both: Registers, question: Question
):
    (stranger,) = drawn.persons([STRANGER])
    number = len(both.persons) + 1
    stranger |= {"person_id": number, "row": number}
    more = Registers([*both.persons, stranger], both.cards, both.decisions)

    found = by_engine(engine, more, question, folder)

    before = by_engine(engine, both, question, folder)
    assert found.cards == before.cards
    assert found.residents.pop(number)["cards"] == 0
    assert found.residents == before.residents


def without_candidates(result: Result) -> Result:
    """Of candidates that are equally likely, the first row is shown."""
    cards = {noka: {**card, "candidate": None} for noka, card in result.cards.items()}
    return replace(result, cards=cards)
