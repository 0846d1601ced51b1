"""Files as they come → clean, typed tables and the rows set aside; nothing is lost."""

from semesta.registers.accounting import (
    FileRead,
    QuarantineRow,
    Skipped,
    Staged,
    reason_text,
)
from semesta.registers.card_list import read_card_list
from semesta.registers.cleaned import Cleaned, FileCount
from semesta.registers.cleaning import (
    SEGMENTS,
    accept_typed,
    clean_membership,
    clean_population,
    regencies_of,
)
from semesta.registers.decisions import (
    DECISIONS,
    VERDICTS,
    Decision,
    all_decisions,
    decision_table,
    in_force,
    read_decisions,
)
from semesta.registers.decisions_file import append_decisions
from semesta.registers.invoices import CleanedInvoice, clean_invoice
from semesta.registers.ledger import accounts, remarks, rows_set_aside
from semesta.registers.official import (
    OFFICIAL,
    Facts,
    Official,
    facts_by_region,
    official_table,
    read_facts,
    read_official,
)
from semesta.registers.parts import (
    ONE_PART,
    ROWS_PER_PART,
    Part,
    Parts,
    parts_in,
    plan_parts,
    write_parts,
)
from semesta.registers.schemas import ENCODED, QUARANTINE
from semesta.registers.sheets import Passwords, cells_of, plain_workbook
from semesta.registers.sources import (
    InputFile,
    Source,
    parse_source,
    sha256_of,
    unpacked,
)
from semesta.registers.staging import stage


__all__ = [
    "DECISIONS",
    "ENCODED",
    "OFFICIAL",
    "ONE_PART",
    "QUARANTINE",
    "ROWS_PER_PART",
    "SEGMENTS",
    "VERDICTS",
    "Cleaned",
    "CleanedInvoice",
    "Decision",
    "Facts",
    "FileCount",
    "FileRead",
    "InputFile",
    "Official",
    "Part",
    "Parts",
    "Passwords",
    "QuarantineRow",
    "Skipped",
    "Source",
    "Staged",
    "accept_typed",
    "accounts",
    "all_decisions",
    "append_decisions",
    "cells_of",
    "clean_invoice",
    "clean_membership",
    "clean_population",
    "decision_table",
    "facts_by_region",
    "in_force",
    "official_table",
    "parse_source",
    "parts_in",
    "plain_workbook",
    "plan_parts",
    "read_card_list",
    "read_decisions",
    "read_facts",
    "read_official",
    "reason_text",
    "regencies_of",
    "remarks",
    "rows_set_aside",
    "sha256_of",
    "stage",
    "unpacked",
    "write_parts",
]
