"""Which card belongs to which person, by laying every card beside every person."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from semesta.linkage import rules
from twin.evidence import equal, levels, meet
from twin.weighing import ModelStep, Pair


@dataclass
class Links:
    """By card_id: the accepted pair, the pairs still open, and whose NIK a card carries
    that its NIK did not settle."""

    accepted: dict[int, Pair] = field(default_factory=dict)
    candidates: dict[int, list[Pair]] = field(default_factory=dict)
    holders: dict[int, int] = field(default_factory=dict)


# A link so likely that nobody else needs to be considered.
SURE = 0.999

# A step of linking: the pairs of one card that it accepts or keeps as candidates.
Step = Callable[[Mapping], list[Pair]]
# The same for all cards that are left, knowing the links so far.
Stage = Callable[[Sequence[Mapping], Mapping[int, Pair]], Mapping[int, list[Pair]]]


def link(
    persons: Sequence[Mapping],
    cards: Sequence[Mapping],
    decisions: Sequence[Mapping] = (),
    *,
    more: Sequence[Step] = (),
    blocked: bool = True,
) -> Links:
    """Links cards to persons, step by step; a step sees what those before left.

    `more` are steps after our own. Without `blocked` a card is compared with everybody,
    also where the two share nothing by which they would ever meet.
    """
    links = Links()
    by_nik = NikStep(persons, decisions)
    left = []
    for card in cards:
        pair = best(by_nik({**card, "holder_kk": None, "holder_id": None}))
        if pair is None:
            left.append(as_residue(card, persons))
        else:
            links.accepted[card["card_id"]] = pair
    for card in left:
        if card["holder_id"] is not None:
            links.holders[card["card_id"]] = card["holder_id"]
        links.candidates[card["card_id"]] = []
    steps = [
        one_by_one(ReviewStep(persons, decisions)),
        one_by_one(CombinationStep(persons, decisions, blocked)),
        ModelStep(persons, partial(laid_out, persons, decisions, blocked)),
        *map(one_by_one, more),
    ]
    for step in steps:
        left = _take_step(links, step, left)
    return links


def _take_step(links: Links, step: "Stage", left: list[Mapping]) -> list[Mapping]:
    """Links what the step settles; returns the cards that it leaves over."""
    found = step(left, links.accepted)
    for card in left:
        pairs = found.get(card["card_id"], [])
        pair = best(pairs)
        if pair is None:
            links.candidates[card["card_id"]] += pairs
        else:
            links.accepted[card["card_id"]] = pair
            del links.candidates[card["card_id"]]
    return [card for card in left if card["card_id"] not in links.accepted]


def one_by_one(step: Step) -> "Stage":
    """A step that looks at each card by itself."""
    return lambda cards, accepted: {card["card_id"]: step(card) for card in cards}


def laid_out(
    persons: Sequence[Mapping],
    decisions: Sequence[Mapping],
    blocked: bool,
    card: Mapping,
) -> list[tuple[int, dict[str, str]]]:
    """Whom a card meets, and what both show."""
    return [
        (person["person_id"], levels(card, person))
        for person in persons
        if (not blocked or meet(card, person))
        and not decided(card, person, persons, decisions)
    ]


BABY_OF = (*("BAYI NY ", "BAYI NY. ", "BAYI NYONYA ", "BY NY ", "BY. NY. ", "BY. NY "),)


def as_residue(card: Mapping, persons: Sequence[Mapping]) -> Mapping:
    """The card with the family that its NIK points to; a baby's names the mother."""
    holder = next((p for p in persons if equal(card["nik"], p["nik"])), None)
    name, mother = card["name"], card["mother"]
    for baby_of in BABY_OF if mother is None else ():
        if name.startswith(baby_of):
            mother = name.removeprefix(baby_of)
    return {
        **card,
        "mother": mother,
        "holder_id": holder and holder["person_id"],
        "holder_kk": holder and holder["kk"],
    }


def best(pairs: Sequence[Pair]) -> Pair | None:
    """The best accepted pair; none where two fit equally well."""
    accepted = [pair for pair in pairs if pair.accept]
    accepted.sort(key=lambda pair: (pair.probability, pair.strength), reverse=True)
    match accepted:
        case []:
            return None
        case [first, second, *_]:
            ahead = (first.probability, first.strength)
            return first if ahead > (second.probability, second.strength) else None
    return accepted[0]


@dataclass(frozen=True)
class NikStep:
    """Persons with the card's NIK, where more than the NIK speaks for them."""

    persons: Sequence[Mapping]
    decisions: Sequence[Mapping]

    def __call__(self, card: Mapping) -> list[Pair]:
        found = (p for p in self.persons if equal(card["nik"], p["nik"]))
        pairs = judged(card, found, self.persons, self.decisions)
        return [pair for pair in pairs if pair.probability >= SURE]


@dataclass(frozen=True)
class ReviewStep:
    """Persons whom a reviewer named as the owner."""

    persons: Sequence[Mapping]
    decisions: Sequence[Mapping]

    def __call__(self, card: Mapping) -> list[Pair]:
        return [
            Pair(person["person_id"], 0, "review", True, 1.0, 0)
            for decision in self.decisions
            for person in self.persons
            if decision["noka"] == card["noka"]
            and decision["verdict"] == "same"
            and means(decision, person, self.persons)
        ]


@dataclass(frozen=True)
class CombinationStep:
    """Anybody who shares enough with the card."""

    persons: Sequence[Mapping]
    decisions: Sequence[Mapping]
    blocked: bool

    def __call__(self, card: Mapping) -> list[Pair]:
        found = (p for p in self.persons if not self.blocked or meet(card, p))
        pairs = judged(card, found, self.persons, self.decisions)
        return pairs if best(pairs) else []


def judged(
    card: Mapping, found, persons: Sequence[Mapping], decisions: Sequence[Mapping]
) -> list[Pair]:
    """The pairs that a rule accepts, unless a reviewer has spoken."""
    return [
        pair
        for person in found
        if not decided(card, person, persons, decisions)
        and (pair := judge(card, person)) is not None
    ]


def judge(card: Mapping, person: Mapping) -> Pair | None:
    found = levels(card, person)
    rule = rules.judge(found)
    if rule is None:
        return None
    strength = sum(f.levels.index(found[f.name]) for f in rules.fields())
    return Pair(
        person["person_id"],
        rules.pack(found),
        rule.method,
        True,
        rule.probability,
        strength,
    )


def decided(
    card: Mapping,
    person: Mapping,
    persons: Sequence[Mapping],
    decisions: Sequence[Mapping],
) -> bool:
    """A reviewer named the card's owner, or said that it is not this person."""
    about = [one for one in decisions if one["noka"] == card["noka"]]
    return any(
        means(one, person, persons)
        or (one["verdict"] == "same" and any(means(one, p, persons) for p in persons))
        for one in about
    )


def means(decision: Mapping, person: Mapping, persons: Sequence[Mapping]) -> bool:
    """Whether a decision is about this person: by NIK, or else by family card, name
    and birth date where nobody else has the same."""
    if decision["nik"] is not None:
        return equal(decision["nik"], person["nik"])
    alike = [p for p in persons if known_as(p) == known_as(decision)]
    return alike == [person]


def known_as(who: Mapping) -> tuple:
    """How a person without NIK is known from month to month."""
    letters = "".join(c for c in who["name"] or "" if c not in " .'")
    return who["kk"], letters, who["birth_date"]
