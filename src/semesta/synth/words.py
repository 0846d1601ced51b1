"""Compiles the pools and manners of names into tables that a draw can look up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import pyarrow as pa

from semesta.own_yaml import own_yaml


SLOTS = 100
GENERATIONS = ("old", "mid", "new")
SEXES = ("m", "f")
MOST_WORDS = 3


@cache
def read_yaml(name: str) -> Any:
    return own_yaml("semesta.synth", name)


def slots_of(weights: Mapping[Any, float], slots: int = SLOTS) -> list[Any]:
    """Each key as often as its weight says, `slots` in all; by largest remainder."""
    total = sum(weights.values())
    shares = {key: weight * slots / total for key, weight in weights.items()}
    counts = {key: int(share) for key, share in shares.items()}
    places = sorted(shares, key=lambda key: counts[key] - shares[key])
    for key in places[: slots - sum(counts.values())]:
        counts[key] += 1
    return [key for key, count in counts.items() for _ in range(count)]


@cache
def culture_names() -> tuple[str, ...]:
    """The cultures, in the order of their numbers."""
    folder = files("semesta.synth") / "names"
    names = sorted(path.name.removesuffix(".yaml") for path in folder.iterdir())
    return tuple(name for name in names if name != "shared")


@dataclass
class Pools:
    """All words in one list; a pool is a start and a size in it."""

    words: list[str] = field(default_factory=list)
    known: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)

    def of(
        self, culture: str, token: str, sex: str, generation: str
    ) -> tuple[int, int]:
        """Start and size of the pool that a word of a manner draws from.

        The culture's own pools go before the shared ones, the more special before the
        general. Raises KeyError where there is none: a mistake in the data.
        """
        special = (f"{token}_{sex}_{generation}", f"{token}_{sex}", token)
        for owner in (culture, "shared"):
            for name in special:
                if name in read_yaml(f"names/{owner}.yaml")["pools"]:
                    return self._place(owner, name)
        raise KeyError(f"{culture}: {token}_{sex}_{generation}")

    def _place(self, owner: str, name: str) -> tuple[int, int]:
        if (owner, name) not in self.known:
            written = read_yaml(f"names/{owner}.yaml")["pools"][name]
            groups = [written] if isinstance(written, str) else written
            words = [word.replace("_", " ") for g in groups for word in g.split()]
            self.known[owner, name] = (len(self.words), len(words) // len(groups))
            self.words += words
        return self.known[owner, name]


def name_tables() -> dict[str, pa.Table]:
    """`words` (place, word) and `manners`: how a name is put together.

    A manner's slot is ((culture * 2 + woman) * 3 + generation) * 100 + draw.
    """
    pools = Pools()
    manners = [
        row
        for number, culture in enumerate(culture_names())
        for row in _manners(pools, number, culture)
    ]
    words = {"place": range(len(pools.words)), "word": pools.words}
    return {"words": pa.table(words), "manners": pa.Table.from_pylist(manners)}


def _manners(pools: Pools, number: int, culture: str) -> list[dict[str, Any]]:
    rows = []
    patterns = read_yaml(f"names/{culture}.yaml")["patterns"]
    for woman, sex in enumerate(SEXES):
        for age, generation in enumerate(GENERATIONS):
            chosen = patterns.get(f"{generation}_{sex}", patterns[generation])
            draws = slots_of({text: weight for weight, text in chosen})
            for draw, text in enumerate(draws):
                slot = ((number * 2 + woman) * 3 + age) * SLOTS + draw
                words = _words(pools, culture, text.split(), sex, generation)
                parents = _parents(pools, culture, GENERATIONS[max(age - 1, 0)])
                rows.append({"slot": slot, **words, **parents})
    return rows


def _words(
    pools: Pools, culture: str, tokens: list[str], sex: str, generation: str
) -> dict[str, Any]:
    """Up to three words: where each is drawn from, and by whose luck."""
    row: dict[str, Any] = {"patronymic": "bin" in tokens}
    drawn = [token for token in tokens if token != "bin"]
    for place in range(MOST_WORDS):
        start = size = kind = None
        if place < len(drawn):
            token = drawn[place]
            start, size = pools.of(culture, token.rstrip("*"), sex, generation)
            kind = "own"
            if token.endswith("*"):
                kind = "house"
            elif token == "urut":
                kind = "order"
        row |= {
            f"start_{place + 1}": start,
            f"size_{place + 1}": size,
            f"kind_{place + 1}": kind,
        }
    return row


def _parents(pools: Pools, culture: str, generation: str) -> dict[str, int]:
    """Pools of a father and a mother who are not in the family."""
    token = "given"
    fathers = pools.of(culture, token, "m", generation)
    mothers = pools.of(culture, token, "f", generation)
    return {
        "fathers_start": fathers[0],
        "fathers_size": fathers[1],
        "mothers_start": mothers[0],
        "mothers_size": mothers[1],
    }
