"""A small run that keeps the whole contract, for the tests of the store."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

from semesta.months import Month
from semesta.published import (
    Column,
    File,
    Identity,
    Input,
    Legal,
    Manifest,
    RunLog,
    Store,
    check_parquet,
    contract,
    write_table,
)


MONTH = Month(2026, 1)
PLAIN = {
    "text": "x",
    "integer": 0,
    "rate": 0.5,
    "month": "2026-01",
    "date": date(2026, 1, 31),
    "boolean": True,
}


def a_table(file: File) -> pa.Table:
    """One row that keeps the contract, whatever its columns are."""
    if not file.columns:
        return pa.table({"anything": [1]})
    return pa.table({column.name: [a_value(column)] for column in file.columns})


def a_value(column: Column) -> object:
    return column.values[0] if column.values else PLAIN[column.type]


def a_manifest() -> Manifest:
    return Manifest(
        month=MONTH,
        scope="all",
        edition="2026",
        legal=Legal(basis="PKS", deletion_date=date(2027, 12, 31)),
        inputs=(Input("population", "penduduk.csv", "0" * 64, 10, 2, 1, 1),),
        identities=(Identity("read = accepted + quarantined", 2, 2),),
        options={"seed": 1},
        versions={"code": "0.1.0", "law": "1", "regions": "1"},
        engine={"name": "none", "version": "0"},
    )


def fill(folder: Path) -> None:
    """Everything that a run publishes."""
    for file in contract().files.values():
        if not file.required or file.name.endswith(".json"):
            continue
        if file.columns:
            write_table(folder, file.name, a_table(file))
        else:
            parquet.write_table(a_table(file), folder / file.name)
    write_table(folder, "links.csv", a_table(contract().file("links.csv")))
    RunLog().write(folder)
    a_manifest().write(folder)


def publish(out: Path, month: Month = MONTH) -> Path:
    with Store(out).building(month) as building:
        fill(building.path)
        return building.publish()


def bytes_of(run: Path) -> dict[str, bytes]:
    return {
        path.relative_to(run).as_posix(): path.read_bytes()
        for path in sorted(run.rglob("*"))
        if path.is_file() and path.name != "run.log.json"
    }


def test_the_same_run_twice_has_two_numbers_and_the_same_bytes(tmp_path: Path) -> None:
    first, second = publish(tmp_path), publish(tmp_path)
    assert (first.name, second.name) == ("2026-01-r1", "2026-01-r2")
    assert len(bytes_of(first)) > 10
    assert bytes_of(first) == bytes_of(second)


def test_tables_of_described_parquet_files_pass_their_own_check(tmp_path: Path) -> None:
    table = a_table(contract().file("links.parquet"))
    parquet.write_table(table, tmp_path / "links.parquet")
    check_parquet(tmp_path / "links.parquet")
