"""Invoices come back as they came, with the answers beside their rows."""

import codecs
import csv
import io
import struct
import zipfile
import zlib
from datetime import date
from pathlib import Path

import docx
import msoffcrypto
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from openpyxl.styles import Font, PatternFill
from python_calamine import CalamineWorkbook

from audit_builders import a_run, card, options
from semesta.audit import LETTER, MINUTES, SUMMARY, audit
from semesta.documents import lock_workbook
from semesta.errors import SemestaError
from staging_helpers import zipped


HEADINGS = [
    *("Hasil pemadanan", "Sifat", "Catatan", "Berlaku sejak", "Bulan terhitung"),
    *("Iuran", "Bantuan iuran daerah", "Bagian provinsi", "Bagian kab/kota"),
    "Potensi kelebihan pembayaran",
]
MATCHED = ["padan", "–", "", "", 0, 35_000, 2_800, 0, 37_800, 0]
DECEASED = ["meninggal", "indikasi kuat", 3, 113_400]


@pytest.fixture
def run(tmp_path):
    """Card 1 is matched; the holder of card 2 died in October 2025."""
    death = {"person_id": 2, "status": "deceased", "death_date": date(2025, 10, 1)}
    cards = [card(1), card(2, finding="deceased")]
    return a_run(tmp_path, cards, departed=[death])


def returned(run, path, **more):
    """The invoice as it comes back."""
    out = path.parent / "hasil"
    done = audit(options([str(path)], out=out, run=run, **more))
    return out / done.returned[0]


def text_of(*records, end="\r\n"):
    return end.join(records) + end


CSV = text_of(
    "TAGIHAN JANUARI 2026",
    "",
    "NOKA;NAMA;IURAN",
    "0000000000001;ANI;37800",
    '0000000000002;"B;UDI";37.800',
    "0000000000003;É;x",
    "JUMLAH;;75600",
)
FORMS = {
    "utf-8": "utf-8",
    "with a mark": "utf-8-sig",
    "windows": "cp1252",
    "utf-16": "utf-16",
}


@pytest.mark.parametrize("encoding", FORMS.values(), ids=FORMS)
def test_a_text_keeps_every_byte_and_gains_columns(tmp_path, run, encoding):
    path = tmp_path / "tagihan.csv"
    path.write_bytes(CSV.encode(encoding))
    found = returned(run, path).read_bytes()
    marks = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE)

    assert [found.startswith(mark) for mark in marks] == [
        path.read_bytes().startswith(mark) for mark in marks
    ]
    before, after = CSV.split("\r\n"), found.decode(encoding).split("\r\n")
    assert len(after) == len(before)
    assert all(new.startswith(old) for old, new in zip(before, after, strict=True))
    assert after[:2] == before[:2]
    records = list(csv.reader(after, delimiter=";"))
    assert records[2][3:] == HEADINGS
    assert records[3][3:] == [str(value) for value in MATCHED]
    assert [records[4][at] for at in (3, 4, 7, 12)] == [str(v) for v in DECEASED]
    assert records[5][4] == records[6][4] == "belum dapat diperiksa"
    assert "rupiah utuh" in records[5][5]


def test_where_every_cell_is_quoted_the_new_ones_are_too(tmp_path, run):
    path = tmp_path / "t.csv"
    path.write_text('"NOKA","IURAN"\n"1","37800"\n', encoding="utf-8")
    lines = returned(run, path).read_text(encoding="utf-8").splitlines()

    assert lines[0].startswith('"NOKA","IURAN","Hasil pemadanan","Sifat"')
    assert lines[1].endswith('"0","35000","2800","0","37800","0"')


def test_a_record_over_two_lines_and_a_short_one_get_theirs_in_the_right_column(
    tmp_path, run
):
    path = tmp_path / "t.csv"
    text = 'NOKA;IURAN;ALAMAT;\n1;37800;"JL.\nRAYA";\n2;37800;X\n'
    path.write_text(text, encoding="utf-8")
    with returned(run, path).open(encoding="utf-8", newline="") as lines:
        records = list(csv.reader(lines, delimiter=";"))

    assert [record[4] for record in records] == [
        *("Hasil pemadanan", "padan", "meninggal")
    ]
    assert records[1][2] == "JL.\nRAYA"


def test_a_last_line_without_an_end_gets_none(tmp_path, run):
    path = tmp_path / "t.csv"
    path.write_text("NOKA,IURAN\n1,37800", encoding="utf-8")

    assert returned(run, path).read_bytes()[-1:] != b"\n"


def a_picture():
    def part(kind, data):
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    size = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(b"\0\xff\0\0")
    head = b"\x89PNG\r\n\x1a\n"
    return head + part(b"IHDR", size) + part(b"IDAT", pixel) + part(b"IEND", b"")


@pytest.fixture
def book(tmp_path):
    """As a branch sends it: titles, picture, formulas, styled blanks, a recap."""
    path = tmp_path / "tagihan.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("Kec. A & B")
        head = made.add_format({"bold": True, "bg_color": "#336699"})
        money, grey = (
            made.add_format({"num_format": "#,##0"}),
            made.add_format({"bg_color": "#EEEEEE"}),
        )
        sheet.merge_range("B1:F1", "TAGIHAN PBPU BP PEMDA", head)
        sheet.insert_image("I1", "logo.png", {"image_data": io.BytesIO(a_picture())})
        sheet.write_row("B3", ["NOKA", "NAMA", "IURAN", "TGLLHR", "CEK"], head)
        rows = [("0000000000001", "=ANI"), ("2", "BUDI"), ("0000000000003", "@CICI")]
        for at, (noka, name) in enumerate(rows, 3):
            sheet.write_string(at, 1, noka)
            sheet.write_string(at, 2, name)
            sheet.write_number(at, 3, 37_800 if at < 5 else 37.8, money)
            sheet.write_datetime(at, 4, date(1990, 5, 15))
            sheet.write_formula(at, 5, f"=D{at + 1}*2", money, 75_600)
            sheet.write_blank(at, 6, None, grey)
        sheet.write_string("B7", "JUMLAH")
        sheet.autofilter("B3:F6")
        made.add_worksheet("Rekap").write_row(0, 0, ["DESA", "JUMLAH TAGIHAN"])
    return path


def cells(path, sheet, **how):
    found = openpyxl.load_workbook(path, **how)[sheet]
    return {
        cell.coordinate: (cell.value, cell.number_format, cell.font.b, cell.data_type)
        for row in found.iter_rows()
        for cell in row
        if cell.value is not None
    }


def test_a_workbook_keeps_every_cell_and_gains_columns(book, run):
    back = returned(run, book)

    rows = list(CalamineWorkbook.from_path(back).get_sheet_by_index(0).iter_rows())
    old = list(CalamineWorkbook.from_path(book).get_sheet_by_index(0).iter_rows())
    assert [row[:5] for row in rows] == [row[:5] for row in old]
    assert rows[2][5:] == HEADINGS
    assert rows[3][5:] == MATCHED
    assert [rows[4][at] for at in (5, 6, 9, 14)] == DECEASED
    assert rows[5][6] == rows[6][6] == "belum dapat diperiksa"
    assert rows[3][1] == "=ANI"
    assert rows[3][4] == 75_600


def parts_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_only_the_sheet_and_the_styles_differ(book, run):
    before, after = parts_of(book), parts_of(returned(run, book))

    assert list(before) == list(after)
    differ = {name for name in before if before[name] != after[name]}
    assert differ == {"xl/worksheets/sheet1.xml", "xl/styles.xml"}


@pytest.fixture
def plain_book(tmp_path):
    """Written by another program, with styles of its own."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Daftar"
    sheet.append(["NOKA", "NAMA", "IURAN"])
    sheet.append(["0000000000001", "ANI", 37_800])
    sheet.append(["0000000000002", "BUDI", 37_800])
    sheet["C1"].font = Font(bold=True, color="FF0000")
    sheet["C1"].fill = PatternFill("solid", fgColor="336699")
    sheet["C2"].number_format = '"IDR" 0'
    sheet["B3"] = "=1+1"
    path = tmp_path / "daftar.xlsx"
    book.save(path)
    return path


def test_styles_and_formulas_stay_and_new_titles_look_like_the_old(plain_book, run):
    back = returned(run, plain_book)
    old, new = cells(plain_book, "Daftar"), cells(back, "Daftar")

    assert {place: new[place] for place in old} == old
    assert new["B3"][3] == "f"
    sheet = openpyxl.load_workbook(back)["Daftar"]
    assert sheet["D1"].fill.fgColor.rgb == "00336699"
    assert sheet["D1"].font.b
    assert sheet["M3"].value == 113_400
    assert sheet["M3"].number_format == '[$-421]"Rp"#,##0'
    assert sheet.column_dimensions["F"].width == 60


def test_no_new_cell_is_a_formula(plain_book, run):
    sheet = openpyxl.load_workbook(returned(run, plain_book))["Daftar"]
    new = [cell for row in sheet.iter_rows(min_col=4) for cell in row]

    assert {cell.data_type for cell in new} <= {"n", "s", "inlineStr"}


def test_a_locked_workbook_comes_back_locked(plain_book, run):
    lock_workbook(plain_book, "rahasia")
    asked = []
    back = returned(
        run, plain_book, passwords=lambda file: asked.append(file) or "rahasia"
    )
    plain = io.BytesIO()
    with back.open("rb") as stream:
        office = msoffcrypto.OfficeFile(stream)
        office.load_key(password="rahasia")
        office.decrypt(plain)

    assert openpyxl.load_workbook(plain)["Daftar"]["D2"].value == "padan"
    assert asked == ["daftar.xlsx"]


def test_a_parquet_file_comes_back_as_a_workbook(tmp_path, run):
    rows = [
        {"noka": "0000000000001", "nik": 3310025505900001, "iuran": 37_800.0},
        {"noka": "0000000000002", "nik": None, "iuran": 37_800.0},
    ]
    path = tmp_path / "tagihan.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path)
    back = returned(run, path)
    found = list(CalamineWorkbook.from_path(back).get_sheet_by_index(0).iter_rows())

    assert back.name == "tagihan.xlsx"
    assert found[0] == ["noka", "nik", "iuran", *HEADINGS]
    assert found[1] == ["0000000000001", "3310025505900001", 37_800.0, *MATCHED]
    assert found[2][3] == "meninggal"


def an_ods(path, rows):
    space = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{cell}</text:p></table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" '
        f'xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="S">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    members = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content,
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{space}:m:1.0"/>',
    }
    return zipped(path, members, zipfile.ZIP_STORED)


def test_an_ods_comes_back_as_a_workbook_with_the_same_cells(tmp_path, run):
    rows = [["DAFTAR"], ["NOKA", "NAMA", "IURAN"], ["1", "=1+1", "37.800"]]
    back = returned(run, an_ods(tmp_path / "tagihan.ods", rows))
    sheet = openpyxl.load_workbook(back)["S"]

    assert back.name == "tagihan.xlsx"
    assert sheet["B3"].value == "=1+1"
    assert sheet["B3"].data_type == "s"
    assert [cell.value for cell in sheet[2]][3:] == HEADINGS
    assert sheet["D3"].value == "padan"


def test_files_of_one_name_do_not_overwrite_each_other(tmp_path, run):
    text = "NOKA,IURAN,BULAN\n1,37800,2026-01\n"
    members = {"a/ringkasan.csv": text, "b/ringkasan.csv": text}
    path = zipped(tmp_path / "t.zip", members)
    done = audit(options([str(path)], out=tmp_path / "hasil", run=run))

    assert done.returned == ("ringkasan.csv", "ringkasan-2.csv")
    assert sorted(p.name for p in (tmp_path / "hasil").iterdir()) == sorted(
        [*done.returned, SUMMARY, LETTER, MINUTES]
    )


def test_equal_invoices_give_equal_bytes(plain_book, run, tmp_path):
    found = []
    for name in ("satu", "dua"):
        audit(options([str(plain_book)], out=tmp_path / name, run=run))
        folder = tmp_path / name
        found.append({p.name: p.read_bytes() for p in folder.iterdir()})

    assert found[0] == found[1]


def test_an_invoice_in_json_is_refused(tmp_path, run):
    path = tmp_path / "tagihan.json"
    path.write_text('[{"noka": "1", "iuran": 37800}]', encoding="utf-8")
    with pytest.raises(SemestaError) as refused:
        returned(run, path)

    assert refused.value.code == "audit.no_workbook"
    assert not (tmp_path / "hasil").exists()


def paper(path: Path) -> str:
    """Everything that a DOCX says."""
    document = docx.Document(str(path))
    rows = [row for table in document.tables for row in table.rows]
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [" | ".join(cell.text for cell in row.cells) for row in rows]
    return "\n".join([*texts, document.sections[0].footer.paragraphs[0].text])


@pytest.mark.parametrize("name", [LETTER, MINUTES])
def test_the_papers_say_the_figures_and_claim_no_more_than_potential(
    plain_book, run, name
):
    folder = returned(run, plain_book, language="en").parent
    said = paper(folder / name)

    assert "meninggal | indikasi kuat | 1 | Rp37.800 | Rp113.400" in said
    assert "Jumlah |  | 2 | Rp75.600 | Rp113.400" in said
    assert "kronis atau katastropik" in said
    assert "perkiraan" in said
    assert "Dibuat oleh: bendahara" in said
    for claim in ("kerugian", "harus dikembalikan", "terbukti", "temuan"):
        assert claim not in said.lower()


def test_the_papers_have_room_for_both_parties(plain_book, run):
    said = paper(returned(run, plain_book).parent / MINUTES)

    for party in ("PIHAK PERTAMA", "PIHAK KEDUA"):
        assert said.count(party) >= 2
    assert said.count("……") > 10
