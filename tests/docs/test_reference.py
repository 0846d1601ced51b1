"""The reference says what the code does."""

import ast
import importlib.util
from collections.abc import Iterator
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
    measured = {"name-gains.md"} | {
        f"benchmarks{which}.md" for which in ("", "-linkage", "-nation")
    }
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


# Files and their parts of which the terminal prints the sentences; the rest of a file
# stands on sheets and paper. Every catalogue of the room `terminal` is printed whole.
PRINTED_PARTS = {
    "audit/texts.yaml": ("book.read", "book.potential", "warning", "book.partial")
    + ("book.no_masterfile", "book.no_population"),
    "disclosure/texts.yaml": ("shared", "earlier"),
    "review/words.yaml": ("terminal.",),
    "worklists/words.yaml": ("terminal.",),
}
TERMINAL = PACKAGE / "terminal"
LEGAL = ("basis", "agreement", "expiry", "purpose", "deletion_date")


def texts_below(value: dict, path: str = "") -> Iterator[tuple[str, str]]:
    """The dotted name and the Indonesian text of everything in a catalogue."""
    for key, inner in value.items():
        if set(inner) == set(LANGUAGES):
            yield path + key, inner["id"]
        else:
            yield from texts_below(inner, f"{path}{key}.")


def asked() -> set[str]:
    """The names of the texts with which the command line asks somebody something."""
    keys = {f"legal_{part}" for part in (*LEGAL, "title")}
    for path in (PACKAGE / "cli").glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(call, ast.Call)
                and getattr(call.func, "attr", "") == "prompt"
            ):
                keys |= {
                    node.value
                    for said in ast.walk(call.args[0])
                    if isinstance(said, ast.Call)
                    for node in said.args
                    if isinstance(node, ast.Constant)
                }
    return keys


def is_message(name: str, text: str, questions: set[str]) -> bool:
    """A whole sentence, a note, a command to give next, or a question."""
    whole = text.rstrip().endswith((".", "?", "!")) or "semesta " in text
    return whole or name.startswith("note_") or name in questions


def messages() -> set[tuple[str, str]]:
    """File and name of every message that the terminal prints besides errors."""
    whole = {f"terminal/{path.name}": ("",) for path in TERMINAL.glob("*.yaml")}
    del whole["terminal/notes.yaml"]
    questions = asked()
    return {
        (file, name)
        for file, parts in (whole | PRINTED_PARTS).items()
        for name, text in texts_below(texts_of(file))
        if name.startswith(parts) and is_message(name, text, questions)
    }


def test_every_message_of_the_terminal_has_its_cause_and_its_mend_in_both_languages():
    behind = texts_of("terminal/notes.yaml")

    assert {(file, name) for file in behind for name in behind[file]} == messages()
    for entry in (entry for entries in behind.values() for entry in entries.values()):
        assert set(entry) == {"why", "do"}
        assert all(set(entry[part]) == set(LANGUAGES) for part in entry)
        assert all(all(texts.values()) for texts in entry.values())


def test_a_new_message_is_told_from_a_heading():
    assert is_message("new", "Perhatian: {on} bukan hari ini.", set())
    assert is_message("new", "Lanjutkan: semesta run --out {out}", set())
    assert is_message("ask", "Ketik ya untuk melanjutkan", {"ask"})
    assert not is_message("title", "Penduduk menurut keadaan", set())
    assert {"ask", "ask_password", "legal_basis"} <= asked()


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

    notes = {f"{file}: {name}" for file, name in messages()}

    assert {"missing_parameter", "published.copies_remain"} <= headings
    assert "terminal/texts.yaml: unexpected" in headings
    assert headings == errors | bad | notes


def test_every_message_of_the_catalogue_says_what_to_do_or_hands_on_one_that_does(
    reference,
):
    parts = reference.pages()["errors.md"].split("### `")[1:]

    silent = [part.splitlines()[0] for part in parts if "\n| do |" not in part]

    handed_on = {"doctor.store_error`", "doctor.check_refused`"}
    assert set(silent) == handed_on
