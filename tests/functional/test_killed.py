"""A run that is killed: the published one stays, and the next run is as if nothing was."""

import shutil
import signal
from pathlib import Path

import pytest

from functional.command import (
    MONTH,
    content,
    hidden,
    new_process,
    registers,
    run_words,
    semesta,
)
from semesta.published import Store, open_run


# Runs the command in a process that kills itself, once: at the start or the end of a
# stage, or when a function is called for the nth time. Nothing is caught or cleaned up.
KILLED = """
import importlib, os, signal, sys
from semesta import run
from semesta.cli import main

def die(*arguments, **options):
    os.kill(os.getpid(), signal.SIGKILL)

def after(stage):
    return lambda job: (stage(job), die())

def at_call(number, function):
    calls = iter(range(1, number))
    return lambda *a, **k: die() if next(calls, None) is None else function(*a, **k)

place, moment = sys.argv.pop(1), sys.argv.pop(1)
if moment == "start":
    run.STAGES[place] = die
elif moment == "end":
    run.STAGES[place] = after(run.STAGES[place])
else:
    module, _, name = place.partition(":")
    owner = importlib.import_module(module)
    *path, name = name.split(".")
    for step in path:
        owner = getattr(owner, step)
    setattr(owner, name, at_call(int(moment), getattr(owner, name)))
main()
"""

STAGES = ("read", "clean", "link", "cover", "decide", "publish")
MIDDLES = {
    "read": ("semesta.registers:stage", 2),
    "clean": ("semesta.registers:clean_membership", 1),
    "link": ("semesta.engine:Duck.write", 9),
    "cover": ("semesta.coverage:tables_of_regions", 1),
    "decide": ("semesta.law:Rulebook.value", 9),
    "publish": ("semesta.published:write_table", 6),
    "hashing": ("semesta.published:Manifest.write", 1),
    "renaming": ("os:rename", 1),
}
MOMENTS = [(stage, moment) for stage in STAGES for moment in ("start", "end")]
MOMENTS += [(place, str(call)) for place, call in MIDDLES.values()]


@pytest.fixture
def store(klaten: Path, tmp_path: Path) -> Path:
    """A store with a published run, as it was before."""
    return shutil.copytree(klaten, tmp_path / "store", symlinks=True)


@pytest.mark.parametrize(("place", "moment"), MOMENTS)
def test_a_killed_run_leaves_the_published_one_and_the_next_run_recovers(
    place: str, moment: str, store: Path
) -> None:
    published = content(store / "current")
    words = run_words(*registers("klaten"), store, "--quiet")

    killed = new_process(place, moment, *words, script=KILLED)

    assert killed.code == -signal.SIGKILL
    assert hidden(store), "it was killed while it was building"
    assert [run.name for run in Store(store).runs()] == [f"{MONTH}-r1"]
    assert content(store / "current") == published
    open_run(store).verify()

    again = semesta(*words)

    assert again.code == 0
    assert hidden(store) == []
    assert open_run(store).folder.name == f"{MONTH}-r2"
    assert content(store / "current") == published
    assert content(store / f"{MONTH}-r1") == published


def test_the_first_run_ever_may_be_killed(klaten: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    words = run_words(*registers("klaten"), store, "--quiet")

    new_process("publish", "end", *words, script=KILLED)

    assert Store(store).runs() == []
    assert semesta("explain", store, "0000000047514").code == 2
    assert semesta(*words).code == 0
    assert hidden(store) == []
    assert content(store / "current") == content(klaten / "current")
