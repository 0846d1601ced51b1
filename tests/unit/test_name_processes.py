"""Names are compared by several processes at a time, with the same result as by one."""

import sys

import pyarrow as pa
import pytest

from semesta.linkage import name_processes, names


ROWS = 5 * names._BATCH // 2


@pytest.fixture(scope="module")
def pairs():
    """Enough for a second process to be worth its start."""
    left = [f"SITI {'ABCDEFGHIJ'[row % 10]}MINAH {row % 97}" for row in range(ROWS)]
    right = [f"SITI {'ABCDEFGHIJ'[row % 7]}MINAH" for row in range(ROWS)]
    return pa.table({"name_a": [*left, None], "name_b": [*right, "SITI"]})


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    monkeypatch.setattr(name_processes, "BATCHES_TO_START", 1)


def test_two_processes_find_what_one_finds(pairs, monkeypatch):
    asked = []
    another = name_processes._ask_another
    monkeypatch.setattr(
        name_processes, "_ask_another", lambda *args: asked.append(another(*args))
    )
    assert names.agreements(pairs, 2).equals(names.agreements(pairs))
    assert len(asked) == 1


@pytest.mark.parametrize("code", ["raise SystemExit(1)", "print('no stream')"])
def test_a_process_that_dies_loses_no_names(pairs, monkeypatch, code):
    monkeypatch.setattr(name_processes, "COMMAND", [sys.executable, "-c", code])
    assert names.agreements(pairs, 3).equals(names.agreements(pairs))
