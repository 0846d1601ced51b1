"""The list of chronic illness: whole numbers under their header, nothing guessed."""

from pathlib import Path

import pytest

from semesta.errors import SemestaError
from semesta.worklists.chronic import ChronicList, read_chronic


def read(folder: Path, text: str) -> ChronicList:
    path = folder / "kronis.csv"
    path.write_bytes(text.encode())
    return read_chronic(path)


def test_no_list_marks_nobody() -> None:
    assert read_chronic(None) == ChronicList()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_niks_and_card_numbers_stand_under_their_headers(
    tmp_path: Path, delimiter: str
) -> None:
    rows = (
        ("nama", "nik", "NOKA"),
        ("A", "6309012304900001", ""),
        ("B", "", "0001234567890"),
        ("C", "'6309 0123 0490 0002", "1234567891"),
    )
    found = read(tmp_path, "\ufeff" + "\r\n".join(map(delimiter.join, rows)))
    assert found.niks == {6309012304900001, 6309012304900002}
    assert found.cards == {"0001234567890", "0001234567891"}
    assert (found.rows, found.unreadable) == (3, 0)


def test_what_is_no_whole_number_names_nobody_and_is_counted(tmp_path: Path) -> None:
    found = read(
        tmp_path, "NIK\n630901230490000\n6,30901E+15\n\nSITI\n6309012304900001"
    )
    assert found.niks == {6309012304900001}
    assert (found.rows, found.unreadable) == (4, 3)


@pytest.mark.parametrize("text", ["", "nama,umur\nSITI,30", "6309012304900001"])
def test_a_list_without_either_header_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SemestaError) as caught:
        read(tmp_path, text)
    assert caught.value.code == "worklists.chronic_without_column"
    assert "6309" not in caught.value.text()


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kronis.xlsx"
    path.write_bytes(b"PK\x03\x04\xff\xfe")
    with pytest.raises(SemestaError) as caught:
        read_chronic(path)
    assert caught.value.code == "worklists.chronic_not_read"


def test_what_spreadsheets_put_around_a_number_is_no_part_of_it(tmp_path: Path) -> None:
    """`1234567891.0` without its point would be the card 0012345678910."""
    found = read(tmp_path, 'NIK;NOKA\n"=""6309012304900001""";1234567891.0\n')
    assert found.niks == {6309012304900001}
    assert found.cards == {"0001234567891"}


def test_a_quote_that_nobody_closed_is_refused(tmp_path: Path) -> None:
    """All persons below it would be part of one name."""
    with pytest.raises(SemestaError) as caught:
        read(tmp_path, 'NAMA,NIK\n"SITI,6309012304900001\nBUDI,6309012304900002\n')
    assert caught.value.code == "worklists.chronic_not_read"
