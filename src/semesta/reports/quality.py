"""How good the data are: rows read and set aside, repairs, notes of the run."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from semesta.published import Run, summary
from semesta.reports.figures import Row


@dataclass(frozen=True)
class Quality:
    """Of the whole run: a file knows no region.

    `reasons` are (file, code of the reason, rows); `repairs` (register, code, rows).
    """

    files: list[Row]
    read: int
    accepted: int
    set_aside: int
    reasons: list[tuple[str, str, int]]
    repairs: list[tuple[str, str, int]]
    notes: list[dict[str, Any]]


def quality(run: Run) -> Quality:
    """The rows of all files and what was done to them."""
    aside = run.table("quarantine.csv").select(["file", "reason"]).to_pylist()
    reasons = Counter((row["file"], row["reason"]) for row in aside)
    about = summary(run)
    return Quality(
        files=run.table("files.csv").to_pylist(),
        read=about["rows"]["rows_read"],
        accepted=about["rows"]["accepted"],
        set_aside=about["rows"]["quarantined"],
        reasons=[(*key, rows) for key, rows in sorted(reasons.items())],
        repairs=[
            (register, repair, rows)
            for register, repairs in run.manifest.options["repairs"].items()
            for repair, rows in repairs.items()
            if rows
        ],
        notes=about["notes"],
    )
