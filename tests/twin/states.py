"""The finding about every card and the state of every resident."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from semesta.months import Month
from twin.linking import Links, Pair


KEPT_FIRST = ("ppu-pn", "ppu-bu", "pbpu", "bp", "pbi-jk", "pbpu-pemda", "unknown")
PPU = {"ppu-bu": "ppu-pn"}
STANDING = {"active": 1, "arrears": 2, "lapsed": 2, "deceased": 3}


@dataclass(frozen=True)
class Question:
    """What is asked of the registers: when, by which file, and by which custom."""

    month: Month
    scope: str = "all"
    newborn_months: int = 3


def findings(
    persons: Sequence[Mapping],
    cards: Sequence[Mapping],
    links: Links,
    question: Question,
) -> list[dict]:
    """One row per card: whose it is, how sure, and the finding."""
    owners = {person["person_id"]: person for person in persons}
    kept = kept_cards(cards, links)
    rows = []
    for card in cards:
        pair = links.accepted.get(card["card_id"])
        owner = owners[pair.person_id] if pair else None
        if owner:
            finding = finding_of_link(card, owner, kept)
        else:
            finding = finding_without_link(card, links, question)
        shown = pair or best_candidate(links, card)
        rows.append(
            {
                "card": card,
                "owner": owner,
                "finding": finding,
                "nik_fault": nik_fault(card, owner, shown, links.holders),
                "method": shown and shown.method,
                "probability": shown and shown.probability,
                "evidence": shown and shown.code,
                "candidate": None if pair else shown and shown.person_id,
            }
        )
    return rows


def finding_of_link(card: Mapping, owner: Mapping, kept: Mapping[int, int]) -> str:
    if owner["status"] in ("deceased", "moved"):
        return owner["status"]
    if kept[owner["person_id"]] != card["card_id"]:
        return "duplicate"
    # Only one register says that the holder died.
    return "unknown" if card["state"] == "deceased" else "matched"


def finding_without_link(card: Mapping, links: Links, question: Question) -> str:
    holder, likely = links.holders.get(card["card_id"]), best_candidate(links, card)
    if holder is not None and (likely is None or likely.person_id != holder):
        return "identity_conflict"
    if card["newborn"] and card["nik"] is None and is_newborn(card, question):
        waits = best_candidate(links, card) is None
        return "newborn_waiting" if waits else "unknown"
    if card["nik"] is None:
        return "nik_invalid"
    return "unknown" if links.candidates[card["card_id"]] else "not_found"


def is_newborn(card: Mapping, question: Question) -> bool:
    """Born at most so many months before the reference date."""
    if card["birth_date"] is None:
        return False
    reference = question.month.last_day
    earliest = question.month.plus(-question.newborn_months)
    day = min(reference.day, earliest.last_day.day)
    return card["birth_date"] >= earliest.first_day.replace(day=day)


def best_candidate(links: Links, card: Mapping) -> Pair | None:
    pairs = links.candidates.get(card["card_id"], [])
    order = sorted(pairs, key=lambda p: (-p.probability, -p.code, p.person_id))
    return order[0] if order else None


def nik_fault(
    card: Mapping, owner: Mapping | None, shown: Pair | None, holders: Mapping
) -> str | None:
    """A well-formed NIK that the register gives to somebody else is another person's;
    one that nobody has merely differs from the owner's."""
    if card["nik_fault"]:
        return card["nik_fault"]
    likely = shown.person_id if shown else 0
    if holders.get(card["card_id"], likely) != likely:
        return "other_person"
    known = owner is not None and owner["nik"] is not None
    return "differs" if known and card["nik"] != owner["nik"] else None


def kept_cards(cards: Sequence[Mapping], links: Links) -> dict[int, int]:
    """Per person the card that is kept: the first by the precedence."""
    kept = {}
    for card in sorted(cards, key=precedence):
        pair = links.accepted.get(card["card_id"])
        if pair:
            kept.setdefault(pair.person_id, card["card_id"])
    return kept


def precedence(card: Mapping) -> tuple:
    """Active before inactive, then the payer, the newest start, the smallest number."""
    payer = PPU.get(card["segment"], card["segment"])
    start = card["start_date"]
    return (
        STANDING[card["state"]],
        KEPT_FIRST.index(payer),
        -start.toordinal() if start else 0,
        card["noka"],
    )


def residents(
    persons: Sequence[Mapping],
    cards: Sequence[Mapping],
    links: Links,
    question: Question,
) -> list[dict]:
    """One row per living person: the state, the kept card, who pays."""
    kept = kept_cards(cards, links)
    by_id = {card["card_id"]: card for card in cards}
    reached = {p.person_id for pairs in links.candidates.values() for p in pairs}
    rows = []
    for person in persons:
        if person["status"] != "living":
            continue
        number = person["person_id"]
        own = [
            by_id[card]
            for card, pair in links.accepted.items()
            if pair.person_id == number
        ]
        card = by_id.get(kept.get(number), {})
        listed = question.scope == "unregistered-list"
        rows.append(
            {
                "person": person,
                "state": state(own, number in reached, question.scope),
                "segment": "none" if listed else card.get("segment", "none"),
                "local_government": local_government(own),
                "cards": len(own),
                "noka": card.get("noka"),
                "age": age(person, question),
            }
        )
    return rows


def state(own: Sequence[Mapping], reached: bool, scope: str) -> str:
    """The state of a resident with these cards, `reached` by an open candidate."""
    if own and scope == "unregistered-list":
        return "unregistered"
    states = {card["state"] for card in own}
    if "active" in states:
        return "active"
    if "arrears" in states:
        return "inactive_arrears"
    if "lapsed" in states:
        return "inactive_lapsed"
    if states or reached:
        return "unknown"
    return "unregistered" if scope == "all" else "outside"


def local_government(own: Sequence[Mapping]) -> str:
    paid = {card["state"] for card in own if card["segment"] == "pbpu-pemda"}
    if "active" in paid:
        return "active"
    return "inactive" if paid else "none"


def age(person: Mapping, question: Question) -> int | None:
    """Whole years on the reference date."""
    born, day = person["birth_date"], question.month.last_day
    if born is None:
        return None
    return day.year - born.year - ((born.month, born.day) > (day.month, day.day))
