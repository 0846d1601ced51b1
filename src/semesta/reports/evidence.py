"""How cards were linked: what each sign weighs in this run, and cards as waterfalls.

A waterfall is a lane a sign, each beginning where the last one ended. What is shown of
a card comes from whoever calls: evidence in words and its weights, nothing of a person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from semesta.documents import decimal, times
from semesta.published import Run
from semesta.reports.charts import lane
from semesta.reports.small_counts import LEVELS
from semesta.reports.words import Voice


TABLE = "weights.csv"
LEAST_BITS = 0.15  # less is no more likely than not


@dataclass(frozen=True)
class Sign:
    """One sign: how often owners and strangers show it, and what that says."""

    words: str
    owners: float
    strangers: float
    bits: str
    meaning: str
    bar: Markup


@dataclass(frozen=True)
class Lane:
    """One sign of one pair, from where the evidence before it ended."""

    words: str
    bits: str
    meaning: str
    bar: Markup


@dataclass(frozen=True)
class Card:
    """A card with the evidence for its most likely owner, and who comes next."""

    title: str
    decides: str
    chance: str
    lanes: list[Lane]
    total: str
    runner_up: str
    runner_up_signs: list[str]


def signs(run: Run, voice: Voice) -> dict[str, list[Sign]]:
    """Step → its signs, the most telling for an owner first; empty where nothing was
    weighed, as in runs of registers without names."""
    if TABLE not in run.manifest.files:
        return {}
    rows = run.table(TABLE).to_pylist()
    ends = [0.0, *(row["bits"] for row in rows)]
    words = "sign" if voice.language == "id" else "sign_en"
    found: dict[str, list[Sign]] = {}
    for row in rows:
        bits = row["bits"]
        found.setdefault(row["step"], []).append(
            Sign(
                row[words],
                row["owners"],
                row["strangers"],
                decimal(bits, 1, voice.language),
                _meaning(bits, voice),
                lane(0.0, bits, min(ends), max(ends)),
            )
        )
    return found


def cards(told: Iterable[Mapping[str, Any]], level: str, voice: Voice) -> list[Card]:
    """The cards told; none below the regency, where few share a place and a fault."""
    return [] if level in LEVELS else [_card(card, voice) for card in told]


def _card(card: Mapping[str, Any], voice: Voice) -> Card:
    weighed, next_one = card["weighed"], card["runner_up"]
    finding = voice.label("finding", card["finding"])
    chance = decimal(card["probability"], 4, voice.language)
    return Card(
        title=voice("weights_card", card=card["card"], finding=finding),
        decides=card["decides"],
        chance=voice(
            "weights_linked" if card["is_linked"] else "weights_candidate",
            method=card["method"],
            chance=chance,
        ),
        lanes=_lanes(weighed, voice),
        total=decimal(weighed["total"], 1, voice.language),
        runner_up=_runner_up(weighed, next_one, voice),
        runner_up_signs=_told(next_one["steps"], voice) if next_one else [],
    )


def _lanes(weighed: Mapping[str, Any], voice: Voice) -> list[Lane]:
    rows = [(voice("weights_start"), weighed["start"]), *weighed["steps"]]
    heights = [0.0]
    for _, bits in rows:
        heights.append(heights[-1] + bits)
    low, high = min(heights), max(heights)
    return [
        Lane(
            words,
            decimal(bits, 1, voice.language),
            _meaning(bits, voice) if place else "",
            lane(heights[place], heights[place + 1], low, high),
        )
        for place, (words, bits) in enumerate(rows)
    ]


def _meaning(bits: float, voice: Voice) -> str:
    """How many times likelier, in words; empty for what tells next to nothing."""
    if abs(bits) < LEAST_BITS:
        return ""
    key = "weights_times_same" if bits > 0 else "weights_times_other"
    return voice(key, times=times(bits, voice.language))


def _runner_up(
    weighed: Mapping[str, Any], next_one: Mapping[str, Any] | None, voice: Voice
) -> str:
    if next_one is None:
        return voice("weights_no_runner_up")
    less = times(weighed["total"] - next_one["total"], voice.language)
    return voice("weights_runner_up", times=less)


def _told(steps: Sequence[tuple[str, float]], voice: Voice) -> list[str]:
    return [f"{words} ({decimal(bits, 1, voice.language)})" for words, bits in steps]
