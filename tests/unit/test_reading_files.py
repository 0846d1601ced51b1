"""Which files are read, from folders and zips too, and what is refused and why."""

from datetime import date
from importlib.resources import files
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from semesta.errors import SemestaError
from semesta.registers import Source, parse_source, sources, stage
from staging_helpers import members_in, refusal, rows_of, set_aside, staged, zipped


PEOPLE = "NIK;NAMA;JK\n1;ANI;P\n2;BUDI;L\n"
CARDS = "NOKA;NAMA;SEGMEN;STATUS\n0001;ANI;PBI JK;AKTIF\n"


def test_a_source_names_a_file_and_perhaps_a_region(tmp_path):
    assert parse_source("a.csv@63.09.08.2001") == Source(
        (tmp_path / "a.csv").relative_to(tmp_path), "63.09.08.2001"
    )
    assert parse_source("a.csv").region_hint is None


def test_a_path_that_exists_wins_over_the_region_in_it(tmp_path):
    path = tmp_path / "data@63.09"
    path.write_text(PEOPLE)
    assert parse_source(str(path)) == Source(path)


def test_a_region_that_is_none_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(PEOPLE)
    with pytest.raises(SemestaError, match="tabalong"):
        parse_source(f"{path}@tabalong")


def test_the_region_of_the_source_stands_in_every_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(PEOPLE)
    result = stage("population", [Source(path, "63.09.08.2001")], tmp_path / "staged")
    hints = {row["region_hint"] for row in rows_of(result, "population")}
    assert hints == {"63.09.08.2001"}


def test_a_folder_is_read_in_the_order_of_its_names_and_the_rest_is_listed(tmp_path):
    folder = tmp_path / "desa"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "x.csv").write_text(PEOPLE)
    (folder / "a.csv").write_text(PEOPLE.replace(";", ","))
    (folder / "surat.pdf").write_bytes(b"%PDF-1.7")
    (folder / "peserta.csv").write_text(CARDS)
    (folder / "~$a.xlsx").write_bytes(b"lock")
    (folder / "catatan.txt").write_text("Hubungi kantor desa.\n")
    result = staged("population", folder)
    assert [(read.file_id, read.file) for read in result.reads] == [
        (1, "a.csv"),
        (2, "b/x.csv"),
    ]
    assert {(skipped.file, skipped.reason) for skipped in result.skipped} == {
        ("surat.pdf", "not_a_table_file"),
        ("peserta.csv", "other_register"),
        ("catatan.txt", "no_header"),
    }


def test_a_register_of_unknown_layout_in_a_folder_is_not_passed_over(tmp_path):
    folder = tmp_path / "desa"
    folder.mkdir()
    (folder / "a.csv").write_text(PEOPLE)
    (folder / "b.csv").write_text("JK;TGL LAHIR;RT\nL;1990-01-01;3\n")
    assert refusal("population", folder) == "unknown_layout"


def test_a_zip_gives_its_members_and_leaves_nothing_unpacked(tmp_path):
    inner = zipped(tmp_path / "inner.zip", {"c.csv": PEOPLE}).read_bytes()
    path = zipped(
        tmp_path / "semua.zip",
        {
            "../../a.csv": PEOPLE,
            "kec/b.csv": PEOPLE,
            "inner.zip": inner,
            "__MACOSX/a.csv": "junk",
            "foto.png": "png",
        },
    )
    result = staged("population", path)
    assert [read.file for read in result.reads] == [
        "semua.zip/a.csv",
        "semua.zip/inner.zip/c.csv",
        "semua.zip/kec/b.csv",
    ]
    left = sorted(found.name for found in (tmp_path / "staged").iterdir())
    assert left == [
        "staged_population.parquet",
        "staged_quarantine_population.parquet",
    ]
    assert not (tmp_path.parent / "a.csv").exists()


def test_a_zip_that_would_burst_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "SMALL", 1000)
    path = zipped(tmp_path / "a.zip", {"a.csv": "0" * 10_000_000})
    assert refusal("population", path) == "zip_bomb"
    monkeypatch.setattr(sources, "LARGEST_UNPACKED", 10)
    path = zipped(tmp_path / "b.zip", {"a.csv": PEOPLE})
    assert refusal("population", path) == "zip_bomb"


def test_zips_within_zips_have_an_end(tmp_path):
    content = PEOPLE
    for depth in range(5):
        name = "a.csv" if depth == 0 else "a.zip"
        path = zipped(tmp_path / f"{depth}.zip", {name: content})
        content = path.read_bytes()
    assert refusal("population", path) == "zip_too_deep"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b" \n\n", "empty_file"),
        (b"NIK;NAMA;JK\n", "no_rows"),
        (b"NIK;NAMA;JK\n;;\n", "no_rows"),
        (b"%PDF-1.7 ...", "not_a_table"),
        (b"<html><table><tr><td>NIK</td></tr></table></html>", "not_a_table"),
        (b"\x1f\x8b\x08 gzip", "not_a_table"),
        (b"PK\x03\x04 cut off", "corrupt_zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut off", "corrupt_workbook"),
        (b"PAR1 cut off", "corrupt_parquet"),
        (b'[{"nik": "1", "nama": ', "corrupt_json"),
        (b"satu dua tiga\nempat\n", "unknown_layout"),
        (b"\x00\x01\x02\xff" * 100, "not_text"),
    ],
)
def test_what_is_no_register_is_refused_by_its_contents(tmp_path, content, code):
    path = tmp_path / "penduduk.csv"
    path.write_bytes(content)
    assert refusal("population", path) == code


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path):
    assert refusal("population", tmp_path / "a.csv") == "file_not_found"


def test_a_folder_without_registers_is_refused(tmp_path):
    (tmp_path / "kosong").mkdir()
    assert refusal("population", tmp_path / "kosong") == "no_register"


def test_parquet_of_any_types_becomes_text(tmp_path):
    table = pa.table(
        {
            "nik": pa.array([6309022110660035, None], pa.int64()),
            "no_kk": pa.array([6309022110660000.0, None]),
            "nama": pa.array(["ANI", None]).dictionary_encode(),
            "tanggal_lahir": pa.array([date(1990, 1, 31), None]),
            "rt": pa.array([3, None], pa.int8()),
            "agama": pa.array(["X", "Y"]),
        }
    )
    path = tmp_path / "a.parquet"
    pq.write_table(table, path)
    result = staged("population", path)
    (row,) = rows_of(result, "population")
    assert (row["nik"], row["nik_number"]) == ("6309022110660035", False)
    assert (row["kk"], row["kk_number"]) == ("6309022110660000", True)
    assert (row["name"], row["birth_date"], row["rt"]) == ("ANI", "1990-01-31", "3")
    assert set_aside(result) == [(2, "no_usable_value")]
    assert result.reads[0].columns_dropped == ("agama",)


def test_a_card_number_kept_as_a_number_may_have_lost_its_zeros(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"noka": [2001346230], "nama": ["ANI"]}), path)
    (row,) = members_in(path)
    assert (row["noka"], row["noka_number"]) == ("2001346230", True)


@pytest.mark.parametrize("name", ["siak37.xlsx", "opendk.zip"])
def test_a_damaged_file_ends_in_a_clear_error(tmp_path, name):
    whole = (Path(__file__).parent.parent / "data" / "layouts" / name).read_bytes()
    path = tmp_path / name
    for length in range(10, len(whole), len(whole) // 7):
        path.write_bytes(whole[:length])
        assert refusal("population", path).startswith("corrupt")


def test_a_file_of_unreadable_rows_only_is_still_accounted_for(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("NIK;NAMA\n1\n2\n")
    result = staged("population", path)
    assert rows_of(result, "population") == []
    assert result.reads[0].rows_read == result.reads[0].rows_unreadable == 2


def test_every_reason_has_its_words():
    reasons = yaml.safe_load((files("semesta.registers") / "reasons.yaml").read_text())
    for code in ("wrong_number_of_fields", "no_usable_value", "no_member"):
        assert set(reasons[code]) == {"id", "en"}


def test_the_account_names_hash_size_and_columns(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("NO;NIK;NAMA;Agama;Gol. Darah\n1;1;ANI;X;O\n")
    (read,) = staged("population", path).reads
    assert read.bytes == path.stat().st_size
    assert len(read.sha256) == 64
    assert read.columns_used == {"NIK": "nik", "NAMA": "name"}
    assert read.columns_dropped == ("Agama", "Gol. Darah")
