"""Runs that several tests look at."""

import shutil
from pathlib import Path

import pytest

from functional.command import Outcome, registers, run_words, semesta


@pytest.fixture(scope="session")
def klaten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one undisturbed run of the sample Klaten."""
    store = tmp_path_factory.mktemp("klaten") / "store"
    done = semesta(*run_words(*registers("klaten"), store, "--quiet"))
    assert done == Outcome(0, "", "")
    return store


@pytest.fixture(scope="session")
def tabalong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same of Tabalong, where some cards stay to be verified."""
    store = tmp_path_factory.mktemp("tabalong") / "store"
    done = semesta(*run_words(*registers("tabalong"), store, "--quiet"))
    assert done == Outcome(0, "", "")
    return store


@pytest.fixture(scope="session")
def store(klaten: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of that store for exports, since each is logged in it."""
    copy = tmp_path_factory.mktemp("export") / "store"
    shutil.copytree(klaten, copy, symlinks=True)
    return copy


@pytest.fixture(scope="session")
def public(store: Path) -> Path:
    """The first public export of that store."""
    out = store.parent / "public"
    done = semesta("export", store, "--public", "--out", out)
    assert (done.code, done.err) == (0, "")
    assert "disembunyikan" in done.out
    assert "Penyimpanan ini pernah" not in done.out
    return out
