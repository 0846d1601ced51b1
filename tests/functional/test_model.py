"""Which model weighs, and what `semesta explain` says of its weights."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from functional.command import MONTH, Outcome, registers, run_words, semesta
from semesta.linkage import pairing
from semesta.linkage.model import stated


SMALL = registers("layouts")


def model(run: Path) -> bytes:
    return (run / "model.json").read_bytes()


def told(run: Path) -> dict:
    return json.loads((run / "manifest.json").read_text("utf-8"))["options"]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """A run of registers with fewer than 500 controls, and what it said."""
    store = tmp_path_factory.mktemp("small") / "store"
    done = semesta(*run_words(*SMALL, store))
    return store / "current", done


@pytest.fixture(scope="module")
def named(klaten: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same registers, weighed by the model of Klaten."""
    store = tmp_path_factory.mktemp("named") / "store"
    done = semesta(*run_words(*SMALL, store, "--model", klaten))
    assert done.code == 0
    assert "model bawaan" not in done.out
    return store / "current"


def test_registers_too_small_to_learn_from_are_weighed_by_the_stated_model(small):
    run, done = small

    assert done.code == 0
    assert "terlalu kecil untuk dipelajari" in done.out
    assert model(run).decode() == stated().as_json()
    assert told(run)["model"] == {
        "run": None,
        "learnt": False,
        "controls": 0,
        "cards": 0,
    }


def test_a_run_learns_its_own_model(klaten):
    about = told(klaten / "current")["model"]

    assert about["learnt"] and about["controls"] >= 500
    assert model(klaten / "current").decode() != stated().as_json()
    assert told(klaten / "current")["blocks_refused"] == []


def test_the_model_that_is_named_is_taken_as_it_is(named, klaten):
    assert model(named) == model(klaten / "current")
    assert told(named)["model"]["run"] == (klaten / "current").resolve().name


@pytest.mark.parametrize("retrain", [False, True])
def test_a_month_takes_the_earlier_model_unless_it_is_to_learn(
    named, tmp_path, retrain
):
    more = ["--retrain"] if retrain else []
    words = run_words(*SMALL, tmp_path, "--previous", named, *more, "--quiet")
    words[words.index("--month") + 1] = "2026-02"

    assert semesta(*words).code == 0
    learnt_anew = stated().as_json().encode()
    assert model(tmp_path / "current") == (learnt_anew if retrain else model(named))


def test_a_named_model_and_a_new_one_exclude_each_other(klaten, tmp_path):
    out = tmp_path / "store"
    done = semesta(*run_words(*SMALL, out, "--model", klaten, "--retrain"))

    assert done.code == 2
    assert "--model dan --retrain" in done.err
    assert not out.exists()


@pytest.fixture(scope="module")
def encoded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Both registers without names."""
    folder = tmp_path_factory.mktemp("encoded")
    semesta("encode", "--new-key", folder / "key")
    found = []
    for kind, path in zip(("population", "membership"), SMALL, strict=True):
        found.append(folder / f"{kind}.parquet")
        words = (f"--{kind}", path, "--month", MONTH, "--key-file", folder / "key")
        lists = ("--out", found[-1], "--list", folder / f"{kind}.csv")
        assert semesta("encode", *words, *lists).code == 0
    return found[0], found[1]


def test_registers_without_names_leave_no_model_and_take_none(
    encoded, klaten, tmp_path
):
    done = semesta(*run_words(*encoded, tmp_path / "one", "--model", klaten, "--quiet"))
    nameless = tmp_path / "one" / "current"

    assert done.code == 0
    assert not (nameless / "model.json").exists()
    assert "model" not in told(nameless)
    refused = semesta(*run_words(*SMALL, tmp_path / "two", "--model", nameless))
    assert refused.code == 2
    assert "tidak memuat model pemadanan" in refused.err


def test_a_run_says_by_what_pairs_were_not_looked_for(monkeypatch, tmp_path):
    monkeypatch.setattr(pairing, "MOST_PAIRS_PER_CARD", 0)
    monkeypatch.setattr(pairing, "ALWAYS_ALLOWED", 0)

    done = semesta(*run_words(*SMALL, tmp_path))

    assert done.code == 0
    assert "pasangan tidak dicari" in done.out
    refused = told(tmp_path / "current")["blocks_refused"]
    assert refused and set(refused) <= set(pairing.BLOCKS)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", ("Bobot bukti", "sebelum bukti apa pun", "Calon berikutnya")),
        ("en", ("Weight of the evidence", "before any evidence", "next likely owner")),
    ],
)
def test_explain_tells_weights_and_the_runner_up_and_nothing_of_anybody(
    klaten, language, words
):
    cards = pq.read_table(klaten / "current/cards.parquet").to_pylist()
    card = next(
        c
        for c in cards
        if c["method"] == "model" and c["runner_up_evidence"] and c["kk"] and c["name"]
    )

    done = semesta("explain", klaten, card["noka"], "--lang", language)

    assert (done.code, done.err) == (0, "")
    assert all(word in done.out for word in words)
    personal = [card["noka"], card["kk"], card["birth_date"], *card["name"].split()]
    personal += [card["nik_text"], card["person_nik"]]
    assert [v for v in personal if v and str(v) in done.out] == []
