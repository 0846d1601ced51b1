"""The workbook of a village: persons with their next step, families with what is due.

The outcome is filled in beside the rows; `line` says whose row it is when it returns.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from semesta.documents import (
    Heading,
    Stamp,
    Workbook,
    lock_workbook,
    masked_card,
    masked_nik,
)
from semesta.worklists.villages import Family, Row, Village, Wording
from semesta.worklists.words import codes, word


PERSONS: dict[str, tuple[str, int]] = {
    "line": ("text", 10),
    "rw": ("count", 6),
    "rt": ("count", 6),
    "hamlet": ("text", 12),
    "address": ("wrapped", 24),
    "head_name": ("wrapped", 24),
    "priority": ("count", 9),
    "priority_words": ("wrapped", 20),
    "name": ("wrapped", 26),
    "relation": ("text", 14),
    "sex": ("text", 6),
    "age": ("count", 7),
    "nik": ("text", 19),
    "kk": ("text", 19),
    "noka": ("text", 16),
    "decile": ("count", 7),
    "state": ("wrapped", 22),
    "segment": ("text", 15),
    "reason": ("wrapped", 24),
    "deadline": ("date", 12),
    "days_left": ("count", 9),
    "next_step": ("wrapped", 60),
    "where_to": ("wrapped", 40),
    "arrears_months": ("count", 10),
    "months_billed": ("count", 10),
    "arrears_due": ("rupiah", 14),
    "outcome": ("text", 10),
    "visited_on": ("date", 12),
    "note": ("wrapped", 30),
}
FAMILIES: dict[str, tuple[str, int]] = {
    "family": ("text", 12),
    "rw": ("count", 6),
    "rt": ("count", 6),
    "hamlet": ("text", 12),
    "address": ("wrapped", 24),
    "head_name": ("wrapped", 26),
    "kk": ("text", 19),
    "decile": ("count", 7),
    "priority": ("count", 9),
    "priority_words": ("wrapped", 30),
    "family_size": ("count", 9),
    "family_to_do": ("count", 14),
    "family_arrears": ("rupiah", 15),
    "family_current_month": ("rupiah", 15),
    "family_due": ("rupiah", 15),
    "debts_not_known": ("count", 14),
    "note": ("wrapped", 30),
}
UNMASKED = {"birth_date": ("date", 12)}


def write_workbook(
    path: Path,
    village: Village,
    wording: Wording,
    stamp: Stamp,
    *,
    password: str | None,
    unmasked: bool,
) -> None:
    """Writes the XLSX of a village; with a password it opens with that alone."""
    persons = PERSONS | UNMASKED if unmasked else PERSONS
    with Workbook(path, stamp, wording.language) as book:
        book.sheet(
            word("book", "persons", wording.language),
            _headings(persons, wording),
            _persons(village, wording, unmasked),
            above=_above(village, wording),
        )
        book.sheet(
            word("book", "families", wording.language),
            _headings(FAMILIES, wording),
            (_family(family, wording, unmasked) for family in village.families),
            above=_above(village, wording),
        )
    if password:
        lock_workbook(path, password)


def _headings(columns: dict[str, tuple[str, int]], wording: Wording) -> list[Heading]:
    return [
        Heading(key, word("column", key, wording.language), kind, width)
        for key, (kind, width) in columns.items()
    ]


def _above(village: Village, wording: Wording) -> list[str]:
    """Title, status, and what the letters of the outcome mean."""
    title = wording.say("list_title")
    place = ", ".join([village.title(wording.language), *village.within])
    letters = "; ".join(f"{c} {wording.name(c, 'outcome')}" for c in codes("outcome"))
    return [
        f"{title}: {place}",
        wording.check,
        f"{wording.say('office_only')} {wording.say('possible')}",
        f"{wording.say('outcomes')}: {letters}",
    ]


def _persons(
    village: Village, wording: Wording, unmasked: bool
) -> Iterator[dict[str, Any]]:
    for family in village.families:
        marks = wording.priorities(family)
        for row in family.rows:
            yield {
                **row,
                **_numbers(row, row["kk"], unmasked),
                "priority_words": marks,
                "sex": wording.name(row["sex"], "sex"),
                "relation": wording.name(row["relation"], "relation"),
                "state": wording.name(row["state"], "state"),
                "segment": wording.name(row["segment"], "segment"),
                **dict.fromkeys(("outcome", "visited_on", "note")),
            }


def _family(family: Family, wording: Wording, unmasked: bool) -> dict[str, Any]:
    owes = family.owes
    amounts = ("family_arrears", "family_current_month", "family_due")
    return {
        **family.rows[0],
        **_numbers(family.rows[0], family["family_card"], unmasked),
        **{name: family[name] if owes else None for name in amounts},
        "decile": family["family_decile"],
        "priority_words": wording.priorities(family),
        "note": None,
    }


def _numbers(row: Row, family_card: str | None, unmasked: bool) -> dict[str, Any]:
    """NIK, family card and card number, whole only where that was asked for."""
    if unmasked:
        return {"nik": row["nik"], "kk": family_card, "noka": row["noka"]}
    return {
        "nik": masked_nik(row["nik"]),
        "kk": masked_nik(family_card),
        "noka": masked_card(row["noka"]),
    }
