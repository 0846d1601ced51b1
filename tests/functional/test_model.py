"""Which model weighs, and what `semesta explain` says of its weights."""

import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from functional.command import MONTH, Outcome, registers, run_words, semesta
from semesta.linkage import pairing
from semesta.linkage.model import stated
from semesta.published import sha256


SMALL = registers("layouts")


def model(run: Path) -> bytes:
    return (run / "model.json").read_bytes()


def unwrapped(text: str) -> str:
    """What a terminal broke into lines."""
    return " ".join(text.split())


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
    assert "terlalu kecil untuk dipelajari" in unwrapped(done.out)
    assert model(run).decode() == stated().as_json()
    assert told(run)["model"] == {
        "run": None,
        "other_linkage": False,
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


def test_registers_without_names_leave_no_model(encoded, tmp_path):
    assert semesta(*run_words(*encoded, tmp_path / "one", "--quiet")).code == 0
    nameless = tmp_path / "one" / "current"

    assert not (nameless / "model.json").exists()
    assert "model" not in told(nameless)
    refused = semesta(*run_words(*SMALL, tmp_path / "two", "--model", nameless))
    assert refused.code == 2
    assert "tidak memuat model pemadanan" in refused.err


@pytest.mark.parametrize("option", ["--model", "--retrain"])
def test_registers_without_names_take_no_model_and_say_so(
    encoded, klaten, tmp_path, option
):
    words = [option, klaten] if option == "--model" else [option]
    done = semesta(*run_words(*encoded, tmp_path / "store", *words, "--lang", "en"))

    assert done.code == 2
    assert f"{option} is given, but these registers are encoded" in done.err
    assert not (tmp_path / "store").exists()


@pytest.fixture
def copied(klaten: Path, tmp_path: Path) -> Path:
    """A copy of the run of Klaten that may be changed."""
    return Path(shutil.copytree(klaten / "current", tmp_path / "2026-01-r1"))


def refused(run: Path, folder: Path) -> str:
    """What the error says when a run is told to take this model."""
    done = semesta(*run_words(*SMALL, folder / "store", "--model", run))
    assert done.code == 2
    assert not (folder / "store").exists()
    return done.err


def test_a_model_that_was_changed_is_refused(copied, tmp_path):
    path = copied / "model.json"
    path.chmod(0o600)
    path.write_text(path.read_text("utf-8").replace("9", "8", 1), "utf-8")

    err = refused(copied, tmp_path)

    assert "berubah sejak terbit: model.json" in err


def test_a_model_that_was_taken_away_is_missed(copied, tmp_path):
    (copied / "model.json").unlink()

    assert "model.json" in refused(copied, tmp_path)


def test_what_is_no_run_has_no_model(klaten, tmp_path):
    """The file itself, instead of its run."""
    err = refused(klaten / "current/model.json", tmp_path)

    assert "bukan hasil" in err


def restated(run: Path, change) -> None:
    """Changes a run's model or manifest so that both fit each other again."""
    paths = {name: run / name for name in ("model.json", "manifest.json")}
    texts = {name: json.loads(path.read_text("utf-8")) for name, path in paths.items()}
    change(texts)
    for path in paths.values():
        path.chmod(0o600)
    paths["model.json"].write_text(json.dumps(texts["model.json"]), "utf-8")
    texts["manifest.json"]["files"]["model.json"] = sha256(paths["model.json"])
    paths["manifest.json"].write_text(json.dumps(texts["manifest.json"]), "utf-8")


def test_a_model_of_steps_that_this_version_does_not_know_is_refused(copied, tmp_path):
    def tell_of_addresses(texts):
        texts["model.json"]["owners"]["address | equal"] = 5.0

    restated(copied, tell_of_addresses)

    assert "--retrain" in refused(copied, tmp_path)


def test_a_model_of_another_version_of_the_rules_is_taken_and_that_is_said(
    copied, tmp_path
):
    def age(texts):
        texts["manifest.json"]["versions"]["linkage"] = "of last year"

    restated(copied, age)
    done = semesta(*run_words(*SMALL, tmp_path / "store", "--model", copied))

    assert done.code == 0
    said = "diambil dari 2026-01-r1, yang dibuat dengan versi lain"
    assert said in unwrapped(done.out)
    assert told(tmp_path / "store/current")["model"]["other_linkage"]


def test_the_stated_model_is_told_of_when_it_is_taken_over_too(small, tmp_path):
    words = run_words(*SMALL, tmp_path, "--previous", small[0])
    words[words.index("--month") + 1] = "2026-02"

    done = semesta(*words)

    assert done.code == 0
    assert "terlalu kecil untuk dipelajari" in unwrapped(done.out)


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
