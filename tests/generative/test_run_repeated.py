"""The same inputs make the same run, byte for byte."""

import json
from pathlib import Path

from house import ROOT
from semesta.months import Month
from semesta.published import sha256
from semesta.run import Options, run


SAMPLE = ROOT / "samples" / "layouts"
LOG = "run.log.json"


def run_folder(out: Path) -> Path:
    options = Options(
        population=(str(SAMPLE / "siak_ekstrak.csv"),),
        membership=(str(SAMPLE / "peserta.csv"),),
        month=Month(2026, 1),
        out=out,
    )
    return run(options).folder


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path) for path in folder.iterdir() if path.name != LOG}


def test_repeated_runs_are_equal_byte_for_byte(tmp_path):
    one, other = (run_folder(tmp_path / store) for store in ("one", "other"))

    assert "residents.parquet" in hashes(one)
    assert hashes(one) == hashes(other)
    assert (one / LOG).exists()


def test_a_second_run_into_the_same_store_differs_in_nothing_but_its_name(tmp_path):
    one, other = run_folder(tmp_path), run_folder(tmp_path)

    assert (one.name, other.name) == ("2026-01-r1", "2026-01-r2")
    assert hashes(one) == hashes(other)
    assert json.loads((other / "manifest.json").read_text())["month"] == "2026-01"
