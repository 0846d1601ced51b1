"""A membership file that holds a part of the cards: ranges, nobody called unregistered."""

import json
from pathlib import Path

import pytest

from functional.command import registers, run_words, semesta
from functional.tables import award, findings, header, region, rows
from semesta.published import open_run


SEGMENTS = {
    "pbi-jk": "PBI JK",
    "pbpu-pemda": "PBPU PEMDA",
    "ppu-pn": "PPU PN",
    "ppu-bu": "PPU BU",
    "pbpu": "PBPU",
    "bp": "BP",
}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Per scope the run of a file that holds just that segment, and of the whole."""
    folder = tmp_path_factory.mktemp("scopes")
    population, membership = registers("layouts")
    heading, *lines = membership.read_text(encoding="utf-8").splitlines()
    found = {}
    for scope, word in SEGMENTS.items():
        held = [line for line in lines if f",{word}," in line]
        file = folder / f"{scope}.csv"
        file.write_text("\n".join([heading, *held, ""]), encoding="utf-8")
        words = run_words(population, file, folder / scope, "--scope", scope)
        assert semesta(*words, "--quiet").code == 0
        found[scope] = folder / scope / "current"
    words = run_words(population, membership, folder / "all", "--scope", "all")
    assert semesta(*words, "--quiet").code == 0
    return found | {"all": folder / "all" / "current"}


@pytest.mark.parametrize("scope", SEGMENTS)
def test_nobody_outside_a_partial_file_is_called_unregistered(
    scope: str, runs: dict[str, Path]
) -> None:
    for row in rows(runs[scope], "regions.csv"):
        assert row["unregistered"] == ""
    states = open_run(runs[scope]).table("residents.parquet")["state"].to_pylist()
    assert "outside" in states and "unregistered" not in states


@pytest.mark.parametrize("scope", SEGMENTS)
def test_coverage_and_activity_are_ranges(scope: str, runs: dict[str, Path]) -> None:
    row = region(runs[scope], "63.09")
    assert float(row["coverage_rate"]) < float(row["coverage_rate_high"]) <= 1
    assert float(row["active_rate"]) < float(row["active_rate_high"]) <= 1
    whole = region(runs["all"], "63.09")
    for rate in ("coverage_rate", "active_rate"):
        truth = float(whole[rate])
        assert float(row[rate]) <= truth <= float(row[f"{rate}_high"])


@pytest.mark.parametrize("scope", SEGMENTS)
def test_the_segments_own_figures_are_complete(
    scope: str, runs: dict[str, Path]
) -> None:
    """Those of the whole, and whoever has a better card in another segment."""

    def of_segment(run: Path) -> list[int]:
        columns = ("registered", "active", "inactive_arrears", "inactive_lapsed")
        found = (r for r in rows(run, "segments.csv") if r["region_code"] == "63.09")
        (row,) = (row for row in found if row["segment"] == scope)
        return [int(row[column]) for column in columns]

    own, whole = of_segment(runs[scope]), of_segment(runs["all"])
    doubles = findings(runs["all"])["duplicate"]
    assert doubles == 1
    assert all(w <= o <= w + doubles for o, w in zip(own, whole, strict=True))
    assert {row["segment"] for row in rows(runs[scope], "segments.csv")} == {scope}


@pytest.mark.parametrize("scope", SEGMENTS)
def test_the_share_of_local_government_needs_its_own_file(
    scope: str, runs: dict[str, Path]
) -> None:
    row, whole = (region(runs[name], "63.09") for name in (scope, "all"))
    if scope == "pbpu-pemda":
        assert row["local_government"] == whole["local_government"]
        assert row["local_government_share"] == whole["local_government_share"]
    else:
        assert (row["local_government"], row["local_government_share"]) == ("", "")


@pytest.mark.parametrize("scope", SEGMENTS)
def test_an_award_on_a_partial_file_is_a_range_without_a_distance(
    scope: str, runs: dict[str, Path]
) -> None:
    row = award(runs[scope], "63.09")
    assert row["worst"] == "none" and row["category"] == ""
    assert row["missing"] == ""
    assert "Pratama" in row["reasons"]


def test_the_summary_says_what_a_partial_file_cannot_tell(tmp_path: Path) -> None:
    words = run_words(*registers("layouts"), tmp_path / "a", "--scope", "pbpu-pemda")
    done = semesta(*words)
    assert done.code == 0
    said = " ".join(done.out.split())
    assert "Berkas peserta hanya memuat pbpu-pemda" in said
    assert "belum terdaftar │" not in said
    again = semesta(*words, "--json")
    assert json.loads(again.out)["scope"] == "pbpu-pemda"


# The insurer's list of residents without a card: no card numbers at all.
@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unregistered")
    population, _ = registers("layouts")
    lines = population.read_text(encoding="utf-8-sig").splitlines()[1:13]
    cells = [line.split(";") for line in lines]
    people = [f"{c[2]};{c[1]};{c[4]};TANJUNG;TANJUNG" for c in cells]
    file = folder / "belum_terdaftar.csv"
    header_line = "NAMA;NIK;TGL LAHIR;DESA;KECAMATAN"
    file.write_text("\n".join([header_line, *people, ""]), encoding="utf-8")
    words = run_words(population, file, folder / "store", "--quiet")
    done = semesta(*words, "--scope", "unregistered-list")
    assert done.code == 0, done.err
    return folder / "store" / "current"


def test_a_list_of_residents_without_a_card_is_linked_and_counted(
    listed: Path,
) -> None:
    row = region(listed, "63.09")
    assert row["population"] == "256"
    assert row["unregistered"] == "12"
    assert float(row["coverage_rate_high"]) == pytest.approx(244 / 256, abs=1e-6)
    assert row["active"] == ""
    assert len(rows(listed, "links.csv")) == 12
    assert header(listed, "links.csv").startswith("noka,nik,")


def test_such_a_list_without_its_scope_is_refused(tmp_path: Path) -> None:
    population, _ = registers("layouts")
    file = tmp_path / "belum.csv"
    file.write_text("NAMA;NIK\nSITI;6309041911010001\n", encoding="utf-8")
    done = semesta(*run_words(population, file, tmp_path / "store"))
    assert done.code == 2
    assert "belum.csv" in done.err
