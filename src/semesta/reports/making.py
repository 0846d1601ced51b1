"""The three reports of a run in one folder, which is there whole or not at all."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from semesta.documents import Stamp, new_folder
from semesta.published import Run
from semesta.reports.brief import write_brief
from semesta.reports.html import write_html
from semesta.reports.workbook import write_workbook


def write_reports(
    run: Run,
    out: Path,
    *,
    gap: Mapping[str, Any],
    changes: pa.Table | None,
    stamp: Stamp,
    language: str,
    region: str | None = None,
    cards: Iterable[Mapping[str, Any]] = (),
    before_leaving: Callable[[], object] = lambda: None,
) -> list[Path]:
    """Writes page, workbook and brief into `out`, a new or empty folder.

    `before_leaving` is called when all is made and nothing stands in `out` yet: what it
    raises (a log that cannot be written) keeps everything back. The rest as
    `write_html`. Returns the paths. Raises SemestaError for a folder that holds
    something or cannot be written.
    """
    writers: dict[str, Callable[..., None]] = {
        "report.html": partial(write_html, cards=cards),
        "report.xlsx": write_workbook,
        "brief.pdf": write_brief,
    }
    with new_folder(out) as folder:
        for name, write in writers.items():
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
    return [out / name for name in writers]
