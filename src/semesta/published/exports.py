"""The log of what left a run folder: who took what, when, for which region."""

import json
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
