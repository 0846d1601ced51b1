"""One sheet of the workbook before it is written: title, columns, rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from semesta.documents import Heading
from semesta.reports.words import Voice


# Kind and width of a column wherever its key stands.
TEXTS = {
    "region_code": ("text", 14),
    "region_name": ("text", 30),
    "district": ("text", 24),
    "regency": ("text", 26),
    "source": ("wrapped", 48),
    "facts": ("wrapped", 32),
    "what": ("wrapped", 34),
    "text": ("wrapped", 110),
    "file": ("wrapped", 30),
    "reason": ("wrapped", 50),
    "change": ("wrapped", 44),
    "line": ("text", 24),
    "criterion": ("text", 34),
    "verdict": ("text", 21),
    "award": ("text", 24),
    "near": ("wrapped", 60),
    "nearest": ("text", 24),
}


@dataclass(frozen=True)
class Sheet:
    """`key` names the sheet and its title; `rows` have the keys of the headings.

    The first `names` columns stay in sight beside the header.
    """

    title: str
    headings: Sequence[Heading]
    rows: Iterable[Mapping[str, Any]]
    above: Sequence[str] = ()
    names: int = 0


def headings(voice: Voice, **kinds: str) -> list[Heading]:
    """Columns in order; `kinds` is key → kind, or `text` with the width of its key."""
    return [_heading(key, kind, voice) for key, kind in kinds.items()]


def _heading(key: str, kind: str, voice: Voice) -> Heading:
    width = 16 if kind == "rupiah" else 13
    if kind == "text":
        kind, width = TEXTS.get(key, ("text", 18))
    return Heading(key, voice(f"book_{key}"), kind, width)
