"""Paper of a village: the agent's list, and a sheet for each family that owes.

The list carries no rupiah, whoever looks over the agent's shoulder; what a family owes
stands on its own sheet alone.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from semesta.documents import (
    Stamp,
    count,
    masked_nik,
    month_name,
    rupiah,
    write_pdf,
)
from semesta.worklists.villages import Family, Row, Village, Wording
from semesta.worklists.words import codes


PACKAGE = "semesta.worklists"


def write_list(path: Path, village: Village, wording: Wording, stamp: Stamp) -> None:
    """The list that an agent carries from door to door."""
    data = _page("list_title", village, wording, stamp) | {
        "families": [
            _listed(number, family, wording)
            for number, family in enumerate(village.families, start=1)
        ],
        "steps": _steps(village.rows),
    }
    write_pdf(path, PACKAGE, "visiting_list", data, stamp)


def write_family_sheets(
    path: Path, village: Village, wording: Wording, stamp: Stamp
) -> None:
    """One sheet per family that owes, numbered as on the list."""
    data = _page("family_title", village, wording, stamp) | {
        "families": [
            _sheet(number, family, wording)
            for number, family in enumerate(village.families, start=1)
            if family.owes
        ],
    }
    write_pdf(path, PACKAGE, "family_sheets", data, stamp)


def _page(
    title: str, village: Village, wording: Wording, stamp: Stamp
) -> dict[str, Any]:
    """What stands on every page."""
    on = stamp.as_of
    language = wording.language
    return {
        "language": language,
        "title": wording.say(title),
        "village": village.title(language),
        "within": ", ".join(village.within),
        "month": month_name(on.year, on.month, language),
        "summary": wording.say(
            "summary",
            families=count(len(village.families), language),
            persons=count(village.persons, language),
        ),
        "check": wording.check,
        "stamp": stamp.one_line(language),
        "outcome": [[c, wording.name(c, "outcome")] for c in codes("outcome")],
        "say": wording.said,
    }


def _listed(number: int, family: Family, wording: Wording) -> dict[str, Any]:
    """A family on the list: nothing of it is in rupiah."""
    return _heading(number, family, wording) | {
        "short": _is_short(family),
        "people": [
            {
                "number": place,
                "name": row["name"] or wording.say("name_none"),
                "who": _who(row, wording),
                "nik": masked_nik(row["nik"]),
                "status": wording.state(row),
                "step": row["short_step"],
                "deadline": wording.deadline(row),
            }
            for place, row in enumerate(family.to_do, start=1)
        ],
        "covered": "; ".join(row["name"] or "–" for row in family.covered),
    }


def _sheet(number: int, family: Family, wording: Wording) -> dict[str, Any]:
    """A family's own sheet: who owes what, and the sum."""
    language = wording.language
    return _heading(number, family, wording) | {
        "debts": [
            {
                "name": row["name"] or wording.say("name_none"),
                "owed": _months(row["arrears_months"], wording),
                "billed": _months(row["months_billed"], wording),
                "price": rupiah(row["price"], language),
                "arrears": rupiah(row["arrears_due"], language),
            }
            for row in family.rows
            if row["owes"]
        ],
        "arrears": rupiah(family["family_arrears"], language),
        "current_month": rupiah(family["family_current_month"], language),
        "total": rupiah(family["family_due"], language),
        "not_known": _not_known(family, wording),
        "estimate": wording.say(
            "estimate",
            date=wording.date,
            months=wording.law("membership.arrears_months_billed"),
            care_center=wording.law("channels.care_center"),
        ),
        "steps": _steps(row for row in family.rows if row["owes"]),
    }


def _heading(number: int, family: Family, wording: Wording) -> dict[str, Any]:
    """Whose family it is, where it lives, and why it comes first."""
    name = family["head_name"] or wording.say("name_none")
    card, decile = family["family_card"], family["family_decile"]
    hamlet, address = family["hamlet"], family["address"]
    return {
        "number": number,
        "family": wording.say("family_of", name=name),
        "place": wording.place(family),
        "address": ", ".join(filter(None, [address, hamlet]))
        or wording.say("address_none"),
        "card": wording.say("family_card", number=masked_nik(card)) if card else "",
        "decile": wording.say("decile", decile=decile) if decile else "",
        "rank": family["priority"],
        "marks": wording.priorities(family),
    }


def _is_short(family: Family) -> bool:
    """Whether a page surely holds it, whatever it has to say."""
    texts = (family["address"], *(row["name"] for row in family.rows))
    letters = sum(len(text or "") for text in texts)
    return len(family.rows) <= 10 and letters < 500


def _steps(rows: Iterable[Row]) -> list[dict[str, str]]:
    """Each step of these persons once, in full, as they come."""
    found = {row["short_step"]: row for row in rows if row["step"]}
    return [
        {"short": short, "text": row["next_step"], "where": row["where_to"]}
        for short, row in found.items()
    ]


def _who(row: Row, wording: Wording) -> str:
    """`P, 34 th`."""
    parts = (wording.name(row["sex"], "sex"), wording.age(row))
    return ", ".join(part for part in parts if part)


def _months(months: int | None, wording: Wording) -> str:
    return "–" if months is None else wording.say("months", count=months)


def _not_known(family: Family, wording: Wording) -> str:
    missing = family["debts_not_known"]
    if not missing:
        return ""
    shown = count(missing, wording.language)
    return wording.say("debts_not_known", count=shown)
