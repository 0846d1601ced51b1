"""A whole run on Spark, beside the same run on DuckDB: nothing published differs."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from house import PACKAGE, ROOT
from semesta import allowance, published
from semesta.engine import Engine, EngineChoice, SqlFile
from semesta.months import Month
from semesta.registers import parts
from semesta.run import Options, run


pytestmark = pytest.mark.slow

# What a run of named registers does not ask for, and why.
NOT_IN_A_RUN = {
    "encoded_": "registers without names; tests/spec/test_linkage_encoded.py",
    "evaluated_": "measuring a finished run is DuckDB's",
    "no_contenders": "registers without names",
}


class Both:
    """The sample's month on each engine, after an earlier month."""

    def __init__(self, folder: Path) -> None:
        sample = ROOT / "samples" / "klaten"
        first = Options(
            population=(str(sample / "penduduk.csv"),),
            membership=(str(sample / "peserta.csv"),),
            month=Month(2025, 12),
            out=folder / "before",
        )
        before = run(first).folder
        second = replace(first, month=Month(2026, 1), previous=before, retrain=True)
        spark = EngineChoice("spark", master="local[2]")
        with pytest.MonkeyPatch.context() as patch:
            # As if the registers were so large that they lie in parts.
            patch.setattr(allowance, "rows_per_part", lambda engine: 9_000)
            patch.setattr(parts, "SAMPLED", 1)
            self.duckdb = run(replace(second, out=folder / "duckdb"))
            self.spark = run(replace(second, out=folder / "spark", engine=spark))

    def files(self, kind: str) -> list[str]:
        return sorted(path.name for path in self.duckdb.folder.glob(f"*.{kind}"))


@pytest.fixture(scope="module")
def ran() -> set[str]:
    """The files of SQL, and the texts, that Spark was given; filled as it runs."""
    return set()


@pytest.fixture(scope="module")
def both(
    spark: Engine, ran: set[str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Both]:
    from semesta.engine import spark as module

    text_of = module._text

    def noted(sql: SqlFile | str) -> str:
        ran.add(text_of(sql))
        return text_of(sql)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_text", noted)
        yield Both(tmp_path_factory.mktemp("both"))


def test_every_published_table_has_the_same_bytes(both):
    names = both.files("csv")

    assert "regions.csv" in names and "changes.csv" in names
    for name in (*names, "model.json"):
        theirs = (both.spark.folder / name).read_bytes()
        assert (both.duckdb.folder / name).read_bytes() == theirs, name


def test_every_table_of_persons_has_the_same_rows_in_the_same_order(both):
    names = both.files("parquet")

    assert "residents.parquet" in names and "cube.parquet" in names
    for name in names:
        ours, theirs = (
            pq.read_table(run.folder / name) for run in (both.duckdb, both.spark)
        )
        assert theirs.schema.names == ours.schema.names, name
        assert theirs.schema.types == ours.schema.types, name
        assert theirs.to_pylist() == ours.to_pylist(), name


def test_only_the_engine_differs_in_the_manifest(both):
    ours, theirs = (run.manifest for run in (both.duckdb, both.spark))

    assert (ours.engine["name"], theirs.engine["name"]) == ("duckdb", "spark")
    assert replace(theirs, engine=ours.engine, files=ours.files) == ours
    assert published.open_run(both.spark.folder).verify() is None


def test_every_file_of_sql_ran_on_spark_word_for_word(both, ran):
    given = "\n".join(ran)
    left = {
        path.stem
        for room in ("linkage", "coverage")
        for path in (PACKAGE / room).glob("*.sql")
        if path.read_text(encoding="utf-8").strip() not in given
    }

    unexpected = {n for n in left if not n.startswith(tuple(NOT_IN_A_RUN))}
    assert unexpected == set()
    assert all(any(n.startswith(begin) for n in left) for begin in NOT_IN_A_RUN)
