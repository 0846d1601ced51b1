"""The log of what left a run folder: who took what, when, for which region."""

import json
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from semesta.errors import SemestaError
from semesta.published.runs import Run


LOG = "exports.log.jsonl"


def log_export(run: Run, what: str, region: str, rows: int, made_by: str) -> Path:
    """Adds a line to `exports.log.jsonl` in the store of the run; returns its path.

    `what` is the kind of export (`worklist`, `audit`, …), `region` a dotted code or
    `ID`, `rows` the persons or lines that left. No value of a person is logged.
    Raises SemestaError where the store cannot be written: what cannot be logged does
    not leave.
    """
    path = run.folder.parent / LOG
    line = {
        "at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "by": made_by,
        "what": what,
        "run": run.folder.name,
        "region": region,
        "rows": rows,
    }
    try:
        with path.open("a", encoding="utf-8", newline="\n") as log:
            path.chmod(0o600)
            log.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise SemestaError("published.exports_log", store=path.parent) from error
    return path


def count_of(store: Path, runs: Collection[str]) -> int:
    """How many exports of these runs the log names; unreadable lines name none."""
    path = store / LOG
    if not path.is_file():
        return 0
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return sum(_run_of(line) in runs for line in lines)


def _run_of(line: str) -> str | None:
    try:
        return json.loads(line)["run"]
    except (ValueError, KeyError, TypeError):
        return None
