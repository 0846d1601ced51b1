"""Files as they come → clean, typed tables and the rows set aside; nothing is lost."""

from semesta.registers.accounting import (
    FileRead,
    QuarantineRow,
    Skipped,
    Staged,
    reason_text,
)
from semesta.registers.cleaning import (
    SEGMENTS,
    Cleaned,
    FileCount,
    clean_membership,
    clean_population,
    regencies_of,
)
from semesta.registers.decisions import (
    DECISIONS,
    Decision,
    decision_table,
    read_decisions,
)
from semesta.registers.official import (
    OFFICIAL,
    Facts,
    Official,
    facts_by_region,
    official_table,
    read_facts,
    read_official,
)
from semesta.registers.sheets import Passwords
from semesta.registers.sources import Source, parse_source
from semesta.registers.staging import stage


__all__ = [
    "DECISIONS",
    "OFFICIAL",
    "SEGMENTS",
    "Cleaned",
    "Decision",
    "Facts",
    "FileCount",
    "FileRead",
    "Official",
    "Passwords",
    "QuarantineRow",
    "Skipped",
    "Source",
    "Staged",
    "clean_membership",
    "clean_population",
    "decision_table",
    "facts_by_region",
    "official_table",
    "parse_source",
    "read_decisions",
    "read_facts",
    "read_official",
    "reason_text",
    "regencies_of",
    "stage",
]
