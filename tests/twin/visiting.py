"""Whom to visit, told slowly: families, marks, steps and debts in plain Python."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import yaml

from house import PACKAGE
from semesta.law import rulebook


ON = date(2026, 1, 31)
PRICES = {1: 150_000, 2: 100_000, 3: 35_000}
STEPS = yaml.safe_load(
    Path(PACKAGE, "worklists", "next_steps.yaml").read_text(encoding="utf-8")
)
Row = dict[str, object]


def worklist(
    residents: Sequence[Mapping], cards: Sequence[Mapping], chronic: Iterable[int] = ()
) -> list[Row]:
    """One row per line of the worklist, in its order."""
    people = [person(row, cards, set(chronic)) for row in residents]
    people += [waiting(card, people) for card in cards if is_waiting(card)]
    families: dict[str, list[Row]] = {}
    for one in people:
        families.setdefault(one["family"], []).append(one)
    found = [of_family(members) for members in families.values()]
    return [line for _, family in sorted(filter(None, found)) for line in family]


def is_waiting(card: Mapping) -> bool:
    return card["finding"] == "newborn_waiting"


def person(row: Mapping, cards: Sequence[Mapping], chronic: set[int]) -> Row:
    own = [
        card
        for card in cards
        if card.get("person_id") == row["person_id"]
        and card["finding"] in ("matched", "duplicate", "unknown")
    ]
    kept = next((card for card in own if card["noka"] == row.get("noka")), {})
    born = row["birth_date"]
    newborn = row["state"] == "unregistered" and born and born >= date(2025, 10, 31)
    deadline = born + timedelta(28) if newborn else None
    return {
        **row,
        "line": f"P{row['person_id']}",
        "family": (row["village"], row["kk"]) if row["kk"] else row["person_id"],
        "first": row["person_id"],
        "reason": kept.get("reason"),
        "card_relation": kept.get("relation"),
        "deadline": deadline,
        "days_left": (deadline - ON).days if deadline else None,
        "chronic": row["nik"] in chronic,
        **debt(own, kept),
    }


def debt(own: Sequence[Mapping], kept: Mapping) -> Row:
    """What a person owes: of several cards the one that owes most."""
    owing = [
        card
        for card in own
        if card["segment"] in ("pbpu", "bp")
        and card["state"] != "deceased"
        and ((card.get("arrears_months") or 0) > 0 or card["state"] == "arrears")
    ]
    dues = [due(card) for card in owing]
    most = max(dues, key=lambda d: (d[0] is not None, d[0] or 0, d[1] or 0), default=())
    return {
        "owes": bool(owing),
        "arrears_due": most[0] if most else None,
        "price": most[2] if most else None,
        "arrears_months": (most[1] if most else None) or kept.get("arrears_months"),
    }


def due(card: Mapping) -> tuple[int | None, int | None, int | None]:
    months = card.get("arrears_months") or None
    price = PRICES.get(card.get("care_class"))
    amount = min(months, 24) * price if months and price else None
    return amount, months, price


def waiting(card: Mapping, people: Sequence[Row]) -> Row:
    """A baby's card: with the family of its family card in the regency, else alone."""
    homes = [
        p
        for p in people
        if card.get("kk")
        and p["kk"] == card["kk"]
        and p["village"] // 10**6 == card["village"] // 10**6
    ]
    homes.sort(key=lambda p: (p["village"] != card["village"], p["village"]))
    born = card["birth_date"]
    deadline = three_months_after(born)
    line = f"K{card['card_id']}"
    return {
        **card,
        "line": line,
        "person_id": None,
        "nik": None,
        "family": homes[0]["family"] if homes else line,
        "village": homes[0]["village"] if homes else card["village"],
        "first": None,
        "state": "newborn_waiting",
        "age": 0,
        "decile": None,
        "arrears_months": None,
        "deadline": deadline,
        "days_left": (deadline - ON).days,
        "chronic": False,
        **{"owes": False, "arrears_due": None, "price": None},
    }


def three_months_after(born: date) -> date:
    year, month = divmod(born.year * 12 + born.month - 1 + 3, 12)
    day = born.day
    while True:
        try:
            return date(year, month + 1, day)
        except ValueError:
            day -= 1


def of_family(members: list[Row]) -> tuple[tuple, list[Row]] | None:
    """The family's lines with its place in the walk; None when nobody needs a visit."""
    outside = [m for m in members if m["state"] == "outside"]
    inside = [m for m in members if m["state"] != "outside"]
    busy = [m for m in inside if m["state"] != "active"]
    if not busy:
        return None
    inside.sort(key=in_family)
    head = inside[0]
    key = key_of(members)
    rt, rw = (
        head.get(name) if head.get(name) is not None else least(members, name)
        for name in ("rt", "rw")
    )
    common = marks(inside, outside, busy) | money(members) | {"rt": rt, "rw": rw}
    order = (
        head["village"],
        *(last_if_none(v) for v in (rw, rt, head.get("hamlet"), head.get("address"))),
        key,
    )
    return order, [
        {
            **common,
            "line": m["line"],
            "family": key,
            "place": place,
            "state": m["state"],
            "deadline": m["deadline"],
            "days_left": m["days_left"],
            "arrears_due": m["arrears_due"],
            "step": step(m) if m in busy else None,
        }
        for place, m in enumerate(inside, start=1)
    ]


def in_family(m: Row) -> tuple:
    return (
        m["state"] == "newborn_waiting",
        m.get("relation") != "head",
        last_if_none(m["birth_date"]),
        m["line"],
    )


def key_of(members: list[Row]) -> str:
    first = [m["first"] for m in members if m["first"]]
    return f"P{min(first)}" if first else members[0]["line"]


def least(members: list[Row], name: str) -> object:
    return min((m[name] for m in members if m.get(name) is not None), default=None)


def last_if_none(value: object) -> tuple:
    return (1, "") if value is None else (0, value)


def marks(inside: list[Row], outside: list[Row], busy: list[Row]) -> Row:
    covered = ("active", "unknown", "newborn_waiting")
    residents = [m for m in inside if m["state"] != "newborn_waiting"] + outside
    found = {
        "chronic": any(m["chronic"] for m in busy),
        "baby": any(
            m["birth_date"] and m["birth_date"] > date(2025, 1, 31) for m in busy
        ),
        "whole_family": bool(residents)
        and not outside
        and not any(m["state"] in covered for m in residents),
        "elderly": any((m["age"] or 0) >= 60 for m in busy),
    }
    ranks = ("chronic", "baby", "whole_family", "elderly")
    first = next((n for n, mark in enumerate(ranks, start=1) if found[mark]), None)
    return found | {"priority": first}


def money(members: list[Row]) -> Row:
    known = [m for m in members if m["arrears_due"] is not None]
    arrears = sum(m["arrears_due"] for m in known)
    current = sum(m["price"] for m in known)
    return {
        "family_arrears": arrears,
        "family_current_month": current,
        "family_due": arrears + current,
        "debts_not_known": sum(m["owes"] and m["arrears_due"] is None for m in members),
    }


def step(m: Row) -> str:
    """The first step whose conditions all hold."""
    return next(
        s["step"] for s in STEPS if all(holds(m, *c) for c in s["when"].items())
    )


def holds(m: Row, name: str, said: object) -> bool:
    if name in ("state", "segment"):
        return m[name] in said
    if name == "relation":
        return m["card_relation"] in said
    if name == "reason":
        return any(like(str(m["reason"] or ""), pattern) for pattern in said)
    if name == "decile":
        return m.get("decile") is not None and (
            said == "known" or str(m["decile"]) in rulebook().value(said, ON).words
        )
    about, _, bound = name.rpartition("_")
    value = m[{"age": "age", "months": "arrears_months", "days": "days_left"}[about]]
    if value is None:
        return False
    limit = said if isinstance(said, int) else int(rulebook().value(said, ON).number)
    return {
        "from": value >= limit,
        "below": value < limit,
        "to": value <= limit,
        "over": value > limit,
    }[bound]


def like(text: str, pattern: str) -> bool:
    """LIKE with `%` at both ends, which is all that the steps use."""
    assert pattern[0] == pattern[-1] == "%"
    return pattern[1:-1] in text
