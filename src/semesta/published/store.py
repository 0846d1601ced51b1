"""The store: finished runs in one directory, and `current`, which names the newest.

A run is built beside the published ones and appears by one rename; then `current` is
replaced in one step. Whoever is killed on the way leaves only hidden folders, which
the next writer removes, or continues where it does the same work. Published files are read-only and never change.
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from semesta.errors import SemestaError
from semesta.months import Month
from semesta.published.contract import contract
from semesta.published.disk import (
    PRIVATE_FOLDER,
    disk_explained,
    force_to_disk,
    full_disk_explained,
    only_writer,
    private_files,
    seal,
)
from semesta.published.forgetting import FORGOTTEN, bury, forgotten_lines
from semesta.published.manifest import MANIFEST, read_manifest
from semesta.published.tables import check_parquet


RUN_NAME = re.compile(r"(\d{4}-\d{2})-r([1-9]\d*)")
CURRENT = "current"
BUILDING, WORKING, POINTING = ".building-", ".working-", ".current-"
LINKS = sys.platform != "win32"  # which cannot replace a link to a folder
LEFTOVERS = (BUILDING, WORKING, POINTING, FORGOTTEN)


@dataclass(frozen=True)
class Building:
    """A run in the making: `path` becomes the run, `work` is scratch and goes away."""

    store: "Store"
    month: Month
    path: Path
    work: Path

    def publish(self) -> Path:
        """Checks the folder, publishes it and makes it current; returns its path.

        Raises SemestaError for a file that the contract requires and that is not
        there, or that the contract does not know; then nothing is published.
        """
        check_folder(self.path)
        with disk_explained(self.store.out):
            seal(self.path)
            return self.store._take(self.path, self.month)


class Store:
    """The directory that `--out` names; it is made when it is not there."""

    def __init__(self, out: Path) -> None:
        self.out = out

    def check_room(self, needed: int) -> None:
        """Raises SemestaError where the disk has less than `needed` bytes left.

        What a killed run left here counts as free: it is continued or removed.
        """
        if not needed:
            return
        with disk_explained(self.out):
            free = self._free()
        if free < needed:
            raise SemestaError(
                "published.no_room",
                store=self.out,
                needed=_gigabytes(needed),
                free=_gigabytes(free),
            )

    def _free(self) -> int:
        """Bytes that are free, or taken by what a killed run left."""
        place = next(
            p for p in (self.out.absolute(), *self.out.absolute().parents) if p.is_dir()
        )
        left = sum(
            file.stat().st_size
            for folder in (self.leftovers() if self.out.is_dir() else ())
            for file in folder.rglob("*")
            if file.is_file()
        )
        return shutil.disk_usage(place).free + left

    @contextmanager
    def building(self, month: Month, key: str = "new") -> Iterator[Building]:
        """A private folder to build a run in; gone after the block unless published.

        `key` tells who may go on with the work of whom: where a writer with the same
        one was killed, its working folder is there with all that it held.

        Raises SemestaError when another process writes here, the disk is full or not
        writable, or the store keeps another version of the contract.
        """
        with disk_explained(self.out):
            self._prepare()
        with only_writer(self.out), private_files():
            with disk_explained(self.out):
                work = self.out / f"{WORKING}{month}-{key}"
                self.remove_leftovers(but=work)
                building = self._start(month, work)
            try:
                with full_disk_explained(self.out):
                    yield building
            finally:
                with suppress(OSError):  # then the next writer removes it
                    self.remove_leftovers()

    def runs(self) -> list[Path]:
        """The published runs, by month and number."""
        if not self.out.is_dir():
            return []
        numbered = [
            (match[1], int(match[2]), path)
            for path in self.out.iterdir()
            if (match := RUN_NAME.fullmatch(path.name)) and path.is_dir()
        ]
        return [path for _, _, path in sorted(numbered)]

    def leftovers(self) -> list[Path]:
        """What a writer at work, or one that was killed, left half-way."""
        return [p for p in self.out.iterdir() if p.name.startswith(LEFTOVERS)]

    def is_busy(self) -> bool:
        """Whether another process writes here now.

        Raises SemestaError where the disk knows no locks or cannot be written.
        """
        try:
            with only_writer(self.out):
                return False
        except SemestaError as error:
            if error.code == "published.store_busy":
                return True
            raise

    def current(self) -> Path | None:
        """The run that `current` names; None before the first."""
        name = run_named_by(self.out / CURRENT)
        return self.out / name if name and (self.out / name).is_dir() else None

    def _prepare(self) -> None:
        if os.path.lexists(self.out) and not self.out.is_dir():
            raise SemestaError("published.store_is_file", store=self.out)
        if (self.out / MANIFEST).exists():
            raise SemestaError("published.store_is_run", store=self.out)
        self._check_pointer()
        self.out.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        newest = self.current()
        if newest is not None:
            read_manifest(newest)
        forgotten_lines(self.out)  # which name the next run, when all work is done

    def make_current(self, run: Path | None) -> None:
        """`current` names this run from now on, or goes away: either is one step."""
        self._check_pointer()
        if run is None:
            (self.out / CURRENT).unlink(missing_ok=True)
        else:
            pointer = self.out / f"{POINTING}{run.name}"
            point(pointer, run.name)
            os.replace(pointer, self.out / CURRENT)
        force_to_disk(self.out)

    def _check_pointer(self) -> None:
        pointer = self.out / CURRENT
        if os.path.lexists(pointer) and run_named_by(pointer) is None:
            raise SemestaError("published.current_is_foreign", store=self.out)

    def remove_leftovers(self, but: Path | None = None) -> None:
        """What is unpublished: under the lock, nobody else can be building it."""
        for path in self.leftovers():
            if path == but and path.is_dir() and not path.is_symlink():
                continue
            if path.is_symlink() or not path.is_dir():
                path.unlink(missing_ok=True)  # a burial may have used it up
            elif path.name.startswith(FORGOTTEN):
                bury(path)
            else:
                shutil.rmtree(path)

    def _start(self, month: Month, work: Path) -> Building:
        path = tempfile.mkdtemp(prefix=f"{BUILDING}{month}-", dir=self.out)
        work.mkdir(PRIVATE_FOLDER, exist_ok=True)
        return Building(self, month, Path(path), work)

    def _take(self, folder: Path, month: Month) -> Path:
        """The pointer is made first: once the run is visible, nothing needs space."""
        run = self.out / f"{month}-r{self._next_number(month)}"
        pointer = self.out / f"{POINTING}{run.name}"
        point(pointer, run.name)
        os.rename(folder, run)
        force_to_disk(self.out)
        os.replace(pointer, self.out / CURRENT)
        force_to_disk(self.out)
        return run

    def _next_number(self, month: Month) -> int:
        """A name is never used twice: sheets name the run that they came from."""
        known = [path.name for path in self.runs()]
        known += [line["run"] for line in forgotten_lines(self.out)]
        names = (RUN_NAME.fullmatch(name) for name in known)
        taken = [int(name[2]) for name in names if name and name[1] == str(month)]
        return max(taken, default=0) + 1


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB"


def point(pointer: Path, run: str) -> None:
    """Makes a relative link, or a text file where links are impossible."""
    try:
        if LINKS:
            pointer.symlink_to(run)
            return
    except OSError:
        pass
    pointer.write_text(run + "\n", encoding="utf-8", newline="\n")


def run_named_by(pointer: Path) -> str | None:
    """The run's name in a link or text file `current`; None when it is neither."""
    if pointer.is_symlink():
        name = os.readlink(pointer)
    elif pointer.is_file() and pointer.stat().st_size < 100:
        name = pointer.read_text(encoding="utf-8", errors="replace").strip()
    else:
        return None
    return name if RUN_NAME.fullmatch(name) else None


def check_folder(folder: Path) -> None:
    """Raises SemestaError unless the folder holds what a run publishes, no more."""
    files = contract().files
    found = {path.name for path in folder.iterdir()}
    missing = [file.name for file in files.values() if file.required]
    missing = [name for name in missing if name not in found]
    if missing:
        raise SemestaError("published.incomplete_run", files=", ".join(missing))
    unknown = sorted(found - files.keys())
    if unknown:
        raise SemestaError("published.unknown_file", files=", ".join(unknown))
    for name in sorted(found):
        if name.endswith(".parquet"):
            check_parquet(folder / name)
