"""A run whose registers lie in many parts says what a run in one part says."""

from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from functional.command import semesta
from house import ROOT
from semesta import allowance, published
from semesta.months import Month
from semesta.registers import parts
from semesta.run import Options, run


SAMPLE = ROOT / "samples" / "tabalong"
LARGE = {"residents.parquet": "person_id", "cards.parquet": "noka"}


def made(out: Path, **options) -> published.Run:
    return run(
        Options(
            population=(str(SAMPLE / "penduduk.csv"),),
            membership=(str(SAMPLE / "peserta.xlsx"),),
            out=out,
            legal=published.read_legal(ROOT / "samples" / "legal.yaml"),
            **({"month": Month(2026, 1)} | options),
        )
    )


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> tuple[published.Run, published.Run]:
    """The same registers in one part and in many."""
    folder = tmp_path_factory.mktemp("parts")
    whole = made(folder / "whole")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(allowance, "rows_per_part", lambda engine: 3_000)
        patch.setattr(parts, "SAMPLED", 1)
        return whole, made(folder / "parted")


def test_every_table_is_the_same_byte_for_byte(runs):
    whole, parted = runs
    names = sorted(path.name for path in whole.folder.glob("*.csv"))

    assert "links.csv" in names
    for name in (*names, "model.json"):
        one, other = whole.folder / name, parted.folder / name
        assert one.read_bytes() == other.read_bytes(), name


@pytest.mark.parametrize("name", ["cube", "card_cube", "candidates", "departed"])
def test_what_is_summed_over_parts_is_the_same(runs, name):
    one, other = (pq.read_table(run.path_of(f"{name}.parquet")) for run in runs)
    assert one.to_pylist() == other.to_pylist()


@pytest.mark.parametrize("name", LARGE)
def test_people_and_cards_are_a_folder_of_parts(runs, name):
    whole, parted = (run.path_of(name) for run in runs)
    files = sorted(parted.glob("*.parquet"))

    assert whole.is_file()
    assert len(files) > 2
    one, other = (pq.read_table(path).sort_by(LARGE[name]) for path in (whole, parted))
    assert one.to_pylist() == other.to_pylist()
    for file in files:
        part = pq.read_table(file)
        assert part.equals(part.sort_by(LARGE[name]))


def test_a_run_in_parts_is_whole(runs):
    parted = runs[1]
    parted.verify()
    assert {f"cards.parquet/{n:04d}.parquet" for n in (0, 1)} <= (
        parted.manifest.files.keys()
    )


@pytest.mark.parametrize("rows_per_part", [3_000, 1_000_000])
def test_a_list_of_links_too_long_for_csv_is_parquet(
    runs, rows_per_part, monkeypatch, tmp_path
):
    monkeypatch.setattr(allowance, "rows_per_part", lambda engine: rows_per_part)
    monkeypatch.setattr(parts, "SAMPLED", 1)
    links = published.contract().file("links.csv")
    short = replace(links, beyond=(1_000, "links.parquet"))
    monkeypatch.setitem(published.contract().files, "links.csv", short)

    long = made(tmp_path)

    assert not (long.folder / "links.csv").exists()
    assert (long.folder / "links.parquet").is_dir() == (rows_per_part == 3_000)
    published.write_csv(tmp_path / "links.csv", long.links())
    assert (tmp_path / "links.csv").read_bytes() == (
        runs[0].path_of("links.csv").read_bytes()
    )


def test_commands_read_a_run_in_parts(runs, tmp_path):
    whole, parted = (run.folder for run in runs)
    noka = runs[0].links()["noka"][0].as_py()

    for words in (
        ("explain", "RUN", noka),
        ("evaluate", "RUN", "--truth", SAMPLE / "truth_links.csv"),
        ("show", "RUN"),
        ("gap", "RUN"),
    ):
        answers = [
            semesta(*(run if word == "RUN" else word for word in words))
            for run in (whole, parted)
        ]
        assert answers[0].code == 0
        assert answers[0].out == answers[1].out.replace(str(parted), str(whole))
    done = semesta("worklist", parted, "--out", tmp_path / "lists")
    assert done.code == 0, done.err


def test_a_month_in_parts_is_compared_with_one_in_one_part(runs, tmp_path):
    whole, parted = runs
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(allowance, "rows_per_part", lambda engine: 3_000)
        patch.setattr(parts, "SAMPLED", 1)
        found = [
            made(tmp_path / name, previous=previous.folder, month=Month(2026, 2))
            for name, previous in (("a", whole), ("b", parted))
        ]

    one, other = (run.folder / "changes.csv" for run in found)
    assert one.read_bytes() == other.read_bytes()
