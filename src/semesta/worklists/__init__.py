"""Petakan: whom to visit, by family, village and RT, and what may be done for each."""

from semesta.worklists.making import Worklist, make_worklist
from semesta.worklists.sheets import MOST_VILLAGES, Sheets, Wanted
from semesta.worklists.tables import Source
from semesta.worklists.words import word


__all__ = [
    "MOST_VILLAGES",
    "Sheets",
    "Source",
    "Wanted",
    "Worklist",
    "make_worklist",
    "word",
]
