"""What the commands print. No value of a person appears here, masked cards aside."""

from semesta.terminal.audit import AuditPage
from semesta.terminal.changes import print_changes
from semesta.terminal.encoding import print_encoded
from semesta.terminal.evaluation import print_evaluation
from semesta.terminal.explaining import print_explanation
from semesta.terminal.gap import GapPage
from semesta.terminal.keeping import KeepingPage
from semesta.terminal.page import Page, Progress, say
from semesta.terminal.review import ReviewPage
from semesta.terminal.store import print_store


__all__ = [
    "AuditPage",
    "GapPage",
    "KeepingPage",
    "Page",
    "Progress",
    "ReviewPage",
    "print_changes",
    "print_evaluation",
    "print_explanation",
    "print_store",
    "print_encoded",
    "say",
]
