"""Files as they come → clean, typed tables and the rows set aside; nothing is lost."""

from semesta.registers.accounting import FileRead, QuarantineRow, Skipped, Staged
from semesta.registers.cleaning import (
    SEGMENTS,
    Cleaned,
    FileCount,
    clean_membership,
    clean_population,
    regencies_of,
)
from semesta.registers.decisions import Decision, read_decisions
from semesta.registers.official import Facts, Official, read_facts, read_official
from semesta.registers.sheets import Passwords
from semesta.registers.sources import Source, parse_source
from semesta.registers.staging import stage


__all__ = [
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
    "parse_source",
    "read_decisions",
    "read_facts",
    "read_official",
    "regencies_of",
    "stage",
]
