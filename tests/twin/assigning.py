"""The assignment of cards to persons by trying everything: slow and obvious."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product


Pair = tuple[int, int, float, bool]
Choice = dict[int, int | None]


def total(choice: Choice, pairs: Iterable[Pair], second_card_bits: float) -> float:
    """What a choice of persons for cards is worth."""
    weights = {(card, person): weight for card, person, weight, _ in pairs}
    taken = {person for _, person, _, is_taken in pairs if is_taken}
    chosen = [(card, person) for card, person in choice.items() if person is not None]
    cards = Counter(person for _, person in chosen)
    further = sum(n - (person not in taken) for person, n in cards.items())
    return sum(map(weights.__getitem__, chosen)) - second_card_bits * further


def choices(pairs: Iterable[Pair]) -> Iterator[Choice]:
    """Every way to give each card one of its persons, or none."""
    persons: dict[int, list[int | None]] = {}
    for card, person, _, _ in pairs:
        persons.setdefault(card, [None]).append(person)
    for chosen in product(*persons.values()):
        yield dict(zip(persons, chosen, strict=True))


def best_choices(pairs: list[Pair], second_card_bits: float) -> list[Choice]:
    """All the choices that no other beats."""
    worth = [(total(c, pairs, second_card_bits), c) for c in choices(pairs)]
    most = max(value for value, _ in worth)
    return [choice for value, choice in worth if value > most - 1e-6]


def sure_choice(pairs: list[Pair], second_card_bits: float) -> Choice:
    """What all the best choices have in common: card → person, or none.

    Tries everything, too, but card after card: what the cards that are left can add
    depends on nothing but who holds one by then.
    """
    options: dict[int, dict[int, float]] = {}
    for card, person, weight, _ in pairs:
        options.setdefault(card, {})[person] = weight
    cards = list(options)

    @cache
    def left(place: int, held: frozenset[int]) -> tuple[float, frozenset]:
        """The most that the cards from `place` on add, and what is sure of them."""
        if place == len(cards):
            return 0.0, frozenset()
        card = cards[place]
        more, sure = left(place + 1, held)
        ways = [(more, sure | {(card, None)})]
        for person, weight in options[card].items():
            more, sure = left(place + 1, held | {person})
            worth = weight - second_card_bits * (person in held)
            ways.append((worth + more, sure | {(card, person)}))
        most = max(value for value, _ in ways)
        best = (sure for value, sure in ways if value > most - 1e-6)
        return most, frozenset.intersection(*best)

    taken = frozenset(person for _, person, _, is_taken in pairs if is_taken)
    return dict(left(0, taken)[1])
