"""brief.pdf: two pages for the regional secretary and the council."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from semesta.documents import Stamp, write_pdf
from semesta.published import Run
from semesta.reports.brief_gap import causes, gap_table
from semesta.reports.brief_loss import loss
from semesta.reports.brief_money import money
from semesta.reports.brief_options import options
from semesta.reports.brief_places import places_inside
from semesta.reports.brief_sources import sources, unknown
from semesta.reports.brief_standing import standing, title
from semesta.reports.cited import Cited
from semesta.reports.criteria_table import criteria_of, criteria_table
from semesta.reports.figures import Figures, Row, figures
from semesta.reports.line_names import shortened
from semesta.reports.reasons import linked_row
from semesta.reports.words import Voice


LONGEST_STAMP = 70  # characters of each part


def write_brief(
    run: Run,
    path: Path,
    *,
    gap: Mapping[str, Any],
    changes: pa.Table | None,
    stamp: Stamp,
    language: str,
    region: str | None = None,
) -> None:
    """Writes a PDF of exactly two A4 pages about one place.

    Arguments as those of `write_html`. Equal arguments give equal bytes. Raises
    SemestaError for a region that the run does not hold.
    """
    found, voice = figures(run, gap, region), Voice(language)
    criteria = criteria_of(run, found.top)
    data = {
        "language": language,
        "head": title(found, voice),
        "standing": standing(run, found, voice),
        "criteria": criteria_table(criteria, found, voice),
        "gap": gap_table(found, voice),
        "places": places_inside(found, voice),
        "causes": causes(run, found, changes, voice),
        **_page_two(run, found, criteria, gap, voice),
        "pages": [voice("brief_page", page=page) for page in (1, 2)],
        "stamp": _stamp(stamp, language),
    }
    write_pdf(path, "semesta.reports", "brief", data, stamp)


def _stamp(stamp: Stamp, language: str) -> str:
    """One line of the footer, which has no room for a long purpose."""
    return "; ".join(
        f"{name}: {shortened(text, LONGEST_STAMP)}"
        for name, text in stamp.lines(language)
    )


def _page_two(
    run: Run, found: Figures, criteria: list[Row], gap: Mapping[str, Any], voice: Voice
) -> dict[str, Any]:
    law, linked = Cited(found.as_of), _linked(run, found)
    return {
        "loss": loss(found, criteria, law, voice),
        "money": money(found, gap, voice),
        "options": options(found, linked, law, voice),
        "unknown": unknown(run, found, criteria, linked, law, voice),
        "sources": sources(found, criteria, law, voice),
    }


def _linked(run: Run, found: Figures) -> Row:
    """The place's row on the linked basis, small counts withheld; empty without one."""
    row = linked_row(run, found)
    return {} if row is None else {**row, **found.hidden.states(row)}
