"""The assignment of cards to persons by trying everything: slow and obvious."""

from collections import Counter
from collections.abc import Iterable, Iterator
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
