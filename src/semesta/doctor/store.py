"""The store: its runs, `current`, what was left behind, who may read, what is due."""

import stat
import sys
from datetime import date
from pathlib import Path

from semesta.doctor.findings import Finding, finding
from semesta.errors import SemestaError
from semesta.published import NOT_STATED, Store, open_run, retention, search_copies


OTHERS = 0o077
OTHER_VERSION = "published.other_contract"


def runs(store: Path) -> list[Finding]:
    """Every file of every run against the SHA-256 in its manifest."""
    found = Store(store).runs()
    faults = [fault for run in found if (fault := _fault(run))]
    if faults:
        return faults
    return [finding("runs_ok" if found else "runs_none", count=len(found))]


def current(store: Path) -> Finding:
    kept = Store(store)
    named = kept.current()
    if named is not None:
        return finding("current_ok", run=named.name)
    return finding("current_missing" if kept.runs() else "current_not_yet")


def writer(store: Path) -> list[Finding]:
    """Who writes; and, if nobody does, what a killed writer left."""
    kept = Store(store)
    if kept.is_busy():
        return [finding("lock_held")]
    left = [path.name for path in kept.leftovers()]
    if left:
        return [finding("leftovers", count=len(left), names=", ".join(sorted(left)))]
    return [finding("lock_free")]


def private(store: Path) -> Finding:
    """Files and folders that another account of this computer could read."""
    if sys.platform == "win32":
        return finding("private_windows")
    paths = (path for path in (store, *store.rglob("*")) if not path.is_symlink())
    open_ones = [path for path in paths if stat.S_IMODE(path.stat().st_mode) & OTHERS]
    if not open_ones:
        return finding("private_ok")
    first = open_ones[0].relative_to(store).as_posix()
    return finding("private_not", count=len(open_ones), first=first, store=str(store))


def deletion(store: Path) -> list[Finding]:
    """Deletion dates that have come, and those that nobody stated."""
    try:
        found = retention(store, date.today())
    except SemestaError as error:
        return [finding("store_error", error=error)]
    undated = [run.run for run in found.undated if run.reason == NOT_STATED]
    findings = []
    if found.due:
        due = ", ".join(run.run for run in found.due)
        findings.append(finding("deletion_due", runs=due, store=str(store)))
    if undated:
        findings.append(finding("deletion_undated", runs=", ".join(undated)))
    return findings or [finding("deletion_ok", count=len(found.later))]


def copies(store: Path) -> Finding:
    """Files of persons of runs that were forgotten here."""
    try:
        searched, _ = search_copies(store)
    except SemestaError as error:
        return finding("store_error", error=error)
    return finding("copies_ok", searched=searched)


def _fault(run: Path) -> Finding | None:
    try:
        open_run(run).verify()
    except SemestaError as error:
        code = "run_other" if error.code == OTHER_VERSION else "store_error"
        return finding(code, error=error)
    return None
