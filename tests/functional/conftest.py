"""Runs that several tests look at."""

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
