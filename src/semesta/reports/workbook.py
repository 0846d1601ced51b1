"""report.xlsx: every figure of a report in typed, filtered, printable sheets."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from semesta.documents import Stamp, Workbook
from semesta.published import Run
from semesta.reports import sheets_data as data
from semesta.reports import sheets_decided as decided
from semesta.reports.figures import Figures, figures
from semesta.reports.sheet import Sheet
from semesta.reports.sheets_places import Places
from semesta.reports.sheets_states import SHEETS
from semesta.reports.words import Voice


def write_workbook(
    run: Run,
    path: Path,
    *,
    gap: Mapping[str, Any],
    changes: pa.Table | None,
    stamp: Stamp,
    language: str,
    region: str | None = None,
) -> None:
    """Writes an XLSX file: counts, never persons; small counts withheld.

    Arguments as those of `write_html`. Equal arguments give equal bytes. Raises
    SemestaError for a region that the run does not hold.
    """
    found, voice = figures(run, gap, region), Voice(language)
    with Workbook(path, stamp, language, row_by_row=True) as book:
        for sheet in _sheets(run, found, changes, voice):
            book.sheet(
                sheet.title,
                sheet.headings,
                sheet.rows,
                above=sheet.above,
                names=sheet.names,
            )


def _sheets(
    run: Run, found: Figures, changes: pa.Table | None, voice: Voice
) -> Iterator[Sheet]:
    yield decided.summary(found, voice)
    places = Places(run, found, voice)
    for sheet in SHEETS:
        yield sheet(places)
    yield decided.criteria(run, found, voice)
    yield decided.shortfalls(found, voice)
    if changes is not None:
        yield data.changes(found, changes, voice)
    yield data.files(run, voice)
    yield data.reasons(run, voice)
    yield data.sources(run, found, voice)
    yield data.glossary(voice)
