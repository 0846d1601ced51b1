"""What can be said of a line: its finding, what else was noticed, how strong it is."""

STRONG = ("deceased", "duplicate")
TO_CLARIFY = ("moved", "identity_conflict", "nik_invalid", "unknown", "not_found")
QUIET = ("matched", "newborn_waiting", "not_checked")
NOT_IN_MASTERFILE = "not_in_masterfile"
FINDINGS = (*STRONG, *TO_CLARIFY, NOT_IN_MASTERFILE, *QUIET)

# What may stand beside a finding, each a column of the checked lines.
FLAGS = (
    "billed_inactive",
    "other_payer",
    "not_in_masterfile",
    "double_line",
    "double_nik",
    "amount_not_tariff",
    "wrong_month",
    "card_not_pemda",
    "identity_differs",
    "card_impossible",
    "nik_impossible",
    "newborn_without_nik",
)
# A newborn without a NIK is no overpayment and nobody's fault.
NO_QUESTION = ("newborn_without_nik",)
# What is asked about the bill and leaves the card alone.
OF_THE_BILL = ("double_line", "amount_not_tariff", "wrong_month")


def nature_of(finding: str, flags: tuple[str, ...]) -> str:
    """`strong`, `clarify` or `none`: a flag asks for clarification at least."""
    if finding in STRONG:
        return "strong"
    if finding in (*TO_CLARIFY, NOT_IN_MASTERFILE) or set(flags).difference(
        NO_QUESTION
    ):
        return "clarify"
    return "none"


def concerns_the_card(finding: str, flags: tuple[str, ...]) -> bool:
    """Whether somebody might propose to take the card off, so that care is due."""
    asked = set(flags).difference(NO_QUESTION, OF_THE_BILL)
    return finding in (*STRONG, *TO_CLARIFY, NOT_IN_MASTERFILE) or bool(asked)
