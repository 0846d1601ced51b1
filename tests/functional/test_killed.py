"""A run that is killed: the published one stays, and the next is as if nothing was."""

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


# Carries out the command again and again in a child that kills itself: at the start or
# the end of a stage, or when a function is called for the nth time. Nothing is caught
# and nothing tidied up. What each child left in the store is copied for the test.
KILLED = """
import importlib, os, shutil, signal, sys
from semesta import regions, run
from semesta.cli import main

def die(*arguments, **options):
    os.kill(os.getpid(), signal.SIGKILL)

def at_call(number, function):
    calls = iter(range(1, number))
    return lambda *a, **k: die() if next(calls, None) is None else function(*a, **k)

def prepare(place, moment):
    stages = run.STAGES
    if moment == "start":
        stages[place] = die
    elif moment == "end":
        stage = stages[place]
        stages[place] = lambda job: (stage(job), die())
    else:
        module, _, path = place.partition(":")
        *owners, name = path.split(".")
        owner = importlib.import_module(module)
        for step in owners:
            owner = getattr(owner, step)
        setattr(owner, name, at_call(int(moment), getattr(owner, name)))

store, *moments = sys.argv[1 : sys.argv.index("--")]
sys.argv[1:] = sys.argv[sys.argv.index("--") + 1 :]
regions.tree().table()  # once for all children
for number, moment in enumerate(moments):
    child = os.fork()
    if not child:
        prepare(*moment.split())
        main()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    shutil.copytree(store, f"{store}-{number}", symlinks=True)
"""

MOMENTS = {
    "read": ["read start", "semesta.registers:stage 2", "read end"],
    "clean": ["clean start", "semesta.registers:clean_membership 1", "clean end"],
    "link": ["link start", "semesta.engine:Duck.write 9", "link end"],
    "cover": ["cover start", "semesta.coverage:tables_of_regions 1", "cover end"],
    "decide": ["decide start", "semesta.law:Rulebook.value 9", "decide end"],
    "publish": ["publish start", "semesta.published:write_table 6", "publish end"],
    "finish": ["semesta.published:Manifest.write 1", "os:rename 1"],
}


@pytest.mark.parametrize(
    "stage",
    [
        pytest.param(
            stage, marks=[] if stage in ("link", "finish") else pytest.mark.slow
        )
        for stage in MOMENTS
    ],
)
def test_a_killed_run_leaves_the_published_one_and_the_next_run_recovers(
    stage: str, klaten: Path, tmp_path: Path
) -> None:
    store = shutil.copytree(klaten, tmp_path / "store", symlinks=True)
    published = content(klaten / "current")
    words = run_words(*registers("klaten"), store, "--quiet")

    killed = new_process(store, *MOMENTS[stage], "--", *words, script=KILLED)

    killed_every_time = [str(-signal.SIGKILL)] * len(MOMENTS[stage])
    assert killed.out.split() == killed_every_time, killed.err
    for number, _ in enumerate(MOMENTS[stage]):
        left = Path(f"{store}-{number}")
        assert left_behind(left) == [".building-", ".working-"]
        assert [run.name for run in Store(left).runs()] == [f"{MONTH}-r1"]
        assert content(left / "current") == published
        open_run(left).verify()

    assert semesta(*words).code == 0
    assert left_behind(store) == []
    assert open_run(store).folder.name == f"{MONTH}-r2"
    assert content(store / "current") == published
    assert content(store / f"{MONTH}-r1") == published


def test_the_first_run_ever_may_be_killed(klaten: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    words = run_words(*registers("klaten"), store, "--quiet")

    new_process(store, "publish end", "--", *words, script=KILLED)

    assert left_behind(store) == [".building-", ".working-"]
    assert Store(store).runs() == []
    assert semesta("explain", store, "1").code == 2
    assert semesta(*words).code == 0
    assert left_behind(store) == []
    assert content(store / "current") == content(klaten / "current")


def left_behind(store: Path) -> list[str]:
    """What a killed writer left, without the month; the pointer may be among it."""
    kinds = (name.partition(MONTH)[0] for name in hidden(store))
    return [kind for kind in kinds if kind != ".current-"]
