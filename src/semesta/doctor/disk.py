"""The disk below the store and the temporary folder: space, and what it can do.

What it can do is tried in a hidden folder, which goes away again.
"""

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from semesta.doctor.capacity import GIGABYTE, measured_up_to, needs, people_for
from semesta.doctor.findings import Finding, finding
from semesta.doctor.memory import memory_bytes
from semesta.errors import SemestaError
from semesta.months import Month
from semesta.published import Store
from semesta.regions import NATION, official_population, tree


PROBE = ".doctor-"
OWNER_ONLY = 0o400


def space(folder: Path) -> list[Finding]:
    """Free disk where runs are kept, and where temporary files go."""
    return [_space(folder), _space(Path(tempfile.gettempdir()))]


def capacity(folder: Path) -> Finding:
    """For how many people memory and disk are enough, and how many regencies."""
    held, free = memory_bytes(), shutil.disk_usage(folder).free
    people = people_for("disk", free)
    if held is not None:
        people = min(people, people_for("memory", held))
    sizes = _regency_populations()
    enough = sum(size <= people for size in sizes)
    return finding(
        "capacity_ok" if enough else "capacity_small",
        people=people,
        regencies=enough,
        all=len(sizes),
        measured=measured_up_to(),
    )


def unwritable(folder: Path) -> Finding:
    """Instead of what would be tried there."""
    return finding("folder_unwritable", folder=str(folder))


def renames(folder: Path) -> Finding:
    """A run appears by one rename; `current` is replaced in one step."""
    with _probe(folder) as place:
        (place / "a").mkdir()
        (place / "a" / "file").touch()
        (place / "pointer").touch()
        (place / "new").touch()
        try:
            os.rename(place / "a", place / "b")
            os.replace(place / "new", place / "pointer")
        except OSError as error:
            return finding("rename_failed", folder=str(folder), cause=error.strerror)
    return finding("rename_ok")


def links(folder: Path) -> Finding:
    with _probe(folder) as place:
        try:
            (place / "link").symlink_to("file")
        except OSError:
            return finding("links_missing")
    return finding("links_ok")


def locks(folder: Path) -> Finding:
    """One writer at a time: a disk of another computer may not promise that."""
    with _probe(folder) as place:
        try:
            Store(place).is_busy()
        except SemestaError as error:
            return finding("locks_missing", folder=str(folder), error=error)
    return finding("locks_ok")


def modes(folder: Path) -> Finding:
    """Runs are readable by their owner only: does the disk keep that?"""
    if sys.platform == "win32":
        return finding("modes_windows")
    with _probe(folder) as place:
        path = place / "file"
        path.touch()
        path.chmod(OWNER_ONLY)
        kept = stat.S_IMODE(path.stat().st_mode) == OWNER_ONLY
    return finding("modes_ok" if kept else "modes_missing", folder=str(folder))


def _space(folder: Path) -> Finding:
    free, limits = shutil.disk_usage(folder).free, needs()["disk"]
    parts = {
        "folder": str(folder),
        "free": free / GIGABYTE,
        "want": limits["attention"] / GIGABYTE,
    }
    if free < limits["failed"]:
        return finding("disk_full", **parts)
    if free < limits["attention"]:
        return finding("disk_low", **parts)
    return finding("disk_ok", **parts)


@contextmanager
def _probe(folder: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix=PROBE, dir=folder) as name:
        yield Path(name)


def _regency_populations() -> list[int]:
    """Newest official population of every regency."""
    newest = Month(2200, 12)
    provinces = tree().children(NATION)
    regencies = [r.code for p in provinces for r in tree().children(p.code)]
    return [official_population(code, newest).value for code in regencies]
