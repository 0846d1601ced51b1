"""The three reports of a run in one folder, which is there whole or not at all."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from semesta.documents import Stamp, new_folder
from semesta.published import Run
from semesta.reports.brief import write_brief
from semesta.reports.html import write_html
from semesta.reports.workbook import write_workbook


WRITERS = {
    "report.html": write_html,
    "report.xlsx": write_workbook,
    "brief.pdf": write_brief,
}


def write_reports(
    run: Run,
    out: Path,
    *,
    gap: Mapping[str, Any],
    changes: pa.Table | None,
    stamp: Stamp,
    language: str,
    region: str | None = None,
    before_leaving: Callable[[], object] = lambda: None,
) -> list[Path]:
    """Writes page, workbook and brief into `out`, a new or empty folder.

    `before_leaving` is called when all is made and nothing stands in `out` yet: what it
    raises (a log that cannot be written) keeps everything back. The rest as
    `write_html`. Returns the paths. Raises SemestaError for a folder that holds
    something or cannot be written.
    """
    with new_folder(out) as folder:
        for name, write in WRITERS.items():
            write(
                run,
                folder / name,
                gap=gap,
                changes=changes,
                stamp=stamp,
                language=language,
                region=region,
            )
        before_leaving()
    return [out / name for name in WRITERS]
