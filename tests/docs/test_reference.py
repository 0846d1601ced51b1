"""The reference says what the code does."""

import importlib.util
from types import ModuleType

import pytest

from house import ROOT


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
    # Written by `make bench`, on whatever machine it runs.
    written = {path.name for path in reference.FOLDER.glob("*.md")} - {"benchmarks.md"}
    assert written == set(pages)


def test_a_table_holds_what_its_cells_hold(reference):
    assert reference.table(("a", "b"), [("x | y", "one\n  two")]).splitlines() == [
        "| a | b |",
        "| --- | --- |",
        "| x \\| y | one two |",
    ]
