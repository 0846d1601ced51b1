"""Which answers decide something: the pairs in the order in which they are worth asking."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf

from semesta.awards import Verdict
from semesta.planning import Line, Standing, linked_standings
from semesta.published import Run
from semesta.regions import tree
from semesta.review.pairs import Pair


STATUS = "status"  # in the place of an edition, as in criteria.csv


@dataclass(frozen=True)
class Deciding:
    """What answers can decide: lines of a region that the open pairs can reach.

    `persons` are short of each, and no more than wait for an answer.
    """

    region: str
    lines: tuple[Line, ...]
    persons: int

    def text(self, language: str) -> str:
        """`Kabupaten Tabalong: UHC, Pratama 2026`."""
        named = ", ".join(_name(line, language) for line in self.lines)
        return f"{tree().region(self.region).title}: {named}"


def _name(line: Line, language: str) -> str:
    label = line.distance.label.in_language(language)
    return label if line.edition == STATUS else f"{label} {line.edition}"


def ordered(run: Run, pairs: Iterable[Pair]) -> list[tuple[Pair, Deciding | None]]:
    """The pairs, those first whose answer moves a region's decision most.

    A line is within reach where the persons short of it, measure by measure, are no
    more than the residents to be verified whose open cards would count. One answer is
    then one part of what is short: the fewer persons, the more it decides. Then the
    likelier pairs, which bring a line nearer sooner. Pairs of a card stay together.
    """
    listed = list(pairs)
    reachable = _reachable(linked_standings(run), listed)
    found = [(pair, _best(pair, reachable)) for pair in listed]
    first: dict[str, tuple[float, float]] = {}
    for pair, deciding in found:
        rank = _rank(pair, deciding)
        first[pair["noka"]] = min(rank, first.get(pair["noka"], rank))
    return sorted(
        found,
        key=lambda one: (
            first[one[0]["noka"]],
            one[0]["noka"],
            -one[0]["probability"],
            one[0]["person_id"],
        ),
    )


def _rank(pair: Pair, deciding: Deciding | None) -> tuple[float, float]:
    """Before a likely pair that moves no figure stands an unlikely one that does."""
    short = inf if deciding is None else float(deciding.persons)
    return short, -pair["probability"] if pair.gains else 1 - pair["probability"]


def _best(pair: Pair, reachable: Mapping[str, list[Line]]) -> Deciding | None:
    """The lines that the fewest persons are short of, in the smallest region."""
    found = []
    for code in _regions(pair):
        lines = [
            line for line in reachable.get(code, ()) if pair.gains & _short(line).keys()
        ]
        fewest = min((_most(line) for line in lines), default=0)
        nearest = tuple(line for line in lines if _most(line) == fewest)
        if nearest:
            found.append(Deciding(code, nearest, fewest))
    return min(found, key=lambda way: way.persons, default=None)


def _reachable(
    standings: Mapping[str, Standing], pairs: Iterable[Pair]
) -> dict[str, list[Line]]:
    """The lines of each region that answers alone can bring about."""
    waiting = _waiting(pairs)
    return {
        code: [line for line in standing.lines if _within_reach(line, waiting[code])]
        for code, standing in standings.items()
        if code in waiting
    }


def _within_reach(line: Line, waiting: Mapping[str, set[int]]) -> bool:
    if line.verdict is not Verdict.UNDECIDABLE or not line.persons:
        return False
    return all(len(waiting[name]) >= n for name, n in _short(line).items())


def _most(line: Line) -> int:
    return max(_short(line).values())


def _short(line: Line) -> dict[str, int]:
    """Persons short by measure, where any are."""
    return {name: n for name, n in line.short().items() if n}


def _waiting(pairs: Iterable[Pair]) -> dict[str, dict[str, set[int]]]:
    """Region → measure → persons whom an answer could add."""
    found: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for pair in pairs:
        for code in _regions(pair):
            for measure in pair.gains:
                found[code][measure].add(pair["person_id"])
    return found


def _regions(pair: Pair) -> tuple[str, str]:
    """The regency and the province where the person lives."""
    digits = f"{pair['village']:010d}"
    return f"{digits[:2]}.{digits[2:4]}", digits[:2]
