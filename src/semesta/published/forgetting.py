"""The end of a run: its files go, a line of proof stays.

A run is first renamed to `.forgotten-<run>`: from then on no reader finds it. A note of
what it was is written into it; everything else is deleted; the note becomes a line of
`forgotten.log.jsonl`; note and folder go. Whoever is killed on the way leaves a hidden
folder, and the next writer goes on where it stopped. So a line stands in the log only
once the files are gone, and no run goes without its line.
"""

import getpass
import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet

from semesta.errors import SemestaError
from semesta.published.contract import contract
from semesta.published.disk import force_to_disk
from semesta.published.manifest import MANIFEST, sha256


FORGOTTEN = ".forgotten-"
LOG = "forgotten.log.jsonl"
NOTE = "forgotten.json"
PART = f"{FORGOTTEN}part"
OF_A_PERSON = {"nik", "noka", "kk", "name", "value"}

Line = dict[str, Any]


def bury(folder: Path) -> Line:
    """Deletes what a renamed run holds; returns the line that proves it."""
    note = folder / NOTE
    if not note.exists():
        _write_whole(note, json.dumps(_note_of(folder)))
    line = json.loads(note.read_text(encoding="utf-8"))
    _delete_all_but(note)
    _log(folder.parent, line)
    note.unlink()
    folder.rmdir()
    return line


def forgotten_lines(store: Path) -> list[Line]:
    """The runs that this store once held, in the order in which they went.

    Raises SemestaError when somebody else wrote in the log.
    """
    path = store / LOG
    if not path.is_file():
        return []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line]
    except ValueError as error:
        raise SemestaError("published.forgotten_log", store=store) from error


def stated_legal(folder: Path) -> tuple[str | None, dict[str, Any]]:
    """Month and legal statement as `manifest.json` has them, whatever its version.

    Empty when it cannot be read: another version of the program wrote it, or nobody.
    """
    try:
        text = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return str(text["month"]), dict(text["legal"])
    except (OSError, ValueError, KeyError, TypeError):
        return None, {}


def files_of_persons() -> list[str]:
    """The published files that hold persons, by what their columns are called."""
    files = contract().files.values()
    return [file.name for file in files if OF_A_PERSON & set(file.header)]


def _note_of(folder: Path) -> Line:
    """What the run was; the files of persons with their SHA-256, to search for."""
    month, legal = stated_legal(folder)
    found = (path for path in folder.rglob("*") if path.name != PART)
    files = [path for path in found if path.is_file() and not path.is_symlink()]
    manifest = folder / MANIFEST
    return {
        "run": folder.name.removeprefix(FORGOTTEN),
        "month": month,
        "deletion_date": legal.get("deletion_date"),
        "manifest_sha256": sha256(manifest) if manifest.exists() else None,
        "files": len(files),
        "bytes": sum(path.stat().st_size for path in files),
        "persons": {
            name: {"sha256": sha256(path), "bytes": path.stat().st_size}
            for name in files_of_persons()
            if (path := folder / name).is_file() and _has_rows(path)
        },
    }


def _has_rows(path: Path) -> bool:
    """A table of nobody is the same bytes in every run, and nobody's."""
    if path.suffix == ".csv":
        with path.open("rb") as file:
            return bool(file.readline() and file.readline())
    try:
        return parquet.read_metadata(path).num_rows > 0
    except pa.ArrowInvalid:  # damaged, and not empty
        return True


def _delete_all_but(note: Path) -> None:
    for root, folders, files in os.walk(note.parent, topdown=False):
        for path in (Path(root, name) for name in files):
            if path == note:
                continue
            if not path.is_symlink():
                path.chmod(0o600)  # Windows deletes no read-only file
            path.unlink()
        for path in (Path(root, name) for name in folders):
            path.unlink() if path.is_symlink() else path.rmdir()
    force_to_disk(note.parent)


def _log(store: Path, line: Line) -> None:
    """Adds the line once: a writer killed right after it comes here again."""
    known = forgotten_lines(store)
    if line["run"] in (one["run"] for one in known):
        return
    by = {"at": _now(), "by": getpass.getuser()}
    lines = [*known, line | by]
    text = "\n".join(json.dumps(one, ensure_ascii=False) for one in lines)
    _write_whole(store / LOG, text + "\n")


def _write_whole(path: Path, text: str) -> None:
    """All of it or nothing: a log that a full disk cut short would prove nothing."""
    part = path.parent / PART
    part.touch(0o600)
    part.write_text(text, encoding="utf-8", newline="\n")
    force_to_disk(part)
    os.replace(part, path)
    force_to_disk(path.parent)


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
