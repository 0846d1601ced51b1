"""Why a card was linked, or was not: the evidence in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from semesta.linkage.rules import ENCODED, PLAIN, words


REVIEW = "review"


@dataclass(frozen=True)
class Explanation:
    """What is known about one card; no value of a person."""

    finding: str
    is_linked: bool
    method: str | None
    probability: float | None
    evidence: tuple[str, ...]
    nik_fault: str | None


def explain(card: Mapping[str, Any], language: str = "id") -> Explanation:
    """Explains a row of `cards.parquet` in `language` (`id` or `en`).

    A card without a link is explained by its best candidate, where it has one.
    """
    method, code = card["method"], card["evidence"]
    known = method is not None and method != REVIEW
    book = ENCODED if (method or "").startswith(ENCODED) else PLAIN
    return Explanation(
        finding=card["finding"],
        is_linked=card["person_id"] is not None,
        method=methods()[method][language] if method else None,
        probability=card["probability"],
        evidence=tuple(words(code, language, book)) if known else (),
        nik_fault=card["nik_fault"],
    )


@cache
def methods() -> dict[str, dict[str, str]]:
    """Method → its words by language."""
    text = (files("semesta.linkage") / "methods.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)
