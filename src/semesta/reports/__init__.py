"""Web page, spreadsheet and paper made from what is published.

    reports.write_html(run, path, gap=gap, changes=None, stamp=stamp, language="id")

`gap` is what `planning.gap(run).as_json()` says, `changes` the rows of `changes.csv`,
`cards` what `review.examples` tells; all come from whoever calls. Nothing is decided, priced or counted anew here.
"""

from semesta.reports.brief import write_brief
from semesta.reports.figures import Figures, Line, Money, Place, Rank, figures
from semesta.reports.html import write_html
from semesta.reports.making import write_reports
from semesta.reports.workbook import write_workbook


__all__ = [
    "Figures",
    "Line",
    "Money",
    "Place",
    "Rank",
    "figures",
    "write_brief",
    "write_html",
    "write_reports",
    "write_workbook",
]
