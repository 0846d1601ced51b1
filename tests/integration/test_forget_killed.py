"""`forget` killed at any step: no run half there, and no proof of what is not done."""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from kept_runs import files_of_a_run, names, proof, publish_kept
from semesta.months import Month
from semesta.published import Store, forget, open_run


TESTS = Path(__file__).parents[1]
DUE, LATER = date(2026, 6, 30), date(2027, 6, 30)
TODAY = date(2026, 7, 1)

# As in test_store_killed: a child is killed at its first change of the disk, the next
# one at its second, until one gets through.
KILLED_EVERYWHERE = """
import os, shutil, signal, sys
from datetime import date
from pathlib import Path
from semesta.published import forget

CHANGES = {"open", "os.mkdir", "os.rename", "os.symlink", "os.chmod", "os.remove",
           "os.rmdir", "shutil.rmtree"}
template, base = map(Path, sys.argv[1:])

def run_until(step, out):
    def watch(event, arguments):
        nonlocal step
        if event in CHANGES and "out-" in str(arguments):
            step -= 1
            if step == 0:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(watch)
    forget(out, date(2026, 7, 1))

step, killed = 0, True
while killed:
    step += 1
    out = base / f"out-{step}"
    shutil.copytree(template, out, symlinks=True)
    child = os.fork()
    if not child:
        run_until(step, out)
        os._exit(0)
    killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
"""


@pytest.fixture(scope="module")
def killed_stores(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Stores in which `forget` was killed at step 1, 2, 3, …

    Two runs are due, the current one among them; one is not.
    """
    base = tmp_path_factory.mktemp("killed")
    template = base / "template"
    publish_kept(template, LATER)
    publish_kept(template, DUE, noka="2")
    publish_kept(template, DUE, month=Month(2026, 2), noka="3")
    script = [sys.executable, "-c", KILLED_EVERYWHERE, str(template), str(base)]
    subprocess.run(script, check=True, cwd=TESTS, timeout=120)
    *killed, finished = sorted(base.glob("out-*"), key=lambda p: int(p.name[4:]))
    assert names(finished) == {"2026-01-r1", "current", "forgotten.log.jsonl"}
    return killed


def test_every_run_that_can_be_seen_is_whole_and_current_leads_to_one(
    killed_stores: list[Path],
) -> None:
    currents = []
    for out in killed_stores:
        currents.append(open_run(out).folder.name)
        for run in Store(out).runs():
            open_run(run).verify()
    assert len(killed_stores) > 60
    assert set(currents) == {"2026-01-r1", "2026-02-r1"}
    assert currents == sorted(currents, reverse=True)


def test_a_line_of_proof_means_that_no_file_of_the_run_is_left(
    killed_stores: list[Path],
) -> None:
    hidden_without_line = 0
    for out in killed_stores:
        proven = {line["run"] for line in proof(out)}
        for run in ("2026-01-r2", "2026-02-r1"):
            left = [*out.glob(f"{run}/*"), *out.glob(f".forgotten-{run}/*")]
            if run in proven:
                assert {path.name for path in left} <= {"forgotten.json"}
            elif not (out / run).exists():
                hidden_without_line += 1
                assert (out / f".forgotten-{run}").exists()
    assert hidden_without_line > 20


def test_the_next_forget_finishes_and_proves_each_run_once(
    killed_stores: list[Path],
) -> None:
    for killed in killed_stores:
        out = killed.with_name(killed.name.replace("out", "again"))
        shutil.copytree(killed, out, symlinks=True)

        forget(out, TODAY)

        assert names(out) == {"2026-01-r1", "current", "forgotten.log.jsonl"}
        lines = proof(out)
        assert sorted(line["run"] for line in lines) == ["2026-01-r2", "2026-02-r1"]
        assert {line["files"] for line in lines} == {len(files_of_a_run())}
        assert all(line["manifest_sha256"] for line in lines)


def test_the_next_run_buries_what_was_hidden(killed_stores: list[Path]) -> None:
    buried = 0
    for killed in killed_stores[::7]:
        out = killed.with_name(killed.name.replace("out", "written"))
        shutil.copytree(killed, out, symlinks=True)
        hidden = {path.name[11:] for path in out.glob(".forgotten-2*")}
        seen = {run.name for run in Store(out).runs()}

        new = publish_kept(out, LATER, month=Month(2026, 3), noka="4")

        proven = [line["run"] for line in proof(out)]
        assert hidden <= set(proven) and len(proven) == len(set(proven))
        assert not seen & set(proven), "a writer deletes no run that is published"
        assert {path.name for path in out.glob(".*")} == {".lock"}
        assert open_run(out).folder == new
        buried += bool(hidden)
    assert buried > 3
