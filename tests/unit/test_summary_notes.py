"""What a run tells its reader before the figures are used."""

from pathlib import Path

import pytest

from house import ROOT
from semesta.errors import SemestaError
from semesta.months import Month
from semesta.published import summary
from semesta.run import Options, run


LAYOUTS = ROOT / "samples" / "layouts"


def attempt(out: Path, population: str):
    return run(
        Options(
            population=(str(LAYOUTS / population),),
            membership=(str(LAYOUTS / "peserta.csv"),),
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
