"""What changed between two months, one person after the other."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from semesta.months import Month
from twin.counting import REGISTERED, Region, regions_of


@dataclass(frozen=True)
class TwoMonths:
    """Residents of both months, and this month's dead and moved and its cards."""

    before: Sequence[Mapping]
    now: Sequence[Mapping]
    departed: Sequence[Mapping]
    cards: Sequence[Mapping]
    scope: str = "all"
    previous: Month = Month(2026, 1)
    current: Month = Month(2026, 2)


# What a change of state is called; a pair that is not here has no name of its own.
KINDS = {
    ("active", "inactive_arrears"): "fell_inactive",
    ("active", "inactive_lapsed"): "fell_inactive",
    ("active", "unregistered"): "unregistered",
    ("active", "unknown"): "to_verify",
    ("active", "outside"): "unlisted",
    ("inactive_arrears", "active"): "reactivated",
    ("inactive_arrears", "inactive_lapsed"): "inactive_otherwise",
    ("inactive_arrears", "unregistered"): "unregistered",
    ("inactive_arrears", "unknown"): "to_verify",
    ("inactive_arrears", "outside"): "unlisted",
    ("inactive_lapsed", "active"): "reactivated",
    ("inactive_lapsed", "inactive_arrears"): "inactive_otherwise",
    ("inactive_lapsed", "unregistered"): "unregistered",
    ("inactive_lapsed", "unknown"): "to_verify",
    ("inactive_lapsed", "outside"): "unlisted",
    ("unregistered", "active"): "registered",
    ("unregistered", "inactive_arrears"): "registered",
    ("unregistered", "inactive_lapsed"): "registered",
    ("unregistered", "unknown"): "to_verify",
    ("unregistered", "outside"): "registered",
    ("unknown", "active"): "verified",
    ("unknown", "inactive_arrears"): "verified",
    ("unknown", "inactive_lapsed"): "verified",
    ("unknown", "unregistered"): "verified",
    ("unknown", "outside"): "verified",
    ("outside", "active"): "listed",
    ("outside", "inactive_arrears"): "listed",
    ("outside", "inactive_lapsed"): "listed",
    ("outside", "unregistered"): "unregistered",
    ("outside", "unknown"): "to_verify",
}
SAME_STATE = {
    "active": "switched_segment",
    "inactive_arrears": "inactive_otherwise",
    "inactive_lapsed": "inactive_otherwise",
}


def people(two: TwoMonths) -> list[dict]:
    """One row per person whose situation changed: kind, cause, and both months."""
    everybody = [*two.now, *two.departed]
    later = same_people(two.before, everybody, {id(row) for row in two.now})
    found = [changed(two, row, later.get(row["person_id"])) for row in two.before]
    known = {row["person_id"] for row in later.values()}
    new = [row for row in two.now if row["person_id"] not in known]
    found += [newcomer(two, row) for row in new]
    return [row for row in found if row]


def same_people(
    before: Sequence[Mapping], now: Sequence[Mapping], residents: set[int]
) -> dict[int, Mapping]:
    """The row of now of persons of before, by their number then."""
    holders = {row["nik"]: row for row in now if row["nik"]}
    found = {
        row["person_id"]: holders[row["nik"]] for row in before if row["nik"] in holders
    }
    taken = {id(row) for row in found.values()}
    groups: dict[tuple, tuple[list, list, list]] = defaultdict(lambda: ([], [], []))
    for row in before:
        if row["person_id"] not in found:
            groups[family_key(row)][0].append(row)
    for row in now:
        if id(row) not in taken:
            groups[family_key(row)][1 if id(row) in residents else 2].append(row)
    for key, (then, living, gone) in groups.items():
        fits = living or gone
        if all(key) and len(then) == 1 and len(fits) == 1:
            found[then[0]["person_id"]] = fits[0]
    return found


def family_key(row: Mapping) -> tuple:
    letters = "".join(c for c in row["name"] or "" if c not in " .'")
    return row["kk"], letters, row["birth_date"]


def newcomer(two: TwoMonths, row: Mapping) -> dict:
    born = row["birth_date"] and row["birth_date"] > two.previous.last_day
    return told("born" if born else "arrived", None, None, row)


def changed(two: TwoMonths, then: Mapping, now: Mapping | None) -> dict | None:
    """A resident of before; None where nothing changed."""
    if now is None:
        return told("left", None, then, None)
    if "state" not in now:
        kind = {"deceased": "died", "moved": "moved"}[now["status"]]
        return told(kind, None, then, None)
    states = then["state"], now["state"]
    segments = then["segment"], now["segment"]
    if then["village"] != now["village"]:
        cause = ">".join(states) if states[0] != states[1] else None
        return told("moved_within", cause, then, now)
    if states[0] == states[1]:
        kind = SAME_STATE.get(states[0])
        if kind is None or segments[0] == segments[1]:
            return None
        return told(kind, ">".join(segments), then, now)
    kind = KINDS[states]
    return told(kind, cause_of(kind, two, then, now), then, now)


def cause_of(kind: str, two: TwoMonths, then: Mapping, now: Mapping) -> str | None:
    none_is_empty = {"none": None}
    return {
        "fell_inactive": reason(two, now),
        "inactive_otherwise": f"{then['state']}>{now['state']}",
        "registered": none_is_empty.get(now["segment"], now["segment"]),
        "reactivated": now["segment"],
        "unregistered": none_is_empty.get(then["segment"], then["segment"]),
        "verified": now["state"],
        "to_verify": then["state"],
    }.get(kind)


def reason(two: TwoMonths, now: Mapping) -> str:
    """The reason on the kept card, where it speaks of this state and is a usual one."""
    kind = now["state"].removeprefix("inactive_")
    used = Counter(card["reason"] for card in two.cards)
    for card in two.cards:
        said = card["reason"]
        if card["noka"] == now["noka"] and card["state"] == kind:
            return said if said and used[said] >= 5 else kind
    return kind


def told(kind: str, cause: str | None, then: Mapping | None, now: Mapping | None):
    return {
        "kind": kind,
        "cause": cause,
        "previous_person_id": then and then["person_id"],
        "previous_village": then and then["village"],
        "previous_state": then and then["state"],
        "village": now and now["village"],
        "state": now and now["state"],
    }


def counts(residents: Iterable[Mapping], scope: str) -> dict[Region, Counter]:
    """Population, registered and active of every region."""
    found: dict[Region, Counter] = defaultdict(Counter)
    for row in residents:
        for region in regions_of(row["village"]):
            found[region] += weight(row["state"], scope)
    return found


def weight(state: str | None, scope: str) -> Counter:
    """What one person in a state adds to the counts; nothing without a state."""
    listed = scope == "unregistered-list" and state == "outside"
    registered = state in REGISTERED or listed
    return Counter(
        population=state is not None, registered=registered, active=state == "active"
    )


def regions(two: TwoMonths) -> dict[tuple, dict]:
    """(region, kind, cause) → persons, and the signed changes of its counts."""
    found: dict[tuple, Counter] = defaultdict(Counter)
    for row in people(two):
        here = set(regions_of(row["village"])) if row["village"] else set()
        there = set()
        if row["previous_village"]:
            there = set(regions_of(row["previous_village"]))
        for region in here | there:
            counted = found[region, row["kind"], row["cause"]]
            counted["persons"] += 1
            if region in here:
                counted.update(weight(row["state"], two.scope))
            if region in there:
                counted.subtract(weight(row["previous_state"], two.scope))
    return {key: dict(counted) for key, counted in found.items()}


def effect(change: Mapping, before: Mapping, now: Mapping, measure: str) -> Fraction:
    """What a change adds to measure / population."""
    rate = Fraction(before[measure], before["population"])
    return (change[measure] - rate * change["population"]) / now["population"]
