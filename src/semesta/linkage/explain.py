"""Why a card was linked, or was not: the evidence in words, and what it weighs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from semesta.linkage.model import Model
from semesta.linkage.rules import ENCODED, PLAIN, fields, unpack, words
from semesta.own_yaml import own_yaml


REVIEW = "review"
# Steps of the model that two fields of evidence tell.
FIELDS_OF = {"where": ("family", "place"), "name": ("name", "words")}
UNKNOWN = "unknown"


@dataclass(frozen=True)
class StepWeight:
    """What one step of evidence says, in words, and how much, in bits (one bit: twice
    as likely); below 0 it speaks against."""

    words: str
    bits: float


@dataclass(frozen=True)
class Weighed:
    """The evidence for one person, step by step, from `start`, before anything is known
    of the two, to `total`."""

    start: float
    steps: tuple[StepWeight, ...]

    @property
    def total(self) -> float:
        return self.start + sum(step.bits for step in self.steps)


@dataclass(frozen=True)
class Explanation:
    """What is known about one card; no value of a person. `weighed` and `runner_up` are
    there where the run has a model."""

    finding: str
    is_linked: bool
    method: str | None
    probability: float | None
    evidence: tuple[str, ...]
    nik_fault: str | None
    weighed: Weighed | None = None
    runner_up: Weighed | None = None


def explain(
    card: Mapping[str, Any], language: str = "id", model: Model | None = None
) -> Explanation:
    """Explains a row of `cards.parquet` in `language` (`id` or `en`).

    A card without a link is explained by its best candidate, where it has one. A pair
    told in the same columns has no runner-up.
    """
    method, code = card["method"], card["evidence"]
    known = method is not None and method != REVIEW
    book = ENCODED if (method or "").startswith(ENCODED) else PLAIN
    next_code = card.get("runner_up_evidence") if known else None
    return Explanation(
        finding=card["finding"],
        is_linked=card["person_id"] is not None,
        method=methods()[method][language] if method else None,
        probability=card["probability"],
        evidence=tuple(words(code, language, book)) if known else (),
        nik_fault=card["nik_fault"],
        weighed=weighed(model, code, language) if known and model else None,
        runner_up=weighed(model, next_code, language) if model and next_code else None,
    )


def weighed(model: Model, code: int, language: str) -> Weighed:
    """The weights of a pair's evidence, in words."""
    levels = unpack(code)
    steps = tuple(
        StepWeight(", ".join(_told(step.step, levels, language)), step.bits)
        for step in model.steps(code)
    )
    return Weighed(model.prior, steps)


def _told(step: str, levels: Mapping[str, str], language: str) -> Iterator[str]:
    """A step in words. Where the family is shared, the place adds nothing."""
    for name in FIELDS_OF.get(step, (step,)):
        level = levels[name]
        shared = name == "place" and levels["family"] == "equal"
        if level != UNKNOWN and not shared:
            yield field_words()[name][level][language]


@cache
def field_words() -> dict[str, dict[str, dict[str, str]]]:
    """Field → level → its words by language."""
    return {field.name: field.words for field in fields()}


@cache
def methods() -> dict[str, dict[str, str]]:
    """Method → its words by language."""
    return own_yaml("semesta.linkage", "methods.yaml")
