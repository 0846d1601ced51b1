"""`semesta forget` as an office uses it: look first, agree, read the proof."""

import json
from datetime import date
from pathlib import Path

import pytest

from functional.command import Outcome, registers, run_words, semesta
from kept_runs import names, proof, publish_kept
from semesta.months import Month


PAST, FUTURE = date(2020, 1, 31), date(2999, 12, 31)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Three runs: one is due, one is not, one states no date."""
    out = tmp_path / "hasil"
    publish_kept(out, PAST)
    publish_kept(out, FUTURE, noka="2")
    publish_kept(out, None, month=Month(2026, 2), noka="3")
    return out


def test_a_dry_run_shows_every_run_and_deletes_nothing(store: Path) -> None:
    before = names(store)

    done = semesta("forget", store, "--dry-run")

    assert done.code == 0 and done.err == ""
    assert "│ 2026-01-r1 │ 31 Januari 2020" in done.out
    assert "│ dihapus" in done.out
    assert "│ 2026-01-r2 │ 31 Desember 2999" in done.out
    assert "disimpan: tanggal belum dinyatakan" in done.out
    assert "Hanya percobaan" in done.out
    assert names(store) == before


@pytest.mark.parametrize("answer", ["ya\n", "YA\n", " ya \n"])
def test_whoever_types_yes_deletes(answer: str, store: Path) -> None:
    done = semesta("forget", store, typed=answer)

    assert done.code == 0
    assert "1 hasil dihapus untuk selamanya" in done.out
    assert "2026-01-r1: dihapus, " in done.out and "forgotten.log.jsonl" in done.out
    assert "tidak ada salinan" in done.out
    assert names(store) == {
        *("2026-01-r2", "2026-02-r1", "current", "forgotten.log.jsonl")
    }


@pytest.mark.parametrize("answer", ["\n", "tidak\n", "y\n", "yakin\n"])
def test_any_other_answer_keeps_everything(answer: str, store: Path) -> None:
    before = names(store)

    done = semesta("forget", store, typed=answer)

    assert done.code == 0
    assert "Tidak ada yang dihapus." in done.out
    assert names(store) == before


def test_an_interrupted_question_keeps_everything(store: Path) -> None:
    done = semesta("forget", store, typed="")

    assert done.code == 130
    assert "Dihentikan" in done.err
    assert proof(store) == []


def test_without_a_terminal_somebody_has_to_say_yes(store: Path) -> None:
    done = semesta("forget", store)

    assert done.code == 2
    assert "--yes" in done.err and "--dry-run" in done.err
    assert proof(store) == []


def test_yes_asks_nothing_and_english_is_spoken_on_request(store: Path) -> None:
    done = semesta("forget", store, "--yes", "--lang", "en")

    assert done.code == 0
    assert "2026-01-r1: deleted, " in done.out
    assert "`current` now names 2026-02-r1." in done.out
    assert [line["run"] for line in proof(store)] == ["2026-01-r1"]


def test_another_day_can_be_tried_and_is_called_so(store: Path) -> None:
    done = semesta("forget", store, "--on", "2999-12-31", "--dry-run")

    assert "31 Desember 2999 bukan hari ini" in done.out
    assert done.out.count("│ dihapus") == 2


def test_when_nothing_is_due_the_store_is_searched_all_the_same(store: Path) -> None:
    done = semesta("forget", store, "--on", "2019-01-01")

    assert done.code == 0
    assert "Tidak ada hasil yang harus dihapus." in done.out
    assert "berkas di penyimpanan ini diperiksa" in done.out
    assert not (store / "forgotten.log.jsonl").exists()


def test_the_last_run_takes_current_with_it(tmp_path: Path) -> None:
    publish_kept(tmp_path / "hasil", PAST)

    done = semesta("forget", tmp_path / "hasil", "--yes")

    assert "`current` sudah tidak ada" in done.out
    again = semesta("forget", tmp_path / "hasil", "--yes")
    assert again.code == 0 and "Tidak ada hasil di penyimpanan ini." in again.out


def test_a_copy_that_remains_is_named_and_ends_with_2(store: Path) -> None:
    copy = store / "lembar" / "kartu.csv"
    copy.parent.mkdir()
    copy.write_bytes((store / "2026-01-r1" / "links.csv").read_bytes())

    done = semesta("forget", store, "--yes")

    assert done.code == 2
    assert "lembar/kartu.csv" in done.err and "semesta forget" in done.err
    assert not (store / "2026-01-r1").exists()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--on", "besok"], "besok"),
        (["--on", "2026-02-30"], "2026-02-30"),
    ],
)
def test_a_day_that_does_not_exist_is_refused(
    words: list[str], named: str, store: Path
) -> None:
    done = semesta("forget", store, "--yes", *words)

    assert done.code == 2 and named in done.err
    assert proof(store) == []


def test_what_is_no_store_is_refused(tmp_path: Path) -> None:
    done = semesta("forget", tmp_path / "tidak-ada", "--yes")

    assert done.code == 2
    assert "bukan penyimpanan hasil" in done.err


def test_a_real_run_is_forgotten_without_a_word_about_anybody(tmp_path: Path) -> None:
    store, legal = tmp_path / "hasil", tmp_path / "legal.yaml"
    legal.write_text("deletion_date: 2026-03-31\n", encoding="utf-8")
    words = run_words(*registers("layouts"), store, "--legal", legal, "--quiet")
    assert semesta(*words) == Outcome(0, "", "")
    cards = (store / "current" / "links.csv").read_text("utf-8").splitlines()[1:]

    done = semesta("forget", store, "--yes")

    (line,) = proof(store)
    said = done.said + json.dumps(line)
    assert done.code == 0 and len(cards) > 100
    assert not [card for card in cards if card.split(",")[0] in said]
    assert {"residents.parquet", "cards.parquet", "links.csv"} <= set(line["persons"])
    assert names(store) == {"forgotten.log.jsonl"}
