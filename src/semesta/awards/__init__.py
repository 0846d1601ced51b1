"""Status and award decisions: ranges, reasons and distances in persons."""

from semesta.awards.criteria import Criterion, RouteDecision, Verdict
from semesta.awards.decisions import Decision, decide
from semesta.awards.distances import Route, Shortfall, distance, shortfall
from semesta.awards.editions import check_edition, edition_names
from semesta.awards.figures import Figures
from semesta.awards.files import decide_file, read_figures
from semesta.awards.intervals import Interval, printed
from semesta.awards.printed_figures import Printed, read_printed
from semesta.awards.regional import (
    RegionalDecisions,
    decide_regions,
    decided_rows,
    newest_edition,
)
from semesta.awards.render import as_csv, as_json
from semesta.awards.status import Status, status
from semesta.awards.texts import Text, measure_name


__all__ = [
    "Criterion",
    "Decision",
    "Figures",
    "Interval",
    "Printed",
    "RegionalDecisions",
    "Route",
    "RouteDecision",
    "Shortfall",
    "Status",
    "Text",
    "Verdict",
    "as_csv",
    "as_json",
    "check_edition",
    "decide",
    "decide_file",
    "decide_regions",
    "decided_rows",
    "distance",
    "edition_names",
    "measure_name",
    "newest_edition",
    "printed",
    "read_figures",
    "read_printed",
    "shortfall",
    "status",
]
