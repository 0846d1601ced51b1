"""What a sheet does with numbers that are not numbers, long texts and many rows."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from semesta.documents import Heading, Stamp, Workbook


STAMP = Stamp("Seksi P2P", date(2026, 2, 3), "2026-01-r1", date(2026, 1, 31))


def cell(folder: Path, kind: str, value: Any, **options: Any) -> Any:
    """The only cell of a sheet as it is read again."""
    with Workbook(folder / "a.xlsx", STAMP, **options) as book:
        book.sheet("Daftar", [Heading("x", "X", kind)], [{"x": value}], names=1)
    return openpyxl.load_workbook(folder / "a.xlsx")["Daftar"]["A2"]


@pytest.mark.parametrize("row_by_row", [False, True])
@pytest.mark.parametrize(
    ("kind", "value", "type_"),
    [
        ("count", 5, "n"),
        ("count", "<5", "s"),
        ("rate", 0.5, "n"),
        ("rate", "ya", "s"),
        ("change", -3, "n"),
        ("points", 1.25, "n"),
        ("text", "007", "s"),
        ("text", "=1+1", "s"),
        ("text", "http://a.b", "s"),
        ("count", None, "n"),
    ],
)
def test_a_cell_keeps_its_value_and_its_type(
    tmp_path: Path, kind: str, value: Any, type_: str, row_by_row: bool
) -> None:
    found = cell(tmp_path, kind, value, row_by_row=row_by_row)

    assert (found.value, found.data_type) == (value, type_)
    assert found.hyperlink is None


def test_what_is_withheld_stands_to_the_right_like_numbers(tmp_path: Path) -> None:
    assert cell(tmp_path, "count", "<5").alignment.horizontal == "right"


def test_a_signed_number_shows_its_sign(tmp_path: Path) -> None:
    assert cell(tmp_path, "change", 3).number_format.startswith("[$-421]+")


def test_a_text_too_long_for_a_cell_is_cut_and_not_dropped(tmp_path: Path) -> None:
    assert cell(tmp_path, "wrapped", "a" * 40_000).value == "a" * 32_767


def test_the_first_columns_stay_in_sight(tmp_path: Path) -> None:
    assert cell(tmp_path, "text", "a").parent.freeze_panes == "B2"


@pytest.mark.parametrize("length", range(150, 154))
def test_a_footer_that_is_cut_ends_in_no_command(tmp_path: Path, length: int) -> None:
    """Half of a doubled & would swallow the page number."""
    stamp = replace(STAMP, purpose="&" * length)
    with Workbook(tmp_path / "a.xlsx", stamp) as book:
        book.sheet("Daftar", [Heading("x", "X")], [{"x": "a"}])

    footer = openpyxl.load_workbook(tmp_path / "a.xlsx")["Daftar"].oddFooter

    assert footer.right.text == "&P/&N"
    assert len(footer.left.text) <= 240


def test_neighbours_of_a_group_stand_under_its_name_and_choices_are_offered(
    tmp_path: Path,
) -> None:
    headings = [
        Heading("n", "No", "count"),
        Heading("a", "Kartu", "wrapped", 5, "Nama"),
        Heading("b", "Penduduk", "wrapped", 5, "Nama"),
        Heading("v", "Putusan", "fill", choices=("sama", "beda")),
    ]
    row = {"n": 1, "a": "x" * 12, "b": "y", "v": None, "differing": {"a"}}
    with Workbook(tmp_path / "a.xlsx", STAMP) as book:
        written = book.sheet("Daftar", headings, [row], marks="differing")

    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Daftar"]
    assert written == 1
    assert [str(area) for area in sheet.merged_cells.ranges] == ["B1:C1"]
    assert sheet["B1"].value == "Nama"
    assert [cell.value for cell in sheet[2]] == ["No", "Kartu", "Penduduk", "Putusan"]
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.formula1, str(rule.sqref)) == ('"sama,beda"', "D3")
    marked = sheet["B3"].fill.fgColor.rgb
    assert marked != sheet["C3"].fill.fgColor.rgb
    assert sheet.row_dimensions[3].height > 2 * 14 - 1
    assert sheet.freeze_panes == "A3"
