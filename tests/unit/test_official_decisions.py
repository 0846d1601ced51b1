"""Review decisions: only ever added to, so the last word on a pair counts."""

from datetime import datetime
from pathlib import Path

import pytest

from semesta.errors import SemestaError
from semesta.registers import Decision, read_decisions


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
