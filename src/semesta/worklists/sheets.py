"""The documents of a village: which are made, under which names, and making them."""

import re
from dataclasses import dataclass
from pathlib import Path

from semesta.documents import Stamp
from semesta.errors import SemestaError
from semesta.regions import NATION, tree
from semesta.worklists.paper import write_family_sheets, write_list
from semesta.worklists.spreadsheet import write_workbook
from semesta.worklists.tables import Listed
from semesta.worklists.villages import Village, Wording


MOST_VILLAGES = 1_000


@dataclass(frozen=True)
class Wanted:
    """What is asked for: where, for which villages, on what.

    `xlsx` and `pdf` may be left open (None): then they are made for the `villages`
    named, or for all where the region has at most `MOST_VILLAGES`.
    """

    region: str = NATION
    villages: tuple[str, ...] = ()
    xlsx: bool | None = None
    pdf: bool | None = None
    chronic: Path | None = None
    password: str | None = None
    unmasked: bool = False
    language: str = "id"


@dataclass(frozen=True)
class Sheets:
    """The documents of one village, as paths within the folder of the worklist.

    None where one was not made; `families` and `persons` have something to do.
    """

    code: str
    families: int
    persons: int
    workbook: Path | None = None
    visiting_list: Path | None = None
    family_sheets: Path | None = None


def kinds_of(wanted: Wanted, listed: Listed) -> frozenset[str]:
    """`xlsx` and `pdf`, as far as they are to be made."""
    few = bool(wanted.villages) or len(listed.villages) <= MOST_VILLAGES
    asked = {"xlsx": wanted.xlsx, "pdf": wanted.pdf}
    return frozenset(
        kind for kind, said in asked.items() if (few if said is None else said)
    )


def villages_of(wanted: Wanted, listed: Listed) -> frozenset[int]:
    """The numbers of the villages that may get documents: with somebody to visit.

    Raises SemestaError for a village named that the region does not have.
    """
    busy = listed.busy
    if not wanted.villages:
        return busy
    named = {tree().region(code).number: code for code in wanted.villages}
    for number, code in named.items():
        if number not in listed.villages:
            raise SemestaError("worklists.not_a_village", code=code)
    return busy & named.keys()


def write_sheets(
    folder: Path, village: Village, kinds: frozenset[str], wanted: Wanted, stamp: Stamp
) -> Sheets:
    """Writes a village's documents into `folder`."""
    wording = Wording(wanted.language, stamp.as_of)
    stem = file_stem(village)
    workbook = visiting_list = family_sheets = None
    if "xlsx" in kinds:
        workbook = Path("xlsx", f"{stem}.xlsx")
        write_workbook(
            folder / workbook,
            village,
            wording,
            stamp,
            password=wanted.password,
            unmasked=wanted.unmasked,
        )
    if "pdf" in kinds:
        visiting_list = Path("pdf", f"{stem}-daftar.pdf")
        write_list(folder / visiting_list, village, wording, stamp)
        if any(family.owes for family in village.families):
            family_sheets = Path("pdf", f"{stem}-keluarga.pdf")
            write_family_sheets(folder / family_sheets, village, wording, stamp)
    return Sheets(
        code=village.code,
        families=len(village.families),
        persons=village.persons,
        workbook=workbook,
        visiting_list=visiting_list,
        family_sheets=family_sheets,
    )


def file_stem(village: Village) -> str:
    """`63.09.08.2001-mahe-seberang`: letters and digits alone, on every file system."""
    name = re.sub(r"[^a-z0-9]+", "-", tree().region(village.code).name.lower())
    return f"{village.code}-{name.strip('-')}"
