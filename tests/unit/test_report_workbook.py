"""report.xlsx: typed cells, nothing computed from input, small counts withheld."""

import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from python_calamine import CalamineWorkbook

from report_builders import FIRST, STAMP, rows, written
from semesta.errors import SemestaError
from semesta.published import Run
from workbook_golden import FORMULA, GOLDEN, cells, golden_run, workbook


HEADER = 4  # rows above the first of the places, in sheets with one line of text


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return golden_run(tmp_path_factory.mktemp("run"))


@pytest.fixture(scope="module")
def path(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbook(run, tmp_path_factory.mktemp("book") / "report.xlsx")


def table(path: Path, title: str) -> list[dict[str, Any]]:
    """The rows of a sheet below its header, which is where the panes are frozen."""
    sheet = openpyxl.load_workbook(path)[title]
    top = int("".join(filter(str.isdigit, sheet.freeze_panes))) - 1
    header, *below = sheet.iter_rows(min_row=top, values_only=True)
    return [dict(zip(header, row, strict=True)) for row in below]


def of_place(path: Path, title: str, code: str) -> dict[str, Any]:
    (row,) = (row for row in table(path, title) if row["Kode"] == code)
    return row


def test_every_cell_is_that_of_the_golden_workbook(path: Path) -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))

    found = cells(path)

    assert list(found) == list(golden)
    for title in golden:
        assert found[title] == golden[title], title


def test_another_library_reads_the_same_values_of_the_same_types(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    other = CalamineWorkbook.from_path(str(path))
    assert other.sheet_names == book.sheetnames
    for sheet in book:
        found = other.get_sheet_by_name(sheet.title).to_python(skip_empty_area=False)
        for row, values in zip(sheet.iter_rows(), found, strict=True):
            for cell, value in zip(row, values, strict=True):
                assert _same(cell.value, value), cell


def _same(one: Any, other: Any) -> bool:
    """openpyxl has None for an empty cell and datetimes, calamine "" and dates."""
    if one is None:
        return other == ""
    if hasattr(one, "date"):
        return one.date() == other
    return isinstance(one, str) == isinstance(other, str) and one == other


def test_the_first_sheet_says_what_a_regent_asks(path: Path) -> None:
    """10 active persons short: 10 × 37,800 a month, × 11 months; aid 10 × 4,200 × 11."""
    row = of_place(path, "Ringkasan", "63.09")

    assert row["Tanggal acuan"].date() == date(2026, 1, 31)
    assert (row["Cakupan (bawah)"], row["Keaktifan (bawah)"]) == (0.985, 0.79)
    assert (row["UHC"], row["Penghargaan"]) == ("belum terpenuhi", "belum memenuhi")
    assert (row["Kekurangan terdekat"], row["Jiwa"]) == ("Pratama", 10)
    assert row["APBD per bulan"] == 378_000
    assert row["APBD s.d. Desember"] == 4_158_000
    assert row["APBN s.d. Desember"] == 462_000
    assert (row["Peringkat keaktifan"], row["dari"]) == (2, 3)


def test_the_price_of_a_line_adds_up_over_who_pays(path: Path) -> None:
    """Utama lacks 160: 160 × 35,000 + 160 × 2,800 + 160 × 4,200 = 6,720,000."""
    (row,) = (row for row in table(path, "Kekurangan") if row["Jalur"] == "Utama")

    payers = (
        "Iuran per bulan (APBD)",
        "Bantuan daerah per bulan (APBD)",
        "Bantuan pusat per bulan (APBN)",
    )
    assert [row[payer] for payer in payers] == [5_600_000, 448_000, 672_000]
    assert row["Seluruhnya per bulan"] == 6_720_000
    assert row["Seluruhnya s.d. Desember"] == 73_920_000


@pytest.mark.parametrize(
    ("title", "column"),
    [("Wilayah", "Wilayah"), ("Partisi", "Wilayah"), ("Hasil pemadanan", "Wilayah")],
)
def test_a_name_that_looks_like_a_formula_stays_text(
    path: Path, title: str, column: str
) -> None:
    assert of_place(path, title, FIRST)[column] == FORMULA


def test_no_sheet_holds_a_formula_a_link_or_a_macro(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        text = b"".join(archive.read(name) for name in names if "sheet" in name)
    assert b"<f>" not in text and b"hyperlink" not in text
    assert not [name for name in names if "vba" in name.lower() or "link" in name]


@pytest.mark.parametrize("title", ["Partisi", "Hasil pemadanan", "Mutu data"])
def test_the_column_of_differences_is_zero_everywhere(path: Path, title: str) -> None:
    assert {row["Selisih"] for row in table(path, title)} == {0}


def test_a_sum_that_does_not_add_up_shows_its_difference(tmp_path: Path) -> None:
    """1,003 read are 1,000 accepted and 1 set aside: 2 are missing."""
    run = golden_run(tmp_path)
    files = run.folder / "files.csv"
    files.write_text(files.read_text().replace("1003,1000,3", "1003,1000,1"))

    (row,) = table(workbook(run, tmp_path / "a.xlsx"), "Mutu data")

    assert row["Selisih"] == 2


def test_small_counts_of_a_village_are_withheld_wherever_they_could_be_read(
    path: Path,
) -> None:
    """3 to be verified of 600: neither their number nor a rate that counts them."""
    states, place = (of_place(path, name, FIRST) for name in ("Partisi", "Wilayah"))

    assert (states["Belum terdaftar"], states["Perlu verifikasi"]) == ("*", "*")
    assert (place["Cakupan (atas)"], place["Keaktifan (atas)"]) == ("*", "*")
    assert of_place(path, "Hasil pemadanan", FIRST)["Meninggal"] == "*"
    assert place["Penduduk"] == 600


def test_a_segment_that_hides_another_is_not_told_as_local_government(
    path: Path,
) -> None:
    """Two are BP; with PBPU BP Pemda and the total their number would be known.

    PBPU BP Pemda are fewer than PBI JK, so less is lost.
    """
    segments = {
        row["Segmen"]: row["Terdaftar"]
        for row in table(path, "Segmen")
        if row["Kode"] == FIRST
    }

    assert segments == {"Bukan Pekerja": "*", "PBI JK": 388, "PBPU BP Pemda": "*"}
    assert of_place(path, "Wilayah", FIRST)["Didaftarkan Pemda"] == "*"


def test_the_regency_is_told_in_full(path: Path) -> None:
    states = of_place(path, "Partisi", "63.09")
    assert (states["Belum terdaftar"], states["Perlu verifikasi"]) == (10, 5)
    assert of_place(path, "Hasil pemadanan", "63.09")["Kartu ganda"] == 3


def test_ages_are_not_told_of_villages(path: Path) -> None:
    assert {row["Kode"] for row in table(path, "Umur dan kelamin")} == {"63.09"}


def test_every_table_stays_readable_on_screen_and_on_paper(path: Path) -> None:
    for sheet in list(openpyxl.load_workbook(path))[:-1]:
        top = sheet.print_title_rows.strip("$").split(":")[0]
        assert sheet.auto_filter.ref.startswith(f"A{top}:")
        assert int(sheet.freeze_panes.strip("ABCDEFG")) == int(top) + 1
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == (
            "landscape",
            9,
        )
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "Dibuat oleh" in sheet.oddFooter.left.text
        assert len(sheet.title) <= 31


def test_numbers_have_indonesian_formats(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["Ringkasan"]
    formats = {cell.value: cell.number_format for cell in sheet[HEADER + 1]}
    assert formats[1000] == "[$-421]#,##0"
    assert formats[0.985] == "[$-421]0.00%"
    assert formats[378_000] == '[$-421]"Rp"#,##0'


def test_reasons_are_words_and_never_codes(path: Path) -> None:
    rows = [tuple(row.values()) for row in table(path, "Alasan dan perbaikan")]
    assert rows[0][1:] == (
        "belum dapat dipakai",
        "NIK ini sudah ada pada baris lain",
        3,
    )
    assert rows[0][0] == "@penduduk.csv"


def test_equal_contents_are_equal_bytes(run: Run, path: Path, tmp_path: Path) -> None:
    again = workbook(run, tmp_path / "again.xlsx")
    assert again.read_bytes() == path.read_bytes()


def test_the_other_language_has_the_same_sheets_with_the_same_numbers(
    run: Run, path: Path, tmp_path: Path
) -> None:
    english = workbook(run, tmp_path / "en.xlsx", language="en")

    assert openpyxl.load_workbook(english).sheetnames[0] == "Summary"
    assert list(_numbers(english)) == list(_numbers(path))


def _numbers(path: Path) -> Iterator[list[float]]:
    for sheet in cells(path).values():
        yield [v for row in sheet for v in row if isinstance(v, int | float)]


def test_without_an_earlier_run_there_is_no_sheet_of_changes(
    run: Run, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(workbook(run, tmp_path / "a.xlsx", changes=None))
    assert "Perubahan" not in book.sheetnames


def test_one_region_is_reported_alone(run: Run, tmp_path: Path) -> None:
    path = workbook(run, tmp_path / "a.xlsx", region="63.09.09")

    codes = {row["Kode"] for row in table(path, "Wilayah")}

    assert codes == {"63.09.09", "63.09.09.2002"}
    assert table(path, "Kekurangan") == []


def test_a_region_that_the_run_does_not_hold_is_refused(
    run: Run, tmp_path: Path
) -> None:
    with pytest.raises(SemestaError) as caught:
        workbook(run, tmp_path / "a.xlsx", region="11.01")
    assert caught.value.code == "reports.region_not_in_run"


def test_a_partial_membership_file_leaves_cells_empty_and_says_so(
    tmp_path: Path,
) -> None:
    tables = rows()
    for row in tables["regions"]:
        row["unregistered"] = None
    run = written(tmp_path, tables, scope="pbpu-pemda")

    path = workbook(run, tmp_path / "a.xlsx", changes=None)

    regency = of_place(path, "Partisi", "63.09")
    assert regency["Belum terdaftar"] is None
    assert regency["Perlu verifikasi atau di luar berkas"] == 5
    for title in ("Ringkasan", "Partisi"):
        text = [row[0] for row in cells(path)[title] if row[0]]
        assert any("pbpu-pemda" in line for line in text)


def test_effects_that_are_not_known_stay_empty(run: Run, tmp_path: Path) -> None:
    row = {
        **{"region_code": "63.09", "kind": "born", "cause": None, "persons": 4},
        **{"active_change": None, "registered_change": None, "population_change": 4},
        **{"active_effect": None, "coverage_effect": None},
    }
    path = workbook(run, tmp_path / "a.xlsx", changes=pa.Table.from_pylist([row]))

    (found,) = table(path, "Perubahan")

    assert (found["Perubahan"], found["Jiwa"], found["Aktif"]) == ("lahir", 4, None)
    assert found["Pada keaktifan (poin)"] is None


def test_who_made_it_stands_on_the_last_sheet(path: Path) -> None:
    last = list(cells(path).values())[-1]
    assert last[0] == ["Dibuat oleh", STAMP.made_by]
