"""The examination: every check in its order, and none may end the others."""

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from semesta.doctor import disk, machine, package, shipped, store
from semesta.doctor.findings import Finding, finding
from semesta.errors import SemestaError
from semesta.published import check_store


Check = Callable[[], Finding | list[Finding]]

OF_MACHINE = (
    machine.python,
    machine.memory,
    machine.cores,
    machine.clock,
    machine.terminal,
)
OF_DISK = (disk.space, disk.capacity)
TRIED_ON_DISK = (disk.renames, disk.links, disk.locks, disk.modes)
OF_PACKAGE = (package.requirements, package.paper)
OF_DATA = (shipped.rules, shipped.places, shipped.populations)
OF_STORE = (
    store.runs,
    store.current,
    store.writer,
    store.private,
    store.deletion,
    store.copies,
)


@dataclass(frozen=True)
class Examined:
    """A finding with the group and the check that it comes from."""

    group: str
    check: str
    finding: Finding

    def as_json(self, language: str) -> dict[str, str]:
        return {
            "group": self.group,
            "check": self.check,
            "verdict": self.finding.verdict,
            "found": self.finding.found(language),
            "do": self.finding.do(language),
        }


def examine(path: Path | None = None) -> list[Examined]:
    """Machine, package, data and, where one is given, the store.

    Raises SemestaError for a path that is no store. Without one, the disk is tried
    where the command was typed.
    """
    if path is not None:
        check_store(path)
    return [
        Examined(group, name, found)
        for group, name, check in _checks(path)
        for found in _carried_out(name, check)
    ]


def _checks(path: Path | None) -> Iterator[tuple[str, str, Check]]:
    folder = path or Path.cwd()
    writable = os.access(folder, os.W_OK)
    tried = TRIED_ON_DISK if writable else (disk.unwritable,)
    spill = folder if writable else Path(tempfile.gettempdir())
    for alone in OF_MACHINE:
        yield "machine", alone.__name__, alone
    for on_disk in (*OF_DISK, *tried):
        yield "machine", on_disk.__name__, partial(on_disk, folder)
    for of_package in OF_PACKAGE:
        yield "package", of_package.__name__, of_package
    yield "package", package.engine.__name__, partial(package.engine, spill)
    for of_data in OF_DATA:
        yield "data", of_data.__name__, of_data
    if path is not None:
        for of_store in OF_STORE:
            yield "store", of_store.__name__, partial(of_store, path)


def _carried_out(name: str, check: Check) -> list[Finding]:
    """A check that breaks is a finding too: that is what a doctor is for."""
    try:
        found = check()
    except SemestaError as error:
        return [finding("check_refused", check=name, error=error)]
    except Exception as error:
        return [finding("check_broken", check=name, kind=type(error).__name__)]
    return found if isinstance(found, list) else [found]
