"""Numbers in cells, and first rows that are no headers."""

from pathlib import Path

import pytest

from semesta.awards import decide_file
from semesta.errors import SemestaError, headers_for_a_message
from semesta.registers import read_official
from semesta.registers.tables import text_of


def test_a_float_of_16_digits_above_two_to_the_53_shows_that_its_last_is_lost():
    assert text_of(9103010301640004.0) == "9103010301640000"
    assert text_of(6309022110660000.0) == "6309022110660000"
    assert text_of(37214.0) == "37214"
    assert text_of(0.5) == "0.5"
    assert text_of(float("nan")) is None


@pytest.mark.parametrize(
    "row", [["1", "SITI"], ["SITI", "10-02-11"], ["6309041505850991"], [""]]
)
def test_a_row_that_may_be_a_persons_is_not_shown_as_headers(row: list[str]):
    assert headers_for_a_message(row) == "–"


def test_headers_are_shown_in_a_message():
    assert headers_for_a_message(["Nomor Induk", " Nama ", ""]) == "Nomor Induk, Nama"


def test_a_quote_that_is_not_closed_swallows_no_row(tmp_path: Path):
    path = tmp_path / "angka.csv"
    path.write_text('region_code,population,source\n63.09,100,"a\n33.10,200,b\n')
    with pytest.raises(SemestaError) as caught:
        read_official(path)
    assert caught.value.code == "registers.broken_csv"
    path.write_text('region_code,region_name,edition\n33.10,"a,2026\n63.09,b,2026\n')
    with pytest.raises(SemestaError) as caught:
        decide_file(path)
    assert caught.value.code == "awards.broken_csv"
