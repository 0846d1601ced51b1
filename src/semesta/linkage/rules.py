"""Which evidence makes a link: `rules.yaml` spelt out for every combination.

Evidence is one level per field (`evidence.yaml`). A pair's levels are packed into
one number, its code; there are a few ten thousand codes, so the verdict on each is
worked out once and joined, which keeps the SQL short and every pair explainable.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from math import prod
from operator import mul
from typing import Any

import pyarrow as pa

from semesta.own_yaml import own_yaml


# The two books of evidence and rules: of registers with names, and of encoded ones. A
# book's name is how its files begin, and the methods of its rules.
PLAIN, ENCODED = "", "encoded_"
# From here on a pair is so sure that nobody else needs to be considered.
CONFIRMED = 0.999
NAMELESS = {"name": "unknown", "mother": "unknown", "words": "one"}
# Fields of which rules know nothing; they come last, so a code without them is the same.
UNRULED = ("rarity", "holds", "whose")


@dataclass(frozen=True)
class Field:
    """One field of evidence: its levels from nothing to full agreement."""

    name: str
    levels: tuple[str, ...]
    words: dict[str, dict[str, str]]


@dataclass(frozen=True)
class Rule:
    """One rule: the levels it admits per field, and its verdict."""

    method: str
    accept: bool
    probability: float
    admits: dict[str, tuple[str, ...]]

    def indexes(self, field: Field) -> list[int]:
        """The places, among the field's levels, of those that the rule admits."""
        allowed = self.admits.get(field.name, field.levels)
        return [field.levels.index(level) for level in allowed]

    def holds(self, levels: dict[str, str]) -> bool:
        return all(levels[name] in allowed for name, allowed in self.admits.items())


@cache
def fields(book: str = PLAIN) -> tuple[Field, ...]:
    """The fields of evidence, in packing order (first = least significant)."""
    return tuple(
        Field(name, tuple(words), words)
        for name, words in _load(f"{book}evidence").items()
    )


@cache
def rules(book: str = PLAIN) -> tuple[Rule, ...]:
    """The rules in reading order."""
    known = {field.name: set(field.levels) for field in fields(book)}
    found = []
    for entry in _load(f"{book}rules"):
        verdict = {key: entry.pop(key) for key in ("method", "probability")}
        verdict["accept"] = entry.pop("accept", True)
        for name, allowed in entry.items():
            if not set(allowed) <= known[name]:
                raise ValueError(
                    f"{book}rules.yaml: unknown level in {name}: {allowed}"
                )
        found.append(Rule(**verdict, admits={k: tuple(v) for k, v in entry.items()}))
    return tuple(found)


def pack(levels: dict[str, str], book: str = PLAIN) -> int:
    """The code of a combination of levels; `evidence.sql` packs the same way."""
    code, size = 0, 1
    for field in fields(book):
        code += size * field.levels.index(levels[field.name])
        size *= len(field.levels)
    return code


def unpack(code: int, book: str = PLAIN) -> dict[str, str]:
    """The levels behind a code."""
    levels = {}
    for field in fields(book):
        code, index = divmod(code, len(field.levels))
        levels[field.name] = field.levels[index]
    return levels


def judge(levels: dict[str, str]) -> Rule | None:
    """The first rule that holds, or None: no link and no candidate."""
    return next((rule for rule in rules() if rule.holds(levels)), None)


@cache
def verdicts(book: str = PLAIN, least: float = 0.0) -> pa.Table:
    """Every code with a verdict: code, method, accept, probability, strength.

    Verdicts less probable than `least` are left out.
    `strength` orders pairs of equal probability: the sum of their levels.
    """
    ruled = [field for field in fields(book) if field.name not in UNRULED]
    sizes = [len(field.levels) for field in ruled]
    weights = [prod(sizes[:place]) for place in range(len(sizes))]
    verdict: dict[int, tuple[Rule, int]] = {}
    # From the last rule to the first, so that earlier rules have the last word.
    for rule in reversed(rules(book)):
        for indexes in product(*(rule.indexes(field) for field in ruled)):
            code = sum(map(mul, indexes, weights))
            verdict[code] = (rule, sum(indexes))
    rows = [
        (code, rule.method, rule.accept, rule.probability, strength)
        for code, (rule, strength) in sorted(verdict.items())
        if rule.probability >= least
    ]
    names = ("code", "method", "accept", "probability", "strength")
    kinds = (pa.int32(), pa.string(), pa.bool_(), pa.float64(), pa.int32())
    columns = zip(*rows, strict=True)
    return pa.table(
        {n: pa.array(c, k) for n, c, k in zip(names, columns, kinds, strict=True)}
    )


@cache
def hopeful_codes(least: float = 0.0) -> pa.Table:
    """The codes of pairs that names can decide, their own fields left at 0."""
    decided = verdicts(PLAIN, least)["code"].to_pylist()
    known = {pack(unpack(code) | NAMELESS) for code in decided}
    return pa.table({"code": pa.array(sorted(known), pa.int32())})


@cache
def version() -> str:
    """The hash of everything that decides a link: rules, evidence, names, SQL."""
    digest = hashlib.sha256()
    for path in sorted(files("semesta.linkage").iterdir(), key=lambda p: p.name):
        if path.name.endswith((".yaml", ".sql", ".json")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def words(code: int, language: str, book: str = PLAIN) -> list[str]:
    """A code in plain words, one per field that was looked at, in reading order."""
    levels = unpack(code, book)
    return [
        field.words[levels[field.name]][language]
        for field in fields(book)
        if field.name not in UNRULED or levels[field.name] != "unknown"
    ]


def _load(name: str) -> Any:
    return own_yaml("semesta.linkage", f"{name}.yaml")
