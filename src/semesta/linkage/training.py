"""Learning the model from the registers at hand.

What strangers show is counted on *controls*: cards whose NIK has settled whose they are,
laid beside everybody else whom they meet. What owners show is counted on the controls
and on pairs that a NIK nearly settles; the rest, how NIK are damaged and how many cards
have an owner at all, is estimated by expectation and maximisation over the cards that
their NIK did not settle. Everything is a sum over kinds of pairs, so it takes the same
time however large the registers are, and the same counts give the same model.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from semesta.linkage.model import (
    MOST_BITS,
    NEARLY,
    OWNERS_CONTEXTS,
    STEPS,
    STRANGERS_CONTEXTS,
    Model,
    Tally,
    shown,
)


FEWEST_CONTROLS = 500
MOST_CONTROLS = 10_000
MOST_CARDS = 10_000
# What the stated model counts for, in pairs of owners, pairs of strangers, and cards.
STATED_OWNERS, STATED_STRANGERS, STATED_CARDS = 60.0, 60.0, 20.0
# The controls of an owner's damage count for at most so many cards: cards that a NIK
# settles are cleaner than those that it does not.
CONTROLS_OF_OWNERS = 200.0
# Besides the controls, pairs whose NIK nearly agree show how owners' names and dates are
# damaged: whether it is the own NIK or a relative's, the other steps say.
OF_THE_NIK = ("nik", "whose", "holds")
NOT_OF_THE_NIK = tuple(step for step in STEPS if step not in OF_THE_NIK)
MOST_ROUNDS = 40
SETTLED_AT = 1e-5
SHARES = (0.02, 0.995)

# Cards that meet the same kinds of persons: the codes of their pairs → how many cards.
Meetings = Mapping[tuple[int, ...], int]


@dataclass(frozen=True)
class Observed:
    """What was seen: of `controls` cards, by code, the pairs with owners and with
    strangers; of the cards left over, the codes of all their pairs."""

    controls: int
    owners: Mapping[int, int]
    strangers: Mapping[int, int]
    meetings: Meetings
    names: Mapping[str, str]

    @property
    def cards(self) -> int:
        return sum(self.meetings.values())


def train(observed: Observed, prior: Model) -> Model:
    """The model of the registers; what they are too small to tell, `prior` says."""
    model = prior
    share = prior.owner_share
    for _ in range(MOST_ROUNDS):
        expected = owned(observed.meetings, model)
        model = counted(observed, expected, prior)
        if abs(model.owner_share - share) < SETTLED_AT:
            break
        share = model.owner_share
    return model


def owned(meetings: Meetings, model: Model) -> dict[int, float]:
    """How many pairs of each code are expected to be of a card and its owner."""
    odds = {
        code: 2 ** min(MOST_BITS, model.weight(code))
        for code in {code for codes in meetings for code in codes}
    }
    expected: dict[int, float] = defaultdict(float)
    for codes, cards in meetings.items():
        whole = 1 + sum(odds[code] for code in codes)
        for code in codes:
            expected[code] += cards * odds[code] / whole
    return expected


def counted(observed: Observed, expected: Mapping[int, float], prior: Model) -> Model:
    """The model that fits what is expected."""
    met: Counter[int] = Counter()
    for codes, cards in observed.meetings.items():
        for code in codes:
            met[code] += cards
    owners = Tally(OWNERS_CONTEXTS)
    owners.add_all(prior.owners, STATED_OWNERS / max(1.0, prior.owners.pairs))
    strangers = Tally(STRANGERS_CONTEXTS)
    strangers.add_all(
        prior.strangers, STATED_STRANGERS / max(1.0, prior.strangers.pairs)
    )
    scale = min(1.0, CONTROLS_OF_OWNERS / max(1, observed.controls))
    for code, pairs in sorted(observed.owners.items()):
        owners.add(shown(code), pairs * scale, NOT_OF_THE_NIK)
    for code, pairs in sorted(observed.strangers.items()):
        strangers.add(shown(code), pairs, (*NOT_OF_THE_NIK, "nik"))
    nik = STEPS.index("nik")
    for code in sorted(met):
        seen = shown(code)
        own = expected[code]
        owners.add(seen, own, STEPS if seen[nik] in NEARLY else OF_THE_NIK)
        strangers.add(seen, max(0.0, met[code] - own))
    return Model(
        owner_share=_share(sum(expected.values()), observed.cards, prior),
        strangers_per_card=_rate(observed, prior),
        owners=owners,
        strangers=strangers,
        names=observed.names,
        controls=observed.controls,
        cards=observed.cards,
    )


def _share(owned_cards: float, cards: int, prior: Model) -> float:
    share = (owned_cards + STATED_CARDS * prior.owner_share) / (cards + STATED_CARDS)
    return min(SHARES[1], max(SHARES[0], share))


def _rate(observed: Observed, prior: Model) -> float:
    met = sum(observed.strangers.values())
    stated = STATED_CARDS * prior.strangers_per_card
    return (met + stated) / (observed.controls + STATED_CARDS)
