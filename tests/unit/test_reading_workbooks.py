"""Spreadsheets and JSON: sheets, cell types, passwords, wrapped answers."""

import io
import json
import zipfile
from datetime import date, datetime

import msoffcrypto.format.ooxml
import pytest
import xlsxwriter

from semesta.registers import csv_lines
from staging_helpers import (
    members_in,
    people_in,
    refusal,
    rows_of,
    set_aside,
    staged,
    workbook,
    zipped,
)


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


def test_a_broken_first_line_spoils_only_itself(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"broken\n' + json.dumps(ANSWER) + "\n")
    assert [row["row"] for row in members_in(path)] == [2]


def test_an_array_longer_than_a_block_is_read_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_lines.TextFile.blocks, "__defaults__", (100,))
    path = tmp_path / "a.json"
    path.write_text(json.dumps([ANSWER] * 50, indent=1))
    assert len(members_in(path)) == 50


def test_a_stray_cell_at_the_end_of_a_sheet_is_said(tmp_path):
    """Laid out whole, such a sheet has 17,179,869,184 cells."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["NIK", "NAMA", "TGL LAHIR"])
        sheet.write_row(1, 0, ["6309041505850001", "SITI", "15-05-1985"])
        sheet.write(1_048_575, 16_383, "x")
    assert refusal("population", path) == "sheet_too_large"


def test_a_style_at_the_end_of_a_sheet_is_no_cell(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["NIK", "NAMA", "TGL LAHIR"])
        sheet.write_row(1, 0, ["6309041505850001", "SITI", "15-05-1985"])
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))
    assert [row["row"] for row in people_in(path)] == [2]
