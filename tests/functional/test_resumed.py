"""A run that was killed goes on where it was, and never reads what was spoiled since."""

import shutil
from pathlib import Path

import pytest

from functional.command import content, new_process, registers, run_words, semesta
from functional.test_killed import KILLED, left_behind
from semesta import registers as registers_room


@pytest.fixture(scope="module")
def killed(klaten: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which a run was killed when it had covered all parts."""
    store = tmp_path_factory.mktemp("killed") / "store"
    words = run_words(*registers("klaten"), store, "--quiet")
    new_process(store, "decide start", "--", *words, script=KILLED)
    return store


@pytest.fixture
def store(killed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(killed, tmp_path / "store", symlinks=True)


@pytest.fixture
def done_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps that are done, not taken over."""
    found: list[str] = []
    for name in ("stage", "clean_population", "clean_membership"):
        step = getattr(registers_room, name)

        def told(*words, step=step, name=name, **options):
            found.append(name)
            return step(*words, **options)

        monkeypatch.setattr(registers_room, name, told)
    return found


def working(store: Path) -> Path:
    (folder,) = store.glob(".working-*")
    return folder


def test_what_is_finished_is_taken_over(store, klaten, done_again):
    assert semesta(*run_words(*registers("klaten"), store, "--quiet")).code == 0

    assert done_again == []
    assert content(store / "current") == content(klaten / "current")
    assert left_behind(store) == []


@pytest.mark.parametrize(
    ("spoiled", "again"),
    [
        ("population/staged_population.parquet", ["stage"]),
        ("persons/persons/part=0/rows.parquet", ["clean_population"]),
        ("cards/cards_quarantine.parquet", ["clean_membership"]),
        ("linkage/links-nik-0000.parquet", []),
        ("coverage/residents.parquet", []),
        ("finished.jsonl", ["stage", "stage", "clean_population", "clean_membership"]),
    ],
)
def test_what_was_spoiled_since_is_done_again(
    store, klaten, done_again, spoiled, again
):
    path = working(store) / spoiled
    path.write_bytes(path.read_bytes()[:-20] + b"x" * 20)
    if path.suffix == ".jsonl":
        path.write_text('{"step": "read popu')

    assert semesta(*run_words(*registers("klaten"), store, "--quiet")).code == 0

    assert done_again == again
    assert content(store / "current") == content(klaten / "current")


def test_what_is_missing_is_done_again(store, klaten, done_again):
    shutil.rmtree(working(store) / "persons" / "persons")

    assert semesta(*run_words(*registers("klaten"), store, "--quiet")).code == 0

    assert done_again == ["clean_population"]
    assert content(store / "current") == content(klaten / "current")


def test_a_run_of_other_registers_takes_nothing_over(store, done_again, tmp_path):
    population, membership = registers("klaten")
    changed = tmp_path / population.name
    rows = population.read_text(encoding="utf-8").splitlines(keepends=True)
    changed.write_text("".join(rows[:-1]), encoding="utf-8")

    assert semesta(*run_words(changed, membership, store, "--quiet")).code == 0

    assert done_again == ["stage", "stage", "clean_population", "clean_membership"]
    assert left_behind(store) == []
