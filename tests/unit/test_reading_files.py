"""Which files are read, from folders and zips too, and what is refused and why."""

import io
import json
import zipfile
from datetime import date, datetime

import msoffcrypto.format.ooxml
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from semesta.errors import SemestaError
from semesta.registers import Source, parse_source, sources, stage
from staging_helpers import members_in, people_in, rows_of, set_aside, staged


PEOPLE = "NIK;NAMA;JK\n1;ANI;P\n2;BUDI;L\n"
CARDS = "NOKA;NAMA;SEGMEN;STATUS\n0001;ANI;PBI JK;AKTIF\n"


def refusal(kind, *paths, **options):
    """The code of the error that reading raises."""
    with pytest.raises(SemestaError) as refused:
        staged(kind, *paths, **options)
    assert refused.value.text("id") and refused.value.text("en")
    return refused.value.code.removeprefix("registers.")


def workbook(path, sheets, hidden=()):
    """Writes sheets of rows, as they stand."""
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path


def zipped(path, members, compression=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


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
        (b"\x00\x01\x02\xff" * 100, "unknown_layout"),
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


def test_every_sheet_with_a_header_is_read_and_the_others_are_noted(tmp_path):
    head = ["NIK", "NAMA", "JK"]
    path = workbook(
        tmp_path / "a.xlsx",
        {
            "Sampul": [["DATA PENDUDUK"]],
            "Kec A": [["Kecamatan : AMUNTAI"], [], head, ["1", "ANI", "P"]],
            "Kec B": [head, ["2", "BUDI", "L"]],
            "Kosong": [head],
            "Simpanan": [head, ["3", "CITRA", "P"]],
            "Peserta": [["NOKA", "NAMA"], ["1", "A"]],
        },
        hidden=["Simpanan"],
    )
    result = staged("population", path)
    assert [(read.sheet, read.note) for read in result.reads] == [
        ("Kec A", ""),
        ("Kec B", ""),
        ("Simpanan", "hidden_sheet"),
    ]
    assert [(skipped.sheet, skipped.reason) for skipped in result.skipped] == [
        ("Sampul", "no_header"),
        ("Kosong", "no_rows"),
        ("Peserta", "other_register"),
    ]
    rows = rows_of(result, "population")
    assert [(row["file_id"], row["row"]) for row in rows] == [(1, 4), (2, 2), (3, 2)]
    assert [row["district_name"] for row in rows] == ["AMUNTAI", None, None]


def test_cells_keep_what_their_types_say(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        {
            "S": [
                ["NIK", "NO KK", "NAMA", "TGL LAHIR"],
                [6309022110660000, "0012", "ANI", date(1990, 1, 31)],
                ["6309022110660035", 7.0, "BUDI", datetime(1990, 2, 1, 0, 0)],
                ["6309022110660036", "", "CITRA", 33025],
            ]
        },
    )
    first, second, third = people_in(path)
    assert first["nik"] == "6309022110660000" and first["nik_number"] is True
    assert first["kk"] == "0012" and first["kk_number"] is False
    assert first["birth_date"] == "1990-01-31"
    assert second["kk"] == "7" and second["nik_number"] is False
    assert second["birth_date"] == "1990-02-01"
    assert third["birth_date"] == "33025" and third["kk"] is None


def test_row_numbers_are_those_of_the_spreadsheet(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(4, 2, ["NIK", "NAMA"])
        sheet.write_row(5, 2, [1, 2])
        sheet.write_row(6, 2, ["1", "ANI"])
        sheet.write_row(8, 2, ["2", "BUDI"])
    assert [row["row"] for row in people_in(tmp_path / "a.xlsx")] == [6, 7, 9]


def test_an_open_document_spreadsheet_is_read(tmp_path):
    cells = [["NIK", "NAMA"], ["0012", "ANI"]]
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{c}</text:p>'
            "</table:table-cell>"
            for c in row
        )
        + "</table:table-row>"
        for row in cells
    )
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" '
        f'xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="S">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"/>'
    members = {
        "mimetype": kind,
        "content.xml": content,
        "META-INF/manifest.xml": manifest,
    }
    path = zipped(tmp_path / "a.ods", members, zipfile.ZIP_STORED)
    assert [(row["nik"], row["name"]) for row in people_in(path)] == [("0012", "ANI")]


@pytest.fixture
def protected(tmp_path):
    plain = workbook(tmp_path / "p.xlsx", {"S": [["NIK", "NAMA"], ["1", "ANI"]]})
    locked = io.BytesIO()
    with plain.open("rb") as stream:
        msoffcrypto.format.ooxml.OOXMLFile(stream).encrypt("rahasia", locked)
    path = tmp_path / "terkunci.xlsx"
    path.write_bytes(locked.getvalue())
    return path


def test_a_protected_workbook_opens_with_its_password(protected):
    assert len(people_in(protected, passwords="rahasia")) == 1
    asked = []
    assert people_in(protected, passwords=lambda name: asked.append(name) or "rahasia")
    assert asked == ["terkunci.xlsx"]


def test_a_missing_or_wrong_password_is_said(protected):
    assert refusal("population", protected) == "password_needed"
    assert (
        refusal("population", protected, passwords=lambda _: None) == "password_needed"
    )
    assert refusal("population", protected, passwords="salah") == "password_wrong"


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


PESERTA = {"noKartu": "0001", "nama": "ANI", "statusPeserta": {"keterangan": "AKTIF"}}
ANSWER = {"metaData": {"code": "200"}, "response": {"peserta": PESERTA}}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(PESERTA),
        json.dumps(ANSWER),
        json.dumps(ANSWER, indent=2),
        json.dumps([PESERTA]),
        json.dumps([ANSWER], indent=1),
        json.dumps({"response": {"list": [PESERTA]}}),
        "\ufeff" + json.dumps(PESERTA) + "\n\n",
    ],
)
def test_answers_are_read_however_they_are_wrapped(tmp_path, text):
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    (row,) = members_in(path)
    assert (row["noka"], row["name"], row["status"]) == ("0001", "ANI", "AKTIF")


def test_lines_without_a_member_are_set_aside(tmp_path):
    nobody = {"metaData": {"code": "201"}, "response": None}
    lines = [json.dumps(ANSWER), json.dumps(nobody), '{"broken', json.dumps(ANSWER)]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines))
    result = staged("membership", path)
    assert [row["row"] for row in rows_of(result, "membership")] == [1, 4]
    assert set_aside(result) == [(2, "no_member"), (3, "no_member")]


def test_an_array_longer_than_a_block_is_read_whole(tmp_path, monkeypatch):
    from semesta.registers import csv_lines

    monkeypatch.setattr(csv_lines.TextFile.blocks, "__defaults__", (100,))
    path = tmp_path / "a.json"
    path.write_text(json.dumps([ANSWER] * 50, indent=1))
    assert len(members_in(path)) == 50


def test_the_account_names_hash_size_and_columns(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("NO;NIK;NAMA;Agama;Gol. Darah\n1;1;ANI;X;O\n")
    (read,) = staged("population", path).reads
    assert read.bytes == path.stat().st_size
    assert len(read.sha256) == 64
    assert read.columns_used == {"NIK": "nik", "NAMA": "name"}
    assert read.columns_dropped == ("Agama", "Gol. Darah")
