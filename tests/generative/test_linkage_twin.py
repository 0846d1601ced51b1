"""Whatever the registers, engine and twin agree, and the sums add up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from semesta.engine import Duck
from twin.both import Registers, by_engine, by_twin, differences
from twin.damaged import questions, registers
from twin.states import Question


@pytest.fixture(scope="module")
def engine() -> Iterator[Duck]:
    with Duck() as engine:
        yield engine


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("registers")


@given(registers(), questions)
@settings(max_examples=30)
def test_the_engine_finds_what_the_twin_finds(
    engine: Duck, folder: Path, both: Registers, question: Question
):
    found = by_engine(engine, both, question, folder)

    assert differences(found, by_twin(both, question)) == {}
    assert [name for name, left, right in found.sums if left != right] == []
