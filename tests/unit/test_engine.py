"""The engine: the few verbs that the rooms compute with."""

import datetime

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from semesta.engine import Duck, SqlFile, sql_file


@pytest.fixture
def duck(tmp_path):
    with Duck(memory="512MB", threads=1, spill=tmp_path / "spill") as session:
        yield session


def setting(duck: Duck, name: str) -> object:
    return duck.value(f"SELECT current_setting('{name}')")


def test_a_written_table_reads_back_in_its_order(duck, tmp_path):
    table = pa.table({"village": [3, 1, 2], "name": ["c", None, "b"]})
    duck.register("villages", table)

    duck.write("SELECT * FROM villages", tmp_path / "villages.parquet")
    duck.read("again", tmp_path / "villages.parquet")

    assert duck.rows("SELECT * FROM again") == table.to_pylist()


def test_several_files_are_one_view(duck, tmp_path):
    for number in (1, 2):
        pq.write_table(pa.table({"n": [number]}), tmp_path / f"{number}.parquet")

    duck.read("villages", (tmp_path / f"{n}.parquet" for n in (1, 2)))

    assert duck.value("SELECT sum(n) FROM villages") == 3


def test_a_view_can_be_pointed_at_another_file(duck, tmp_path):
    for number in (1, 2):
        pq.write_table(pa.table({"n": [number]}), tmp_path / f"{number}.parquet")
        duck.read("one", tmp_path / f"{number}.parquet")

    assert duck.rows("SELECT n FROM one") == [{"n": 2}]


def test_a_path_may_hold_a_quote(duck, tmp_path):
    path = tmp_path / "ma'ruf.parquet"

    duck.write("SELECT 1 AS n", path)
    duck.read("quoted", path)

    assert duck.rows("SELECT * FROM quoted") == [{"n": 1}]


def test_rows_come_in_batches_in_their_order(duck):
    duck.register("many", pa.table({"n": list(range(25_000))}))

    batches = list(duck.batches("SELECT n FROM many ORDER BY n DESC", 10_000))

    assert [batch.num_rows for batch in batches] == [10_000, 10_000, 5_000]
    assert pa.Table.from_batches(batches)["n"].to_pylist() == list(range(25_000))[::-1]
    assert duck.value("SELECT count(*) FROM many") == 25_000


def test_values_are_a_table_of_one_row(duck):
    day = datetime.date(2026, 1, 31)

    duck.values("parameters", {"reference_date": day, "months": 3})

    assert duck.rows("SELECT * FROM parameters") == [
        {"reference_date": day, "months": 3}
    ]


def test_a_file_of_sql_becomes_a_table_of_its_name(duck):
    name = duck.create(SqlFile("ages", "SELECT 7 AS age;\n"))

    assert name == "ages"
    assert duck.rows("SELECT * FROM ages") == [{"age": 7}]


def test_a_table_is_computed_once_and_can_be_replaced_and_dropped(duck):
    duck.register("source", pa.table({"n": [1]}))
    duck.create("SELECT * FROM source", "kept")
    duck.register("source", pa.table({"n": [2]}))
    assert duck.value("SELECT n FROM kept") == 1

    duck.create("SELECT * FROM source", "kept")
    assert duck.value("SELECT n FROM kept") == 2

    duck.drop("kept", "never_made")
    with pytest.raises(duckdb.CatalogException):
        duck.rows("SELECT * FROM kept")


def test_an_arrow_table_keeps_its_types(duck):
    table = duck.arrow("SELECT 6309082001::BIGINT AS village, 'x' AS name")

    assert table.schema.types == [pa.int64(), pa.string()]


def test_a_result_left_unread_does_not_own_the_session(duck):
    many = duck.arrow("SELECT range AS n FROM range(300000)")

    assert duck.value("SELECT 1") == 1
    assert many.num_rows == 300_000


def test_memory_threads_and_spill_are_as_asked(duck, tmp_path):
    assert setting(duck, "memory_limit") == "488.2 MiB"
    assert setting(duck, "threads") == 1
    assert setting(duck, "temp_directory") == str(tmp_path / "spill")


def test_what_does_not_fit_in_memory_goes_to_the_spill_folder(tmp_path):
    spill = tmp_path / "spill"
    rows = "SELECT repeat('x', 40) || (range * 7919 % 3000017) AS s FROM range(1000000)"

    with Duck(memory="64MB", threads=1, spill=spill) as duck:
        duck.create(f"{rows} ORDER BY s", "many")
        spilled = duck.rows("SELECT path FROM duckdb_temporary_files()")

        assert duck.value("SELECT count(*) FROM many") == 1_000_000
        assert spilled
        assert all(str(spill) in file["path"] for file in spilled)


def test_nothing_is_downloaded_and_no_progress_bar_is_drawn(duck):
    assert setting(duck, "autoinstall_known_extensions") is False
    assert setting(duck, "autoload_known_extensions") is False
    assert setting(duck, "enable_progress_bar") is False


def test_a_session_ends_with_its_block(tmp_path):
    with Duck() as duck:
        assert duck.version == duckdb.__version__
    with pytest.raises(RuntimeError):
        duck.value("SELECT 1")


def test_a_file_of_sql_is_read_from_beside_its_package(tmp_path, monkeypatch):
    package = tmp_path / "made_up_room"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "cube.sql").write_text("-- One row per village.\nSELECT 1 AS n\n")
    monkeypatch.syspath_prepend(tmp_path)

    cube = sql_file("made_up_room", "cube")

    assert (cube.name, cube.text.splitlines()[1]) == ("cube", "SELECT 1 AS n")


def test_csv_keeps_order_and_quotes_only_where_needed(duck, tmp_path):
    sql = "SELECT * FROM (VALUES (2, 'B,C', DATE '2026-01-31'), (1, NULL, NULL)) AS t(n, name, day)"

    duck.write_csv(sql, tmp_path / "rows.csv")

    text = (tmp_path / "rows.csv").read_text(encoding="utf-8")
    assert text == 'n,name,day\n2,"B,C",2026-01-31\n1,,\n'
