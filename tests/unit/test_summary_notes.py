"""What a run tells its reader before the figures are used."""

import csv
from pathlib import Path

import pytest

from house import ROOT
from semesta.errors import SemestaError
from semesta.months import Month
from semesta.published import summary
from semesta.run import Options, run


LAYOUTS = ROOT / "samples" / "layouts"


def attempt(out: Path, population: str, cards: Path = LAYOUTS / "peserta.csv"):
    return run(
        Options(
            population=(str(LAYOUTS / population),),
            membership=(str(cards),),
            month=Month(2026, 1),
            out=out,
        )
    )


def test_a_register_of_one_village_says_so(tmp_path: Path):
    notes = summary(attempt(tmp_path, "siak_ekstrak.csv"))["notes"]

    (part,) = (note for note in notes if note["note"] == "some_villages")
    assert (part["count"], part["region"]) == (1, "Kabupaten Tabalong")
    assert part["villages"] > 100


def test_a_register_of_which_no_row_can_be_used_replaces_nothing(tmp_path: Path):
    with pytest.raises(SemestaError) as caught:
        attempt(tmp_path, "opensid_impor.xlsx")

    assert caught.value.code == "nothing_accepted"
    assert not (tmp_path / "current").exists()


@pytest.mark.parametrize("what", ["name", "birth_date", "nik"])
def test_a_file_without_what_cards_are_linked_by_says_so(tmp_path: Path, what: str):
    header = {"name": "NAMA", "birth_date": "TGLLHR", "nik": "NIK"}[what]
    with (LAYOUTS / "peserta.csv").open(encoding="utf-8-sig") as file:
        rows = [{**row, header: ""} for row in csv.DictReader(file)]
    with (tmp_path / "kosong.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)

    whole = summary(attempt(tmp_path / "whole", "siak_ekstrak.csv"))["notes"]
    lacking = attempt(tmp_path / "out", "siak_ekstrak.csv", tmp_path / "kosong.csv")
    notes = summary(lacking)["notes"]

    assert {"note": f"without_{what}", "file": "kosong.csv"} in notes
    assert not [note for note in whole if note["note"].startswith("without_")]
