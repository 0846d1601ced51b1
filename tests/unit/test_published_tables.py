"""Tables on their way to disk and back."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from semesta.errors import IdentityBroken, SemestaError
from semesta.published import (
    check_parquet,
    contract,
    read_csv,
    write_csv,
    write_parquet,
)
from semesta.published.checks import conform


def links(**columns: list[object]) -> pa.Table:
    """Two cards, with some columns given."""
    usual: dict[str, list[object]] = {
        "noka": ["0001092525596", "0001092525597"],
        "nik": ["6309012304900001", None],
        "method": ["nik", None],
        "probability": [1.0, None],
        "finding": ["matched", "not_found"],
        "nik_fault": [None, "too_short"],
    }
    return pa.table(usual | columns)


def segments(registered: list[int | None]) -> pa.Table:
    rows = len(registered)
    return pa.table(
        {
            "region_code": ["63.09"] * rows,
            "segment": ["pbi-jk"] * rows,
            "registered": pa.array(registered, pa.int64()),
            "active": [3] * rows,
            "inactive_arrears": [2] * rows,
            "inactive_lapsed": [1] * rows,
        }
    )


def refused(path: Path, table: pa.Table) -> SemestaError:
    with pytest.raises(SemestaError) as caught:
        write_csv(path, table)
    assert not path.exists()
    return caught.value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "links.csv"


def test_a_file_looks_exactly_like_this(path: Path) -> None:
    write_csv(path, links(probability=[0.9849, 0.0000004]))
    assert path.read_bytes() == (
        b"noka,nik,method,probability,finding,nik_fault\n"
        b"0001092525596,6309012304900001,nik,0.984900,matched,\n"
        b"0001092525597,,,0.000000,not_found,too_short\n"
    )


def test_columns_and_rows_come_in_the_order_of_the_contract(path: Path) -> None:
    write_csv(path, links())
    straight = path.read_bytes()
    turned = links().take([1, 0]).select(sorted(links().column_names))
    write_csv(path, turned)
    assert path.read_bytes() == straight


def test_rows_that_sort_alike_keep_the_order_given(tmp_path: Path) -> None:
    names = contract().file("criteria.csv").header
    usual = dict.fromkeys(names, ["x", "x"]) | {
        "basis": ["linked", "linked"],
        "category": ["Utama", "Madya"],
        "verdict": ["met", "met"],
        "criterion": ["coverage", "active"],
    }
    write_csv(tmp_path / "criteria.csv", pa.table(usual))
    table = read_csv(tmp_path / "criteria.csv")
    assert table["criterion"].to_pylist() == ["coverage", "active"]


def test_a_table_without_rows_is_a_header(path: Path) -> None:
    write_csv(path, links().slice(0, 0))
    assert path.read_text().count("\n") == 1
    assert read_csv(path).num_rows == 0


def test_identifiers_stay_text_when_read(path: Path) -> None:
    write_csv(path, links())
    assert read_csv(path).equals(links())


def test_more_rows_than_one_batch_are_all_there(path: Path) -> None:
    many = 150_000
    numbers = [f"{n:013d}" for n in range(many)]
    empty = pa.nulls(many)
    table = pa.table(
        {
            "noka": numbers,
            "nik": empty,
            "method": empty,
            "probability": empty,
            "finding": ["not_found"] * many,
            "nik_fault": empty,
        }
    )
    write_csv(path, table)
    assert read_csv(path)["noka"].to_pylist() == numbers


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (0.1 + 0.2, "0.300000"),
        (1e-7, "0.000000"),
        (-0.0, "0.000000"),
        (-1e-9, "0.000000"),
        (1.0, "1.000000"),
        (2 / 3, "0.666667"),
        (123456789.0, "123456789.000000"),
        (1e22, "10000000000000000000000.000000"),
    ],
)
def test_rates_are_printed_plainly(path: Path, value: float, printed: str) -> None:
    write_csv(path, links(probability=[value, None]))
    assert path.read_text().splitlines()[1].split(",")[3] == printed


def test_a_missing_column_is_named(path: Path) -> None:
    error = refused(path, links().drop_columns(["nik", "method"]))
    assert error.code == "published.missing_column"
    assert error.parameters["columns"] == "nik, method"


def test_an_unknown_column_is_named(path: Path) -> None:
    error = refused(path, links(name=["A", "B"]))
    assert error.code == "published.unknown_column"
    assert error.parameters["columns"] == "name"


def test_a_repeated_column_is_refused(path: Path) -> None:
    table = links()
    twice = table.append_column("nik", table["nik"])
    assert refused(path, twice).code == "published.unknown_column"


@pytest.mark.parametrize(
    "columns",
    [
        {"noka": [1, 2]},
        {"nik": [6309012304900001, None]},
        {"probability": ["1", "0"]},
        {"probability": [1, 0]},
    ],
)
def test_a_wrong_type_is_refused(path: Path, columns: dict[str, list[object]]) -> None:
    assert refused(path, links(**columns)).code == "published.wrong_type"


def test_an_empty_cell_where_none_may_be_is_refused(path: Path) -> None:
    error = refused(path, links(noka=["0001092525596", None]))
    assert error.code == "published.empty_value"


@pytest.mark.parametrize(
    "columns",
    [
        {"finding": ["matched", "lost"]},
        {"probability": [1.0, float("nan")]},
        {"probability": [1.0, float("inf")]},
    ],
)
def test_a_value_outside_the_contract_is_refused(
    path: Path, columns: dict[str, list[object]]
) -> None:
    error = refused(path, links(**columns))
    assert error.code == "published.value_not_allowed"
    assert "lost" not in str(error)


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "Januari", "", "2026-01\n"])
def test_a_month_that_is_none_is_refused(month: str) -> None:
    about = contract().file("regions.csv")
    values = {c.name: c.values[0] if c.values else None for c in about.columns}
    row = values | {"region_code": "ID", "region_name": "Indonesia", "month": month}
    with pytest.raises(SemestaError) as caught:
        conform(pa.Table.from_pylist([row]), about)
    assert caught.value.code == "published.value_not_allowed"


def test_figures_that_do_not_add_up_are_never_written(tmp_path: Path) -> None:
    path = tmp_path / "segments.csv"
    write_csv(path, segments([6, 6]))
    with pytest.raises(IdentityBroken, match="1 rows where registered") as caught:
        write_csv(path, segments([6, 7]))
    assert caught.value.exit_code == 3
    assert read_csv(path)["registered"].to_pylist() == [6, 6]


def test_a_sum_with_an_unknown_part_is_not_judged() -> None:
    about = contract().file("regions.csv")
    row = {c.name: c.values[0] if c.values else None for c in about.columns}
    row |= {"region_code": "ID", "region_name": "Indonesia", "month": "2026-01"}
    row |= {"population": 10, "active": 3}
    assert conform(pa.Table.from_pylist([row]), about).num_rows == 1


def test_dates_are_written_year_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    about = contract().file("links.csv")
    *others, last = about.columns
    dated = replace(about, columns=(*others, replace(last, type="date")))
    monkeypatch.setitem(contract().files, "links.csv", dated)
    table = links(nik_fault=[date(2026, 1, 31), None])
    write_csv(tmp_path / "links.csv", table)
    assert "matched,2026-01-31\n" in (tmp_path / "links.csv").read_text()
    assert read_csv(tmp_path / "links.csv").equals(table)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "unreadable_file"),
        (b"noka;nik;method;probability;finding;nik_fault\n", "missing_column"),
        (b"noka,nik,method,probability,finding\n", "missing_column"),
        (
            b"noka,nik,method,probability,finding,nik_fault,name\n",
            "unknown_column",
        ),
        (
            b"noka,nik,method,probability,finding,nik_fault\n1,2,x,abc,moved,\n",
            "unreadable_file",
        ),
        (b"noka,nik,method,probability,finding,nik_fault\n1,2\n", "unreadable_file"),
        (
            b"noka,nik,method,probability,finding,nik_fault\n\xff,,,,,\n",
            "unreadable_file",
        ),
    ],
)
def test_a_file_that_somebody_else_wrote_is_refused(
    path: Path, text: bytes, code: str
) -> None:
    path.write_bytes(text)
    with pytest.raises(SemestaError) as caught:
        read_csv(path)
    assert caught.value.code == f"published.{code}"


def test_parquet_keeps_the_contract_too(tmp_path: Path) -> None:
    path = tmp_path / "links.parquet"
    write_parquet(path, links().take([1, 0]))
    check_parquet(path)
    assert parquet.read_table(path).equals(links())


def test_parquet_that_an_engine_wrote_is_checked_part_by_part(tmp_path: Path) -> None:
    folder = tmp_path / "links.parquet"
    (folder / "part=1").mkdir(parents=True)
    parquet.write_table(links(), folder / "a.parquet")
    check_parquet(folder)
    parquet.write_table(links(noka=[1, 2]), folder / "part=1" / "b.parquet")
    with pytest.raises(SemestaError) as caught:
        check_parquet(folder)
    assert caught.value.code == "published.wrong_type"
