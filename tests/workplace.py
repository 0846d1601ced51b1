"""A copy of the repository in which a reader's commands run as they would run there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from house import ROOT, repository_files


SECONDS = 900  # a busy machine must not make a test fail


def copied(place: Path) -> Path:
    """The repository's files at `place`, with the running environment as `.venv`."""
    for file in repository_files():
        target = place / file.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, target)
    _lend_environment(place / ".venv")
    return place


def _lend_environment(venv: Path) -> None:
    """The running environment under `.venv`, marked as installed."""
    venv.mkdir()
    for name in ("bin", "lib", "pyvenv.cfg"):
        (venv / name).symlink_to(Path(sys.prefix, name))
    (venv / ".installed").touch()


def run(
    command: list[str], place: Path, columns: int = 100
) -> subprocess.CompletedProcess[str]:
    """A command typed at `place`, on a terminal so many columns wide."""
    path = os.pathsep.join([str(Path(sys.prefix, "bin")), os.environ["PATH"]])
    return subprocess.run(
        command,
        cwd=place,
        env={**os.environ, "PATH": path, "COLUMNS": str(columns)},
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=SECONDS,
    )
