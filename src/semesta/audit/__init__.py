"""The treasurer's ten minutes: every line of an invoice for residents whom the region
pays for, held against a run, against membership files, or against itself.

    done = audit(Options(("tagihan.xlsx",), Path("hasil"), stamp, run=open_run(path)))

Nothing is taken off and nothing claims more than potential: it proposes, people decide.
"""

from semesta.audit.auditing import LETTER, MINUTES, SUMMARY, Audited, audit
from semesta.audit.findings import FLAGS, STRONG, TO_CLARIFY, nature_of
from semesta.audit.options import Options, read_share
from semesta.audit.totals import FundTotal, Total, Totals
from semesta.audit.words import finding_word, say


__all__ = [
    "FLAGS",
    "LETTER",
    "MINUTES",
    "STRONG",
    "SUMMARY",
    "TO_CLARIFY",
    "Audited",
    "FundTotal",
    "Options",
    "Total",
    "Totals",
    "audit",
    "finding_word",
    "nature_of",
    "read_share",
    "say",
]
