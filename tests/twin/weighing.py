"""What the model says of cards that no rule settled, by trying every assignment."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from semesta.linkage import rules
from semesta.linkage.assignment import SECOND_CARD_BITS
from semesta.linkage.hope import NOTHING, hopeful_codes
from semesta.linkage.model import stated
from twin.assigning import sure_choice


HOPEFUL = set(hopeful_codes(stated())["code"].to_pylist())
ACCEPTED, CANDIDATE, WORTH_A_LOOK = 0.99, 0.1, 0.001


@dataclass(frozen=True)
class Pair:
    """A card laid beside a person, and what is said of them."""

    person_id: int
    code: int
    method: str
    accept: bool
    probability: float
    strength: int


@dataclass(frozen=True)
class Seen:
    """A pair with its weight and how likely it is when only one person can be right."""

    card: Mapping
    person_id: int
    code: int
    weight: float
    probability: float
    anybodys: float


@dataclass(frozen=True)
class ModelStep:
    """Cards compete for persons in rounds, until a round settles nothing.

    `met` gives whom a card meets, with the levels of their evidence. Registers that are
    drawn are too small to learn from, so the stated model weighs them.
    """

    persons: Sequence[Mapping]
    met: Callable[[Mapping], list[tuple[int, dict[str, str]]]]

    def __call__(
        self, cards: Sequence[Mapping], accepted: Mapping[int, Pair]
    ) -> dict[int, list[Pair]]:
        holders = {pair.person_id for pair in accepted.values()}
        left, found = list(cards), {}
        while True:
            seen = [pair for card in left for pair in self._competing(card, holders)]
            best = chosen(seen)
            doubts = [
                pair.probability for pair in (*accepted.values(), *settled(found))
            ]
            least = least_accepted([s.probability for s in best], doubts)
            sure = [s for s in best if s.probability >= least]
            if not sure:
                break
            for pair in sure:
                found[pair.card["card_id"]] = [told(pair, accept=True)]
                holders.add(pair.person_id)
            left = [card for card in left if card["card_id"] not in found]
        for card in left:
            pairs = [s for s in seen if s.card["card_id"] == card["card_id"]]
            found[card["card_id"]] = [told(s, accept=False) for s in likely(pairs)]
        return found

    def _competing(self, card: Mapping, holders: set[int]) -> list[Seen]:
        weights = {}
        for person_id, levels in filter(is_hopeful, self.met(card)):
            holds = "card" if person_id in holders else "none"
            whose = "nobodys" if card["holder_id"] is None else "others"
            told = {"rarity": "rare", "holds": holds, "whose": whose}
            code = rules.pack(levels | told)
            weights[person_id, code] = stated().weight(code)
        whole = 1 + sum(2**weight for weight in weights.values())
        return [
            Seen(
                card,
                person,
                code,
                weight,
                millionths(2**weight / whole),
                millionths((whole - 1) / whole),
            )
            for (person, code), weight in weights.items()
            if 2**weight / whole >= WORTH_A_LOOK or stated().is_own(code)
        ]


def is_hopeful(met: tuple[int, dict[str, str]]) -> bool:
    """Whether some names would make the pair worth a look; others are not compared."""
    _, levels = met
    bare = rules.pack(levels | NOTHING)
    return bare in HOPEFUL


def settled(found: Mapping[int, list[Pair]]) -> list[Pair]:
    return [pair for pairs in found.values() for pair in pairs]


def least_accepted(waiting: Sequence[float], others: Sequence[float]) -> float:
    """From which probability on: as low as 99 in 100, while of all links together no
    more than one in a thousand is expected to be wrong."""
    least = 1.0
    chances = [Fraction(math.floor(10_000 * one), 10_000) for one in waiting]
    accepted = [Fraction(round(1_000_000 * one), 1_000_000) for one in others]
    for step in sorted(set(chances), reverse=True):
        taken = [chance for chance in chances if chance >= step]
        wrong = sum(1 - one for one in (*taken, *accepted))
        if float(step) < ACCEPTED or 1000 * wrong > len(taken) + len(accepted):
            break
        least = float(step)
    return least


def millionths(share: float) -> float:
    return math.floor(1_000_000 * share + 0.5) / 1_000_000


def chosen(seen: Sequence[Seen]) -> list[Seen]:
    """The pairs that every best assignment holds, a person's likeliest card first."""
    pairs = [(s.card["card_id"], s.person_id, s.weight, False) for s in seen]
    persons = sure_choice(pairs, SECOND_CARD_BITS)
    sure = [
        s
        for s in seen
        if persons.get(s.card["card_id"]) == s.person_id and stated().settles(s.code)
    ]
    first = {}
    for pair in sorted(sure, key=lambda s: (-s.weight, s.card["noka"])):
        first.setdefault(pair.person_id, pair)
    return list(first.values())


def likely(pairs: Sequence[Seen]) -> list[Seen]:
    """Pairs too likely to ignore; the best of a card that is likely somebody's."""
    best = min(pairs, key=lambda s: (-s.probability, s.person_id), default=None)
    return [
        pair
        for pair in pairs
        if stated().is_own(pair.code)
        or pair.probability >= CANDIDATE
        or (pair is best and pair.anybodys >= CANDIDATE)
    ]


def told(pair: Seen, accept: bool) -> Pair:
    return Pair(pair.person_id, pair.code, "model", accept, pair.probability, 0)
