"""What a list of cards that were switched off does: who loses cover, who keeps it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as parquet

from semesta.awards import Figures
from semesta.planning.money import PBI, PEMDA
from semesta.planning.places import lies_in
from semesta.published import Run


CARD_COLUMNS = [
    *("card_id", "noka", "card_nik", "segment", "state", "village"),
    *("person_id", "person_nik"),
]
RESIDENT_COLUMNS = ["person_id", "village", "decile"]
GOVERNMENT_PAYS = (PEMDA, PBI)

Card = dict[str, Any]


@dataclass(frozen=True)
class Listed:
    """The cards of a list, as the run knows them, and an account of its rows:
    rows = unusable + not_found + repeated + cards.

    `owned` holds every card, listed or not, of each person with a listed one;
    `residents` those of these persons who live in the region, with their decile.
    """

    rows: int
    unusable: int
    not_found: int
    repeated: int
    cards: dict[int, Card]
    owned: dict[int, list[Card]]
    residents: dict[int, dict[str, Any]]

    def account(self) -> dict[str, int]:
        return {
            "rows": self.rows,
            "unusable": self.unusable,
            "not_found": self.not_found,
            "repeated": self.repeated,
            "cards": len(self.cards),
        }


@dataclass(frozen=True)
class Effect:
    """What a list does in one region, in residents unless said.

    `persons` = `fall_inactive` + `stay_active` (another card of theirs is active) +
    `already_inactive`. `pemda_lost`: those without an active PBPU BP Pemda card from
    now on. `active_cards`: listed cards that were active and are recorded here, which
    is what the administrative basis loses; `billed_cards` are the PBPU BP Pemda ones
    among them, which leave the bill. `without_resident`: listed cards of nobody
    who lives here. `deciles`: of those who fall inactive, None where not known.
    """

    persons: int
    fall_inactive: int
    stay_active: int
    already_inactive: int
    pemda_lost: int
    active_cards: int
    billed_cards: int
    without_resident: int
    deciles: tuple[int | None, ...]

    def figures(self, before: Figures, basis: str, partial: bool) -> Figures:
        """The region's figures without the cards of the list.

        Who has no card left in a partial file may have one that the file lacks: then
        only the low value falls. Registered counts stay: a card that is switched off
        still stands in the register.
        """
        if basis == "administrative":
            lost = (self.active_cards, self.active_cards)
            return replace(before, active=less(before.active, lost))
        lost = (self.fall_inactive, 0 if partial else self.fall_inactive)
        return replace(
            before,
            active=less(before.active, lost),
            local_government=less(before.local_government, (self.pemda_lost, 0)),
        )


def find(run: Run, identifiers: pa.Table) -> Listed:
    """Looks up a list of `noka` (text) and `nik` (integer) in the cards of a run.

    One row switches off one card: the one of its card number, or, where that is not
    in the run, an active one of the person with its NIK, of those that government
    pays for first. A second row about the same person's NIK is a repetition.
    """
    rows = identifiers.select(["noka", "nik"]).to_pylist()
    known = _cards(run, rows)
    numbers, owners = {card["noka"]: card for card in known}, _by_nik(known)
    taken: dict[int, Card] = {}
    # Numbers first: whom a number names is not named again by a NIK.
    by_number = sorted(rows, key=lambda row: row["noka"] not in numbers)
    became = Counter(_take(row, numbers, owners, taken) for row in by_number)
    return Listed(
        rows=len(rows),
        unusable=became["unusable"],
        not_found=became["not_found"],
        repeated=became["repeated"],
        cards=taken,
        owned=_grouped(known, "person_id"),
        residents=_residents(run, taken),
    )


def _take(
    row: dict[str, Any],
    numbers: dict[str, Card],
    owners: dict[int, list[Card]],
    taken: dict[int, Card],
) -> str:
    """Takes the card that a row means; returns what became of the row."""
    card, nik = numbers.get(row["noka"]), row["nik"]
    cards = [card] if card else owners.get(nik, [])
    if not cards:
        return "unusable" if row["noka"] is None and nik is None else "not_found"
    if any(card["card_id"] in taken for card in cards):
        return "repeated"
    chosen = min(cards, key=_switched_off_first)
    taken[chosen["card_id"]] = chosen
    return "taken"


def effect(listed: Listed, code: str) -> Effect:
    """What the list does in a region (dotted code, or ID)."""
    here = {
        person: resident
        for person, resident in listed.residents.items()
        if lies_in(resident["village"], code)
    }
    fallen, stayed, pemda_lost = [], 0, 0
    for person in here:
        cards = listed.owned[person]
        kept = [card for card in cards if card["card_id"] not in listed.cards]
        if _active(cards):
            if _active(kept):
                stayed += 1
            else:
                fallen.append(person)
        pemda_lost += _active(cards, PEMDA) and not _active(kept, PEMDA)
    recorded = [c for c in listed.cards.values() if lies_in(c["village"], code)]
    active = [card for card in recorded if card["state"] == "active"]
    return Effect(
        persons=len(here),
        fall_inactive=len(fallen),
        stay_active=stayed,
        already_inactive=len(here) - len(fallen) - stayed,
        pemda_lost=pemda_lost,
        active_cards=len(active),
        billed_cards=sum(card["segment"] == PEMDA for card in active),
        without_resident=sum(
            card["person_id"] not in listed.residents for card in recorded
        ),
        deciles=tuple(here[person]["decile"] for person in fallen),
    )


def come_back(persons: int, share: Fraction) -> int:
    """How many of them become active again; whole persons, never rounded up."""
    return floor(persons * share)


def less(
    count: int | tuple[int, int] | None, lost: tuple[int, int]
) -> int | tuple[int, int] | None:
    """A count without those lost at its low and at its high end; never below zero."""
    if count is None:
        return None
    low, high = count if isinstance(count, tuple) else (count, count)
    ends = max(low - lost[0], 0), max(high - lost[1], 0)
    return ends[0] if ends[0] == ends[1] else ends


def _active(cards: Iterable[Card], segment: str = "") -> bool:
    return any(
        card["state"] == "active" and segment in ("", card["segment"]) for card in cards
    )


def _switched_off_first(card: Card) -> tuple[bool, bool, str]:
    return (
        card["state"] != "active",
        card["segment"] not in GOVERNMENT_PAYS,
        card["noka"],
    )


def _cards(run: Run, rows: list[dict[str, Any]]) -> list[Card]:
    """The cards that a list can mean, and all others of the persons they belong to."""
    niks = _values(rows, "nik", pa.int64())
    named = _read_cards(
        run,
        pc.field("noka").isin(_values(rows, "noka", pa.string()))
        | pc.field("card_nik").isin(niks)
        | pc.field("person_nik").isin(niks),
    )
    owners = _values(named, "person_id", pa.int64())
    both = named + _read_cards(run, pc.field("person_id").isin(owners))
    return list({card["card_id"]: card for card in both}.values())


def _read_cards(run: Run, wanted: pc.Expression) -> list[Card]:
    path = run.path_of("cards.parquet")
    return parquet.read_table(path, columns=CARD_COLUMNS, filters=wanted).to_pylist()


def _values(rows: Iterable[dict[str, Any]], column: str, kind: pa.DataType) -> pa.Array:
    """The values of a column that are given, each once, typed even if none is."""
    found = {row[column] for row in rows} - {None}
    return pa.array(sorted(found), kind)


def _by_nik(cards: Iterable[Card]) -> dict[int, list[Card]]:
    """NIK → the cards of the person of that NIK, or else those that bear it."""
    cards = list(cards)
    return _grouped(cards, "card_nik") | _grouped(cards, "person_nik")


def _grouped(cards: Iterable[Card], column: str) -> dict[int, list[Card]]:
    found: dict[int, list[Card]] = {}
    for card in cards:
        if card[column] is not None:
            found.setdefault(card[column], []).append(card)
    return found


def _residents(run: Run, taken: dict[int, Card]) -> dict[int, dict[str, Any]]:
    """The living residents among the owners of the cards."""
    owners = _values(taken.values(), "person_id", pa.int64())
    found = parquet.read_table(
        run.path_of("residents.parquet"),
        columns=RESIDENT_COLUMNS,
        filters=pc.field("person_id").isin(owners),
    )
    return {row["person_id"]: row for row in found.to_pylist()}
