"""A list of cards is read from any layout; what may be another's number is not used."""

from pathlib import Path

import openpyxl
import pytest

from semesta.errors import SemestaError
from semesta.registers import read_card_list


NIK = 6309041505850001
TEXT = str(NIK)


def read(path: Path, text: str) -> list[tuple[str | None, int | None]]:
    file = path / "daftar.csv"
    file.write_text(text, encoding="utf-8")
    return rows(file)


def rows(file: Path) -> list[tuple[str | None, int | None]]:
    found = read_card_list(str(file)).to_pylist()
    return [(row["noka"], row["nik"]) for row in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"NOKA,NIK\n0001234567890,{TEXT}\n", [("0001234567890", NIK)]),
        (
            f"No;Nomor Kartu;Nama;NIK\n1;'0001234567890;SITI;'{TEXT}\n",
            [("0001234567890", NIK)],
        ),
        (
            "NOMOR KARTU JKN\n0001234567890\n0001234567891\n",
            [("0001234567890", None), ("0001234567891", None)],
        ),
        (f"NIK\n{TEXT}\n{NIK + 1}\n", [(None, NIK), (None, NIK + 1)]),
        # As spreadsheets write it: a float, a text that guards its zeros.
        ("NOKA\n1234567890.0\n", [("0001234567890", None)]),
        ('NOKA\n"=""0001234567890"""\n', [("0001234567890", None)]),
        (f"NAMA;NIK;TGL LAHIR\nSITI;{TEXT};15-05-1985\n", [(None, NIK)]),
        (
            f"DAFTAR PBI JK DINONAKTIFKAN\n\nNO,NAMA PESERTA,NO KTP,SEGMEN\n1,SITI,{TEXT},PBI\n",
            [(None, NIK)],
        ),
    ],
)
def test_any_layout_with_a_card_number_or_a_nik_will_do(
    tmp_path: Path, text: str, expected: list[tuple[str | None, int | None]]
) -> None:
    assert read(tmp_path, text) == expected


def test_leading_zeros_of_a_card_number_are_restored(tmp_path: Path) -> None:
    assert read(tmp_path, "NOKA,NAMA\n1234567890,SITI\n") == [("0001234567890", None)]


@pytest.mark.parametrize("nik", ["123", "6309041505850000", "0000000000000000", "X"])
def test_a_nik_that_cannot_be_one_is_not_used(tmp_path: Path, nik: str) -> None:
    assert read(tmp_path, f"NIK,NAMA\n{nik},SITI\n") == [(None, None)]


def test_a_nik_that_a_spreadsheet_cut_is_not_used(tmp_path: Path) -> None:
    """As a number it keeps 15 digits and ends in 0: it would be somebody else's."""
    book = openpyxl.Workbook()
    book.active.append(["NOKA", "NIK"])
    book.active.append([1234567890, 6309041505850010.0])
    book.active.append(["0001234567891", TEXT])
    book.save(tmp_path / "daftar.xlsx")
    assert rows(tmp_path / "daftar.xlsx") == [
        ("0001234567890", None),
        ("0001234567891", NIK),
    ]


def test_a_file_without_such_a_column_is_refused_with_its_headers(
    tmp_path: Path,
) -> None:
    with pytest.raises(SemestaError) as caught:
        read(tmp_path, "NAMA,ALAMAT\nSITI,JALAN MAWAR\n")
    assert caught.value.code == "registers.no_card_column"
    assert "ALAMAT" in caught.value.text()
    assert "SITI" not in caught.value.text() + caught.value.text("en")
