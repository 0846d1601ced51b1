"""The three reports of a run in one folder, which is there whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from semesta.documents import Stamp
from semesta.errors import SemestaError
from semesta.published import Run
from semesta.reports.brief import write_brief
from semesta.reports.html import write_html
from semesta.reports.workbook import write_workbook


WRITERS = {
    "report.html": write_html,
    "report.xlsx": write_workbook,
    "brief.pdf": write_brief,
}
PRIVATE_FILE = 0o600


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
    with _building(out) as folder:
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
            (folder / name).chmod(PRIVATE_FILE)
        before_leaving()
    return [out / name for name in WRITERS]


@contextmanager
def _building(out: Path) -> Iterator[Path]:
    """A folder beside `out` that takes its place at the end, or leaves no trace."""
    if os.path.lexists(out) and not (out.is_dir() and not any(out.iterdir())):
        raise SemestaError("reports.folder_not_empty", folder=out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    except OSError as error:
        raise SemestaError("reports.folder_not_written", folder=out) from error
    try:
        yield folder
        folder.replace(out)
    except OSError as error:
        raise SemestaError("reports.folder_not_written", folder=out) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
