"""Random registers on Spark, beside the plain twin: a few each time, because each takes
Spark hundreds of small jobs. `make test-spark` tries many."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from semesta.engine import Engine
from twin.both import Registers, by_engine, by_twin, differences
from twin.damaged import questions, registers
from twin.states import Question


pytestmark = pytest.mark.slow


# An example that fails is large enough to look at, and made smaller on DuckDB.
@given(registers(), questions)
@settings(
    max_examples=3,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_spark_finds_what_the_twin_finds(
    spark: Engine,
    tmp_path_factory: pytest.TempPathFactory,
    both: Registers,
    question: Question,
):
    folder: Path = tmp_path_factory.mktemp("registers")

    found = by_engine(spark, both, question, folder)

    assert differences(found, by_twin(both, question)) == {}
    assert [name for name, left, right in found.sums if left != right] == []
