"""How likely a card and a person are one, by what both show: a model that is counted.

A pair's evidence (`evidence.yaml`) is read step by step: where the two meet, then the
birth date, the name, how many bear it, sex, mother, NIK, whether the person holds a card
already. Of every step the model knows two shares: how often a card and its owner show
it, and how often a card and a stranger do, each given the steps before it that matter.
Their ratio is the step's weight; the weights of all steps add up, in bits (one bit: twice
as likely). This is the linkage of Fellegi and Sunter (1969), with the dependence between
fields stated instead of denied: a NIK contains the birth date, and namesakes of a village
are not drawn from the nation.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from semesta.errors import SemestaError
from semesta.linkage.rules import unpack


# Step → the steps that it depends on, from the most general context to the narrowest.
# A narrow context with few rows leans on the wider one before it.
OWNERS_CONTEXTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "where": ((),),
    "birth": ((), ("where",)),
    "name": ((), ("birth",), ("birth", "where")),
    "rarity": ((), ("name",)),
    "sex": ((), ("where",)),
    "mother": ((),),
    "nik": ((), ("where",), ("where", "birth")),
    "whose": ((),),
    "holds": ((),),
}
# A stranger's NIK agrees because it contains the birth date; an owner's differs because
# a relative's stands in its place, and that happens within a family.
STRANGERS_CONTEXTS = OWNERS_CONTEXTS | {"nik": ((), ("birth",), ("birth", "where"))}
STEPS = tuple(OWNERS_CONTEXTS)
LEVELS = {
    "where": 6,
    "birth": 4,
    "name": 9,
    "rarity": 3,
    "sex": 2,
    "mother": 2,
    "nik": 4,
    "whose": 2,
    "holds": 2,
}
# A context counts as much as the wider one once it has been seen so many times.
TRUST = 8.0
# What pairs meet by, besides family and NIK.
MET_BY = ("birth", "name")
SEVERAL = ("similar", "variant", "equal")
ELSEWHERE = "elsewhere"
# A NIK that agrees so far was typed from the person's own, or is a relative's.
NEARLY = ("close", "fifteen", "equal")
NAMED = ("variant", "equal")
UNKNOWN = "unknown"
MOST_BITS = 60.0
DIGITS = 6

Shown = tuple[str | None, ...]


@cache
def shown(code: int) -> Shown:
    """What a pair's code shows at each step; None where nothing can be compared."""
    levels = unpack(code)
    name = levels["name"]
    found = {
        "where": _where(levels),
        "birth": levels["birth"],
        "name": f"{name} {levels['words']}" if name in SEVERAL else name,
        "rarity": levels["rarity"] if name in NAMED else UNKNOWN,
        "sex": levels["sex"],
        "mother": levels["mother"],
        "nik": levels["nik"],
        "whose": levels["whose"] if levels["nik"] == "different" else UNKNOWN,
        "holds": levels["holds"],
    }
    return tuple(None if found[step] == UNKNOWN else found[step] for step in STEPS)


def _where(levels: Mapping[str, str]) -> str:
    if levels["family"] == "equal":
        return "family"
    if levels["name"] == UNKNOWN:
        return UNKNOWN  # the two met by their birth date alone
    if levels["place"] == "village" and levels["family"] == "different":
        return "village, another family"
    place = levels["place"]
    return "place unknown" if place == UNKNOWN else place


@dataclass
class Tally:
    """How often each step showed what, in every context that the step leans on."""

    contexts: Mapping[str, tuple[tuple[str, ...], ...]]
    counts: dict[tuple[str, ...], float] = field(
        default_factory=lambda: defaultdict(float)
    )

    def add(self, seen: Shown, times: float, steps: Iterable[str] = STEPS) -> None:
        """Counts what a pair showed, at the steps named."""
        by_step = dict(zip(STEPS, seen, strict=True))
        for step in steps:
            level = by_step[step]
            if level is None:
                continue
            for names in self.contexts[step]:
                context = self._key(step, names, by_step)
                self.counts[context] += times
                self.counts[*context, level] += times

    def add_all(self, other: "Tally", times: float) -> None:
        for key, count in other.counts.items():
            self.counts[key] += count * times

    def share(self, step: str, by_step: Mapping[str, str | None]) -> float:
        """The share of pairs that show at `step` what this one shows."""
        level = by_step[step] or UNKNOWN
        share = 1 / LEVELS[step]
        for names in self.contexts[step]:
            if step in MET_BY and any(by_step[name] is None for name in names):
                # Pairs that lack one thing met by another: theirs is a world apart.
                share = 1 / LEVELS[step]
            context = self._key(step, names, by_step)
            seen = self.counts[*context, level]
            share = (seen + TRUST * share) / (self.counts[context] + TRUST)
        return share

    @staticmethod
    def _key(
        step: str, names: tuple[str, ...], by_step: Mapping[str, str | None]
    ) -> tuple[str, ...]:
        return (step, *names, *(by_step[name] or UNKNOWN for name in names))

    @property
    def pairs(self) -> float:
        return self.counts["where",]

    def as_json(self) -> dict[str, float]:
        """The counts by step and context; equal tallies give equal text."""
        rows = {
            " | ".join(str(part) for part in key): round(count, DIGITS)
            for key, count in self.counts.items()
        }
        return {key: rows[key] for key in sorted(rows) if rows[key]}

    @classmethod
    def of_json(cls, contexts: Any, rows: Mapping[str, float]) -> "Tally":
        """Raises ValueError for steps or contexts that this version does not know: what
        was counted by them would be lost without a word."""
        counts = {tuple(key.split(" | ")): count for key, count in rows.items()}
        if not all(cls._is_known(contexts, key) for key in counts):
            raise ValueError("a model of other steps")
        return cls(contexts, defaultdict(float, counts))

    @staticmethod
    def _is_known(contexts: Any, key: tuple[str, ...]) -> bool:
        """Whether a key is a context of its step, or one of the levels in it."""
        step, *rest = key
        return any(
            list(names) == rest[: len(names)] and len(rest) - 2 * len(names) in (0, 1)
            for names in contexts.get(step, ())
        )


@dataclass(frozen=True)
class Weight:
    """One step of a pair: how often owners and strangers show this, and the bits."""

    step: str
    level: str
    owners: float
    strangers: float
    seen: float

    @property
    def bits(self) -> float:
        """How much the step tells; what has hardly ever been seen tells little."""
        return math.log2(self.owners / self.strangers) * self.seen / (self.seen + 1)


@dataclass(frozen=True)
class Model:
    """What owners and strangers show. `owner_share` of the cards that their NIK does
    not settle have an owner in the register; a card meets `strangers_per_card` persons
    who are not. `names` are names that several bear → common or usual."""

    owner_share: float
    strangers_per_card: float
    owners: Tally
    strangers: Tally
    names: Mapping[str, str]
    controls: int = 0
    cards: int = 0

    @property
    def prior(self) -> float:
        """Bits for a pair of which nothing is known but that the two met."""
        odds = self.owner_share / (1 - self.owner_share) / self.strangers_per_card
        return math.log2(odds)

    def steps(self, code: int) -> Iterator[Weight]:
        """The weights of a pair, step by step; steps that show nothing are left out."""
        by_step = dict(zip(STEPS, shown(code), strict=True))
        for step, level in by_step.items():
            if level is not None:
                yield Weight(
                    step,
                    level,
                    owners=self.owners.share(step, by_step),
                    strangers=self.strangers.share(step, by_step),
                    seen=self.owners.counts[step, level]
                    + self.strangers.counts[step, level],
                )

    def settles(self, code: int) -> bool:
        """Whether so much evidence, however much, may make a link.

        How many namesakes live in other regencies a register of this one cannot show.
        Who is written there must at least bear nearly the NIK.
        """
        seen = dict(zip(STEPS, shown(code), strict=True))
        return seen["where"] != ELSEWHERE or seen["nik"] in NEARLY

    def is_own(self, code: int) -> bool:
        """Whether the card bears this person's NIK and name, whatever else it says: it is
        no conflict of identity before a person has looked at it."""
        levels = unpack(code)
        unnamed = levels["name"] == UNKNOWN and levels["birth"] != "different"
        return levels["nik"] == "equal" and (levels["name"] in SEVERAL or unnamed)

    def weight(self, code: int) -> float:
        """The log2 odds that a pair with this code is one, others left aside."""
        bits = self.prior + sum(weight.bits for weight in self.steps(code))
        return round(max(-MOST_BITS, min(MOST_BITS, bits)), DIGITS)

    def as_json(self) -> str:
        """The model as text that can be compared line by line."""
        told = {
            "owner_share": round(self.owner_share, DIGITS),
            "strangers_per_card": round(self.strangers_per_card, DIGITS),
            "controls": self.controls,
            "cards": self.cards,
            "owners": self.owners.as_json(),
            "strangers": self.strangers.as_json(),
            "names": dict(sorted(self.names.items())),
        }
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def of_json(cls, text: str) -> "Model":
        told = json.loads(text)
        owners = Tally.of_json(OWNERS_CONTEXTS, told.pop("owners"))
        strangers = Tally.of_json(STRANGERS_CONTEXTS, told.pop("strangers"))
        return cls(owners=owners, strangers=strangers, **told)


def read_model(path: Path) -> Model:
    """The model in a file. Raises SemestaError where it is none."""
    try:
        return Model.of_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SemestaError("linkage.model_unreadable", file=path.name) from error


@cache
def stated() -> Model:
    """The model that ships: counted on a made-up nation, for registers that are too
    small to count on."""
    path = files("semesta.linkage") / "stated_model.json"
    return Model.of_json(path.read_text(encoding="utf-8"))
