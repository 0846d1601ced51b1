"""A writer that is killed, and two writers at once."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from integration.test_store_double import MONTH, fill, publish
from semesta.errors import SemestaError
from semesta.published import Store, open_run


TESTS = Path(__file__).parents[1]

# Every change that Python makes on the disk raises an audit event first. A child is
# killed at its first such event below the store, the next one at its second, until
# one gets through: no step between two changes is left out.
KILLED_EVERYWHERE = """
import os, shutil, signal, sys
from pathlib import Path
from integration.test_store_double import MONTH
from semesta.published import Store

CHANGES = {"open", "os.mkdir", "os.rename", "os.symlink", "os.chmod", "os.remove",
           "os.rmdir", "shutil.rmtree", "tempfile.mkdtemp"}
content, template, base = map(Path, sys.argv[1:])

def run_until(step, out):
    def watch(event, arguments):
        nonlocal step
        if event in CHANGES and "out-" in str(arguments):
            step -= 1
            if step == 0:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(watch)
    with Store(out).building(MONTH) as building:
        shutil.copytree(content, building.path, dirs_exist_ok=True)
        (building.work / "part").touch()
        building.publish()

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

HOLDS_THE_STORE = """
import sys
from pathlib import Path
from integration.test_store_double import MONTH
from semesta.published import Store

with Store(Path(sys.argv[1])).building(MONTH) as building:
    print("building", flush=True)
    sys.stdin.read()
"""


def python(script: str, *arguments: Path) -> list[str]:
    return [sys.executable, "-c", script, *map(str, arguments)]


@pytest.fixture(scope="module")
def killed_stores(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """One store with a run, written to by a process killed at step 1, 2, 3, ..."""
    base = tmp_path_factory.mktemp("killed")
    content, template = base / "content", base / "template"
    content.mkdir()
    fill(content)
    publish(template)
    script = python(KILLED_EVERYWHERE, content, template, base)
    subprocess.run(script, check=True, cwd=TESTS, timeout=120)
    *killed, finished = sorted(base.glob("out-*"), key=lambda p: int(p.name[4:]))
    assert open_run(finished).folder.name == "2026-01-r2"
    return killed


def test_killed_at_any_step_leaves_a_current_run_that_is_whole(
    killed_stores: list[Path],
) -> None:
    current = [open_run(out).folder.name for out in killed_stores]
    for out in killed_stores:
        open_run(out).verify()
        for run in Store(out).runs():
            open_run(run).verify()
    assert len(killed_stores) > 30
    assert set(current) == {"2026-01-r1", "2026-01-r2"}
    assert current == sorted(current)
    runs = [len(Store(out).runs()) for out in killed_stores]
    assert (2, "2026-01-r1") in zip(runs, current, strict=True)


def test_the_next_run_recovers_from_a_kill_at_any_step(
    killed_stores: list[Path],
) -> None:
    left_behind = 0
    for killed in killed_stores:
        out = killed.with_name(killed.name.replace("out", "recovered"))
        shutil.copytree(killed, out, symlinks=True)
        left_behind += any(p.name.startswith(".building") for p in out.iterdir())
        run = publish(out)
        assert open_run(out).folder == run
        names = {p.name for p in out.iterdir() if p.name.startswith(".")}
        assert names == {".lock"}
    assert left_behind > 20


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    first = publish(tmp_path)
    with subprocess.Popen(
        python(HOLDS_THE_STORE, tmp_path),
        cwd=TESTS,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "building\n"
        with pytest.raises(SemestaError) as caught, Store(tmp_path).building(MONTH):
            pytest.fail("two writers")
        assert [p for p in tmp_path.iterdir() if p.name.startswith(".building-")]
        assert open_run(tmp_path).folder == first
        other.communicate("")
    assert caught.value.code == "published.store_busy"
    assert publish(tmp_path).name == "2026-01-r2"
