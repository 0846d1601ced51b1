"""`semesta report`: three files of a run, whole or not at all, and logged."""

import json
import stat
from pathlib import Path

import pytest

from functional.command import Outcome, semesta


FILES = ["brief.pdf", "report.html", "report.xlsx"]


@pytest.fixture
def log(klaten: Path) -> Path:
    """The log of exports of the store, empty."""
    path = klaten / "exports.log.jsonl"
    path.unlink(missing_ok=True)
    return path


def test_three_files_for_their_owner_and_a_line_in_the_log(klaten, tmp_path, log):
    out = tmp_path / "laporan"

    done = semesta("report", klaten, "--out", out, "--made-by", "Bappeda")

    assert done.code == 0, done.said
    assert sorted(path.name for path in out.iterdir()) == FILES
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o600}
    assert done.out.splitlines()[:3] == [
        str(out / name) for name in ("report.html", "report.xlsx", "brief.pdf")
    ]
    (line,) = log.read_text().splitlines()
    found = json.loads(line)
    assert (found["what"], found["region"], found["by"]) == ("report", "ID", "Bappeda")


def test_two_reports_of_a_run_on_a_day_are_the_same_bytes(klaten, tmp_path):
    for name in ("one", "two"):
        assert semesta("report", klaten, "--out", tmp_path / name).code == 0

    for file in FILES:
        one, two = (tmp_path / name / file for name in ("one", "two"))
        assert one.read_bytes() == two.read_bytes(), file


def test_one_region_in_english(klaten, tmp_path, log):
    done = semesta(
        *("report", klaten, "--out", tmp_path / "r", "--region", "33.10.12"),
        *("--lang", "en"),
    )

    assert done.code == 0, done.said
    text = (tmp_path / "r" / "report.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in text
    assert json.loads(log.read_text())["region"] == "33.10.12"


def test_no_name_nik_or_card_of_anybody_is_on_the_page(klaten, tmp_path):
    assert semesta("report", klaten, "--out", tmp_path / "r").code == 0

    text = (tmp_path / "r" / "report.html").read_text(encoding="utf-8")
    cards = (klaten / "current" / "links.csv").read_text().splitlines()[1:]
    values = {value for card in cards for value in card.split(",")[:2] if value}
    assert len(values) > 1000
    assert not [value for value in values if value in text]


def test_a_folder_that_holds_something_is_left_as_it_is(klaten, tmp_path, log):
    kept = tmp_path / "laporan" / "catatan.txt"
    kept.parent.mkdir()
    kept.write_text("penting")

    done = semesta("report", klaten, "--out", kept.parent)

    assert done.code == 2
    assert "sudah ada isinya" in done.err
    assert [path.name for path in kept.parent.iterdir()] == ["catatan.txt"]
    assert not log.exists()


@pytest.mark.parametrize(
    ("region", "said"),
    [("63.09", "tidak ada dalam hasil"), ("apa", "tidak dikenal")],
)
def test_a_region_that_is_not_there_leaves_nothing(klaten, tmp_path, region, said):
    done = semesta("report", klaten, "--out", tmp_path / "r", "--region", region)

    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_logged_does_not_leave(klaten, tmp_path, log):
    log.mkdir()
    try:
        done = semesta("report", klaten, "--out", tmp_path / "r")
    finally:
        log.rmdir()

    assert done.code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_is_none_is_said(tmp_path):
    done = semesta("report", tmp_path, "--out", tmp_path / "r")

    assert done.code == 2 and done != Outcome(0, "", "")
    assert not (tmp_path / "r").exists()
