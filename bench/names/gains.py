"""What the comparison reaches with all rules, and with each left out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from bench.names.registers import Pair, Pairs
from bench.names.rules import Rule, levels, meet, without
from semesta.linkage.name_levels import SIMILAR


PLAIN = 0.92


@dataclass(frozen=True)
class Reached:
    """How many pairs one way to compare takes for one name."""

    same: int
    other: int


@dataclass(frozen=True)
class Gain:
    """Pairs that a rule moves, beside all other rules.

    `lifted`: of one person, very similar only by this rule, and not for Jaro-Winkler
    either; `raised`: at a higher level by it; `met`: under one key by it; `lost`: of one
    person, held down by it. `wrongly`: of two persons, very similar only by this rule;
    `held`: of two persons, not very similar by this rule.
    """

    lifted: int
    raised: int
    met: int
    lost: int
    wrongly: int
    held: int

    @property
    def pays(self) -> bool:
        return any((self.lifted, self.raised, self.met, self.held))


class Measured:
    """One set of pairs under the whole comparison, ready for rules to be left out."""

    def __init__(self, pairs: Pairs) -> None:
        self.same, self.other = pairs.same, pairs.other
        self.levels, self.keys = levels(self.same), meet(self.same)
        self.plain = [alike(pair) for pair in self.same]
        found = levels(self.other)
        self.taken = [
            p for p, level in zip(pairs.other, found, strict=True) if level >= 2
        ]
        self.apart = [
            p for p, level in zip(pairs.other, found, strict=True) if level == 1
        ]

    def by(self, least: int) -> Reached:
        other = levels(self.taken)
        return Reached(
            sum(level >= least for level in self.levels),
            sum(level >= least for level in other),
        )

    def by_plain(self) -> Reached:
        return Reached(sum(self.plain), sum(map(alike, self.other)))

    def gain(self, rule: Rule) -> Gain:
        with without(rule):
            now, keys, taken = levels(self.same), meet(self.same), levels(self.taken)
            apart = levels(self.apart) if rule.guard else []
        rows = list(zip(self.levels, now, self.plain, strict=True))
        return Gain(
            lifted=sum(a >= SIMILAR > b and not plain for a, b, plain in rows),
            raised=sum(a > b for a, b, _ in rows),
            met=sum(a and not b for a, b in zip(self.keys, keys, strict=True)),
            lost=sum(b >= SIMILAR > a for a, b, _ in rows),
            wrongly=sum(level < SIMILAR for level in taken),
            held=sum(level >= SIMILAR for level in apart),
        )


def alike(pair: Pair) -> bool:
    return JaroWinkler.similarity(*pair) >= PLAIN


def gains(
    sets: Sequence[Measured], rules: Sequence[Rule], progress: Callable[[str], None]
) -> list[tuple[Rule, list[Gain]]]:
    found = []
    for rule in rules:
        progress(f"{rule.kind}: {rule.name}")
        found.append((rule, [measured.gain(rule) for measured in sets]))
    return found
