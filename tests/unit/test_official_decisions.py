"""Review decisions: only ever added to, so the last word on a pair counts."""

import stat
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from semesta.errors import SemestaError
from semesta.registers import (
    Decision,
    all_decisions,
    append_decisions,
    decision_table,
    read_decisions,
)


NIK = 6309021505900001
HEADER = "noka,nik,verdict,who,when"


def written(folder: Path, *lines: str) -> Path:
    path = folder / "keputusan.csv"
    path.write_text("\n".join((HEADER, *lines)), encoding="utf-8")
    return path


def test_the_last_decision_on_a_pair_counts_and_others_stay(tmp_path):
    path = written(
        tmp_path,
        f"0000000000002,{NIK},sama,ani,2026-01-05",
        f"0000000000001,{NIK},same,ani,2026-01-06T09:30",
        f"2,{NIK},Beda,budi,2026-01-04",
    )

    assert read_decisions(path) == [
        Decision("0000000000001", NIK, "same", "ani", datetime(2026, 1, 6, 9, 30)),
        Decision("0000000000002", NIK, "different", "budi", datetime(2026, 1, 4)),
    ]


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        (f",{NIK},same,ani,2026-01-05", "noka", "bad_noka"),
        (f"0,{NIK},same,ani,2026-01-05", "noka", "bad_noka"),
        (f"00000000000001,{NIK},same,ani,2026-01-05", "noka", "bad_noka"),
        ("1,630902150590000,same,ani,2026-01-05", "nik", "bad_nik"),
        ("1,6.30902E+15,same,ani,2026-01-05", "nik", "bad_nik"),
        (f"1,{NIK},mungkin,ani,2026-01-05", "verdict", "bad_verdict"),
        (f"1,{NIK},same,,2026-01-05", "who", "nobody_decided"),
        (f"1,{NIK},same,ani,kemarin", "when", "bad_time"),
        (f"1,{NIK},same,ani,", "when", "bad_time"),
    ],
)
def test_a_bad_decision_is_named_by_its_place_and_never_by_its_value(
    tmp_path, line, column, code
):
    path = written(tmp_path, line)

    with pytest.raises(SemestaError) as error:
        read_decisions(path)

    assert error.value.code == f"registers.{code}"
    assert error.value.parameters == {"file": path.name, "row": 2, "column": column}


def test_every_column_is_needed(tmp_path):
    path = tmp_path / "keputusan.csv"
    path.write_text("noka,nik,verdict,who\n")

    with pytest.raises(SemestaError) as error:
        read_decisions(path)

    assert error.value.code == "registers.no_column"
    assert error.value.parameters["column"] == "when"


NEW = f"{HEADER},kk,name,birth_date,probability,note"
JANUARY = datetime(2026, 1, 5)
WAGIYEM = "6309021505900002,WAGI YEM,1990-05-15"


def test_a_person_without_nik_is_known_by_family_card_name_and_birth_date(tmp_path):
    path = tmp_path / "keputusan.csv"
    lines = f"1,,sama,ani,2026-01-05,{WAGIYEM},0.6,", "1,,beda,ani,2026-01-06"
    again = f"{lines[1]},{WAGIYEM.replace('WAGI YEM', 'Wagiyem')},,salah lihat"
    path.write_text("\n".join((NEW, lines[0], again)), encoding="utf-8")

    (found,) = read_decisions(path)

    assert (found.nik, found.verdict, found.note) == (None, "different", "salah lihat")
    (row,) = decision_table(path).to_pylist()
    assert (row["kk"], row["name"]) == ("6309021505900002", "Wagiyem")
    assert row["birth_date"] == date(1990, 5, 15)


def test_undecided_leaves_the_pair_to_the_program_and_takes_a_verdict_back(tmp_path):
    path = written(
        tmp_path,
        f"1,{NIK},same,ani,2026-01-05",
        f"1,{NIK},belum dapat diputuskan,ani,2026-01-06",
        f"2,{NIK},undecided,ani,2026-01-06",
    )

    assert read_decisions(path) == []
    assert len(all_decisions(path)) == 3


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("1,,same,ani,2026-01-05,,WAGIYEM,,,", "nik", "bad_nik"),
        ("1,,same,ani,2026-01-05,,,1990-05-15,,", "nik", "bad_nik"),
        ("1,,same,ani,2026-01-05,,A,15-05-1990,,", "birth_date", "bad_birth_date"),
        (f"1,{NIK},same,ani,2026-01-05,,,,80%,", "probability", "bad_probability"),
        (f"1,{NIK},same,ani,2026-01-05,,,,1.5,", "probability", "bad_probability"),
    ],
)
def test_the_newer_columns_are_checked_like_the_others(tmp_path, line, column, code):
    path = tmp_path / "keputusan.csv"
    path.write_text(f"{NEW}\n{line}\n", encoding="utf-8")

    with pytest.raises(SemestaError) as error:
        read_decisions(path)

    assert error.value.code == f"registers.{code}"
    assert error.value.parameters == {"file": path.name, "row": 2, "column": column}


def test_a_name_is_not_kept_where_a_nik_says_who_is_meant(tmp_path):
    path = tmp_path / "keputusan.csv"
    told = Decision("0000000000001", NIK, "same", "ani", datetime(2026, 1, 5, 9, 30))

    append_decisions(path, [replace(told, name="SITI", kk="6309021505900002")])

    assert "SITI" not in path.read_text() and read_decisions(path) == [told]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_a_group_shares_stays_shared_and_a_link_stays_a_link(tmp_path):
    path = written(tmp_path, f"1,{NIK},same,ani,2026-01-05")
    path.chmod(0o660)
    link = tmp_path / "terbaru.csv"
    link.symlink_to(path.name)

    append_decisions(link, [Decision("2".zfill(13), NIK, "same", "ani", JANUARY)])

    assert link.is_symlink() and stat.S_IMODE(path.stat().st_mode) == 0o660
    assert len(all_decisions(path)) == 2


def test_a_file_that_cannot_be_written_is_said_and_left_alone(tmp_path):
    told = Decision("0000000000001", NIK, "same", "ani", datetime(2026, 1, 5))

    with pytest.raises(SemestaError) as error:
        append_decisions(tmp_path / "nowhere" / "keputusan.csv", [told])

    assert error.value.code == "registers.decisions_not_written"
