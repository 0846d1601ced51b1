"""The work plan is read in the forms in which people write it, and refused in words."""

from pathlib import Path

import pytest

from semesta.errors import SemestaError
from semesta.months import Month
from semesta.planning import PlanMonth, read_changes, read_plan, read_share, read_start
from semesta.planning.plan_file import parsed_month, parsed_number


def plan(folder: Path, text: str) -> tuple[PlanMonth, ...]:
    file = folder / "rencana.csv"
    file.write_text(text, encoding="utf-8")
    return read_plan(file, 2026).rows


def refused(folder: Path, text: str) -> SemestaError:
    with pytest.raises(SemestaError) as caught:
        plan(folder, text)
    return caught.value


def test_a_plan_in_indonesian_with_a_row_of_sums(tmp_path: Path) -> None:
    text = (
        "Bulan;Kuota (jiwa);Pagu Anggaran;Realisasi;Keterangan\n"
        "Januari 2026;2.650;Rp1.200.000.000;Rp98.280.000,00;lunas\n"
        "Februari;;;;\n"
        ";;;;\n"
        "JUMLAH;;Rp1.200.000.000;Rp98.280.000;\n"
    )
    assert plan(tmp_path, text) == (
        PlanMonth(Month(2026, 1), 2650, 1_200_000_000, 98_280_000),
        PlanMonth(Month(2026, 2)),
    )


def test_a_plan_in_english_out_of_order(tmp_path: Path) -> None:
    text = 'month,quota,budget,spent\n2026-02,10,"1,000",\n2026-01,10,"1,000",0\n'
    assert plan(tmp_path, text) == (
        PlanMonth(Month(2026, 1), 10, 1000, 0),
        PlanMonth(Month(2026, 2), 10, 1000, None),
    )


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-03", 3),
        ("2026-3-01", 3),
        ("03/2026", 3),
        ("01/03/2026", 3),
        ("Maret 2026", 3),
        ("Mar-26", 3),
        ("maret", 3),
        ("3", 3),
        ("Agustus", 8),
        ("Agt 2026", 8),
        ("Nopember", 11),
        ("December 2026", 12),
    ],
)
def test_a_month_is_known_however_it_is_written(text: str, month: int) -> None:
    assert parsed_month(text, 2026) == Month(2026, month)


@pytest.mark.parametrize("text", ["", "13/2026", "2026-13", "triwulan I", "13", "ab"])
def test_what_is_no_month_is_not_guessed(text: str) -> None:
    assert parsed_month(text, 2026) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("1204", 1204),
        ("1.204", 1204),
        ("1,204,000", 1_204_000),
        ("Rp37.800", 37_800),
        ("Rp 37.800,-", 37_800),
        ("rp. 37.800,00", 37_800),
        ("37800.0", 37_800),
        ("1 204 000", 1_204_000),
    ],
)
def test_a_whole_number_is_known_however_it_is_written(text: str, number: int) -> None:
    assert parsed_number(text) == number


@pytest.mark.parametrize(
    "text", ["1,2 miliar", "-5", "1.20", "1.204,50", "x", "1.2.3", "9" * 16, "9" * 5000]
)
def test_what_is_no_whole_number_is_not_guessed(text: str) -> None:
    assert parsed_number(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("kuota;anggaran\n1;2\n", "planning.plan_no_month"),
        ("bulan;bulan\nJanuari;Januari\n", "planning.plan_no_month"),
        ("bulan;kuota\n", "planning.plan_empty"),
        ("bulan;kuota\nJanuari;1;2\n", "planning.plan_extra_cells"),
        ("bulan;kuota\ntriwulan I;1\n", "planning.plan_bad_month"),
        ("bulan;kuota\nJanuari;1,5\n", "planning.plan_bad_number"),
        ("bulan;kuota\nJanuari;1\n2026-01;1\n", "planning.plan_month_twice"),
        ("bulan;kuota\n2026-12;1\n2027-01;1\n", "planning.plan_two_years"),
        ('bulan;kuota\n"Januari;1\n', "planning.plan_unreadable"),
    ],
)
def test_a_faulty_plan_is_refused_with_its_reason(
    tmp_path: Path, text: str, code: str
) -> None:
    assert refused(tmp_path, text).code == code


def test_the_place_of_a_faulty_number_is_said(tmp_path: Path) -> None:
    error = refused(tmp_path, "bulan;kuota;pagu\nJanuari;10;1\nFebruari;10;2 juta\n")
    for language in ("id", "en"):
        text = error.text(language)
        assert "rencana.csv" in text and "3" in text
        assert "pagu" in text and "2 juta" in text


def test_a_number_of_a_person_is_not_repeated(tmp_path: Path) -> None:
    """The wrong file may have a column that is called like one of a plan."""
    error = refused(tmp_path, "bulan;kuota\n6309041505850001;1\n")
    for language in ("id", "en"):
        assert "63090" not in error.text(language)


def test_a_spreadsheet_in_the_place_of_a_csv_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "rencana.xlsx"
    file.write_bytes(b"PK\x03\x04\xff\xfe")
    for path in (file, tmp_path / "tidak_ada.csv"):
        with pytest.raises(SemestaError) as caught:
            read_plan(path, 2026)
        assert caught.value.code == "planning.plan_unreadable"


def test_a_change_is_one_number_or_one_a_region() -> None:
    assert read_changes([]) == {}
    assert read_changes(["+400"]) == read_changes(["400"]) == 400
    assert read_changes(["−1.200"]) == read_changes(["-1200"]) == -1200
    assert read_changes(["34.71=+400", "34.72=-1,200"]) == {
        "34.71": 400,
        "34.72": -1200,
    }


@pytest.mark.parametrize(
    "texts", [["x"], ["+4,00"], ["+1", "+2"], ["34.71=1", "34.71=2"], ["34.71=1", "+2"]]
)
def test_a_change_that_cannot_be_read_is_refused(texts: list[str]) -> None:
    with pytest.raises(SemestaError) as caught:
        read_changes(texts)
    assert caught.value.code == "planning.bad_change"


def test_a_share_is_written_in_percent() -> None:
    assert read_share("40%", "--x") == read_share("40", "--x") == read_share("40,0", "")
    assert read_share("0,64", "--x") * 10000 == 64
    for text in ("101", "-1", "a", "0.4.1"):
        with pytest.raises(SemestaError) as caught:
            read_share(text, "--province-share")
        assert "--province-share" in caught.value.text()


def test_a_start_is_a_month() -> None:
    assert read_start("2026-03") == Month(2026, 3)
    with pytest.raises(SemestaError):
        read_start("Maret")
