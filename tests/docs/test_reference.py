"""The reference says what the code does."""

import importlib.util
from types import ModuleType

import pytest
import yaml

from house import PACKAGE, ROOT
from semesta.errors import LANGUAGES


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    path = ROOT / "scripts" / "reference.py"
    spec = importlib.util.spec_from_file_location("reference", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_generated_pages_are_up_to_date(reference):
    pages = reference.pages()
    stale = [
        name
        for name, text in pages.items()
        if not (path := reference.FOLDER / name).exists()
        or path.read_text(encoding="utf-8") != text
    ]

    assert stale == [], "run `make docs`"
    # Written by `make bench` and its like, on whatever machine they run.
    measured = {"benchmarks.md", "benchmarks-linkage.md", "name-gains.md"}
    written = {path.name for path in reference.FOLDER.glob("*.md")} - measured
    assert written == set(pages)


def test_a_table_holds_what_its_cells_hold(reference):
    assert reference.table(("a", "b"), [("x | y", "one\n  two")]).splitlines() == [
        "| a | b |",
        "| --- | --- |",
        "| x \\| y | one two |",
    ]


def texts_of(path: str) -> dict:
    return yaml.safe_load((PACKAGE / path).read_text(encoding="utf-8"))


# What the terminal says besides results: beside one, or where a command ends.
ENDINGS = {"not_stated", "no_rules", "interrupted", "unexpected"}


def test_every_note_has_its_cause_and_its_mend_in_both_languages():
    said, behind = texts_of("terminal/texts.yaml"), texts_of("terminal/notes.yaml")
    notes = {key for key in said if key.startswith("note_")}

    assert set(behind) == notes | ENDINGS
    for entry in behind.values():
        assert set(entry) == {"why", "do"}
        assert all(set(entry[part]) == set(LANGUAGES) for part in entry)


def test_the_catalogue_holds_every_message_that_a_file_of_messages_holds(reference):
    page = reference.pages()["errors.md"]
    headings = {
        line.removeprefix("### `").removesuffix("`")
        for line in page.splitlines()
        if line.startswith("### ")
    }
    catalogues = {
        ".".join(path.parent.relative_to(PACKAGE).parts): path
        for path in PACKAGE.rglob("errors.yaml")
    }
    errors = {
        f"{room}.{name}".lstrip(".")
        for room, path in catalogues.items()
        for name in yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    }
    bad = {
        f"doctor.{name}"
        for name, entry in texts_of("doctor/texts.yaml").items()
        if entry["verdict"] != "ok"
    }

    assert {"missing_parameter", "published.copies_remain", "unexpected"} <= headings
    assert headings == errors | bad | set(texts_of("terminal/notes.yaml"))


def test_every_message_of_the_catalogue_says_what_to_do_or_hands_on_one_that_does(
    reference,
):
    parts = reference.pages()["errors.md"].split("### `")[1:]

    silent = [part.splitlines()[0] for part in parts if "\n| do |" not in part]

    handed_on = {"doctor.store_error`", "doctor.check_refused`"}
    assert set(silent) == handed_on
