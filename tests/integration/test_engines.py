"""What DuckDB and Spark do alike, and what Spark says that it cannot do.

The first part asks both the same; what is known to differ in silence between engines is
kept out of our SQL by `tests/unit/test_sql_subset.py`, and here stands how it is said
instead. `make test-spark` runs all tests of linking and counting on Spark.
"""

import datetime
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from semesta.engine import Duck, Engine, EngineChoice, SqlFile, sql_file
from semesta.errors import SemestaError
from semesta.months import Month
from semesta.run import Options, run


DAY = datetime.date(2026, 1, 1)
MANY = pa.table({"n": list(range(600_000))})


@pytest.fixture(scope="module", params=["duckdb", "spark"])
def each(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each engine in turn."""
    if request.param == "spark":
        yield request.getfixturevalue("spark")
        return
    with Duck() as duck:
        yield duck


@pytest.fixture
def table(each):
    """Text with NULL, out of order, and numbers that a careless cast would change."""
    rows = [("b", 7), (None, 8), ("a", -7), ("B", 0)]
    each.register("letters", pa.Table.from_pylist([{"s": s, "n": n} for s, n in rows]))
    return each


def answers(engine: Engine, sql: str) -> list[tuple]:
    return [tuple(row.values()) for row in engine.rows(sql)]


def test_a_written_table_reads_back_in_its_order(table, tmp_path):
    path = tmp_path / "ma'ruf [1] {a} 100%.parquet"

    table.write("SELECT s, n FROM letters ORDER BY n", path)
    table.read("again", path)

    assert pq.read_table(path)["n"].to_pylist() == [-7, 0, 7, 8]
    assert answers(table, "SELECT n FROM again ORDER BY n") == [(-7,), (0,), (7,), (8,)]
    assert list(tmp_path.iterdir()) == [path]


def test_a_large_table_keeps_its_order_in_one_file(each, tmp_path):
    each.register("many", MANY)

    each.write("SELECT n FROM many ORDER BY -n", tmp_path / "many.parquet")

    found = pq.read_table(tmp_path / "many.parquet")["n"].to_pylist()
    assert found == list(range(599_999, -1, -1))


def test_a_table_without_rows_keeps_its_columns(table, tmp_path):
    table.write("SELECT s, n FROM letters WHERE n > 100", tmp_path / "none.parquet")

    assert pq.read_table(tmp_path / "none.parquet").column_names == ["s", "n"]


def test_parts_lie_in_folders_of_their_value(table, tmp_path):
    table.write(
        "SELECT s, n, n % 2 AS part FROM letters WHERE n >= 0",
        tmp_path / "parts",
        partition="part",
    )

    folders = sorted(path.name for path in (tmp_path / "parts").iterdir())
    assert folders == ["part=0", "part=1"]
    table.read("odd", sorted((tmp_path / "parts/part=1").glob("*.parquet")))
    assert table.rows("SELECT * FROM odd") == [{"s": "b", "n": 7}]


def test_a_table_can_be_made_of_what_it_was(table):
    table.create("SELECT n FROM letters", "kept")
    for _ in range(3):
        table.create("SELECT n + 1 AS n FROM kept", "next")
        table.create("SELECT * FROM next", "kept")

    assert table.value("SELECT min(n) FROM kept") == -4
    table.drop("kept", "next", "never_made")


def test_a_view_shows_what_its_table_holds_now(each):
    each.create("SELECT 1 AS n", "base")
    each.view("SELECT n FROM base", "above")
    each.create("SELECT 2 AS n", "base")

    assert each.value("SELECT n FROM above") == 2


def test_a_function_of_rows_becomes_a_table(table):
    def longer(rows: pa.Table) -> pa.Table:
        told = [None if s is None else f"{s}!" for s in rows["s"].to_pylist()]
        return pa.table({"told": pa.array(told, pa.string())})

    table.transform("SELECT s FROM letters", longer, "told")

    assert answers(table, "SELECT told FROM told ORDER BY told NULLS LAST") == [
        ("B!",),
        ("a!",),
        ("b!",),
        (None,),
    ]


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        # `/` is a fraction, and a remainder has the sign of what is divided.
        ("SELECT 7 / 2, (10 - 10 % 4) / 4, -7 % 3", [(3.5, 2.0, -1)]),
        ("SELECT CAST((6309 - 6309 % 100) / 100 AS INTEGER)", [(63,)]),
        # Nothing counted is 0, nothing summed is NULL.
        (
            """SELECT count(*) FILTER (WHERE n > 99), sum(n) FILTER (WHERE n > 99)
            FROM letters""",
            [(0, None)],
        ),
        ("SELECT s FROM letters ORDER BY s NULLS LAST", [("B",), ("a",), ("b",), (None,)]),
        (
            """SELECT s, row_number() OVER (ORDER BY s NULLS FIRST) AS r
            FROM letters ORDER BY r""",
            [(None, 1), ("B", 2), ("a", 3), ("b", 4)],
        ),
        # Card numbers keep their zeros; text is cut by characters, from 1.
        (
            """SELECT lpad(CAST(CAST('0001234567890' AS BIGINT) AS STRING), 13, '0'),
            substr('ÉDI', 1, 2), upper('é'), length('ÉDI')""",
            [("0001234567890", "ÉD", "É", 3)],
        ),
        ("SELECT s || NULL, coalesce(s, '-') FROM letters WHERE n = 8", [(None, "-")]),
        ("SELECT greatest(1, NULL, 3), least(NULL, 2), nullif(1, 1)", [(3, 2, None)]),
        ("SELECT NULL IN (1, 2), 1 IN (1, NULL), 1 IS DISTINCT FROM NULL",
         [(None, True, True)]),
        ("SELECT floor(1000000 * CAST(0.1234567 AS DOUBLE) + 0.5) / 1000000", [(0.123457,)]),
        ("SELECT levenshtein('6309025505900001', '6309025505900010')", [(2,)]),
        ("SELECT CAST(bit_count(CAST(7 AS BIGINT)) AS INTEGER)", [(3,)]),
    ],
)  # fmt: skip
def test_both_engines_answer_alike(table, sql, expected):
    assert answers(table, sql) == expected


@pytest.mark.parametrize(
    "sql",
    ["SELECT CAST('x' AS INTEGER)", "SELECT CAST(9000000000 AS INTEGER)"],
)
def test_what_has_no_answer_is_an_error_on_both(each, sql):
    with pytest.raises(Exception, match=r"(?i)convert|cast|overflow"):
        each.rows(sql)


def test_a_year_of_age_is_counted_on_the_birthday_and_no_person_twice(each):
    """`date_diff` counts years differently; two cards and a candidate are one person."""
    born = [datetime.date(2000, 1, 1), datetime.date(2000, 1, 2), None]
    columns = "file_id row nik kk name sex relation address hamlet rt rw village decile"
    people = pa.table(
        {"person_id": [1, 2, 3], "birth_date": pa.array(born, pa.date32())}
        | {name: pa.nulls(3, pa.int64()) for name in columns.split()}
        | {"status": ["living"] * 3}
    )
    each.register("part_persons", people)
    cards = {"card_id": [1, 2], "person_id": [1, 1], "noka": ["1", "2"]}
    cards |= {"state": ["active"] * 2, "segment": ["bp"] * 2}
    unknown = "code method probability start_date"
    each.register(
        "linked_cards",
        pa.table(cards | {name: pa.nulls(2, pa.int64()) for name in unknown.split()}),
    )
    each.register("linked", each.arrow(sql_file("semesta.coverage", "linked")))
    each.register("candidates", pa.table({"person_id": [1, 1, 2]}))
    each.values("parameters", {"reference_date": DAY, "scope": "all"})

    found = each.rows(sql_file("semesta.coverage", "residents"))

    told = [(r["person_id"], r["age"], r["state"], r["cards"]) for r in found]
    assert told == [
        (1, 26, "active", 2),
        (2, 25, "unknown", 0),
        (3, None, "unregistered", 0),
    ]


@pytest.mark.parametrize("what", [SqlFile("dates", "SELECT 1", "semesta.registers")])
def test_a_room_that_spark_cannot_run_is_refused_with_the_reason(spark, what):
    with pytest.raises(SemestaError, match="registers/dates") as told:
        spark.create(what)

    assert told.value.code == "engine.gap"
    assert "DuckDB" in told.value.text("id")


def test_a_verb_that_spark_lacks_is_refused_with_the_reason(spark, tmp_path):
    with pytest.raises(SemestaError, match="write_csv") as told:
        spark.write_csv("SELECT 1", tmp_path / "rows.csv")

    assert told.value.code == "engine.gap"
    assert not hasattr(spark, "guess")


def test_a_url_is_read_and_written_by_spark_itself(spark, tmp_path):
    url = f"file://{tmp_path}/rows"

    spark.write("SELECT 1 AS n UNION ALL SELECT 2 AS n ORDER BY n", url)
    spark.read("there", url)

    assert answers(spark, "SELECT n FROM there ORDER BY n") == [(1,), (2,)]
    spark.read("folder", tmp_path / "rows")
    assert spark.value("SELECT sum(n) FROM folder") == 3


def test_with_a_scratch_url_rows_go_through_sparks_own_file_systems(spark, tmp_path):
    """A file system that is not the machine's own; `far` is where its folder lies."""
    from semesta.engine.spark import Spark

    far, near = tmp_path / "far", tmp_path / "near"
    far.mkdir()
    pq.write_table(pa.table({"n": [1, 2]}), tmp_path / "here.parquet")
    mount = "fs.viewfs.mounttable.elsewhere.link./scratch"
    context = spark._session.sparkContext._jsc
    context.hadoopConfiguration().set(mount, f"file://{far}")

    with Spark(spill=near, scratch="viewfs://elsewhere/scratch") as engine:
        engine.read("here", tmp_path / "here.parquet")
        engine.register("many", MANY)
        engine.create(
            "SELECT m.n FROM many AS m SEMI JOIN here AS h ON h.n = m.n", "some"
        )
        engine.write("SELECT n FROM some ORDER BY n DESC", tmp_path / "back.parquet")
        engine.read("back", tmp_path / "back.parquet")
        assert answers(engine, "SELECT n FROM back ORDER BY n") == [(1,), (2,)]
        folders = sorted(path.name for path in next(far.iterdir()).iterdir())
        # What was sent, the large table, the table made, and what was written: it is
        # read again from where Spark wrote it.
        assert len(folders) == 4

    assert pq.read_table(tmp_path / "back.parquet")["n"].to_pylist() == [2, 1]
    assert list(far.iterdir()) == list(near.iterdir()) == []


def test_a_missing_spark_and_a_missing_java_are_told_before_anything_runs(
    monkeypatch, tmp_path
):
    monkeypatch.setattr("semesta.engine.choosing.find_spec", lambda name: None)
    with pytest.raises(SemestaError, match=r"semesta\[spark\]"):
        EngineChoice("spark").check()

    monkeypatch.setattr("semesta.engine.choosing.find_spec", lambda name: object())
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(SemestaError, match="JAVA_HOME"):
        EngineChoice("spark").check()


def test_options_of_spark_are_refused_for_duckdb():
    with pytest.raises(SemestaError, match="--master"):
        EngineChoice("duckdb", master="local[2]").check()
    with pytest.raises(SemestaError, match="pandas"):
        EngineChoice("pandas").check()


def test_a_run_that_cannot_have_its_engine_makes_no_store(tmp_path):
    options = Options(
        population=("penduduk.csv",),
        membership=("peserta.csv",),
        month=Month(2026, 1),
        out=tmp_path / "store",
        engine=EngineChoice("duckdb", scratch="s3a://bucket"),
    )

    with pytest.raises(SemestaError, match="--scratch"):
        run(options)

    assert list(tmp_path.iterdir()) == []
