"""Why: residents by state, segments, findings about cards, the bridge of both bases."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from semesta.published import Run, codes
from semesta.reports.charts import Part, stacked
from semesta.reports.figures import STATUS, Figures, Row
from semesta.reports.rankings import rows_where
from semesta.reports.small_counts import LEVELS, Shown, shown
from semesta.reports.words import Voice


STATES = codes("state")
SEGMENT_PARTS = ("active", "inactive_arrears", "inactive_lapsed")
STRONG = ("deceased", "duplicate")
TO_CLARIFY = ("moved", "not_found", "nik_invalid", "identity_conflict", "unknown")
OTHERS = ("newborn_waiting",)
NOT_MATCHED = (*STRONG, *TO_CLARIFY, *OTHERS)


@dataclass(frozen=True)
class State:
    """A part of the population: its code, persons and share."""

    code: str
    persons: Shown
    share: float | None


@dataclass(frozen=True)
class Partition:
    """The residents of the top place by state, and the bar of it."""

    population: int
    states: list[State]
    bar: Markup


def partition(run: Run, found: Figures, voice: Voice) -> Partition | None:
    """population = active + arrears + lapsed + unregistered + unknown, linked basis.

    None where nobody was linked there.
    """
    row = linked_row(run, found)
    if row is None or not row["population"]:
        return None
    sums = (("inactive_arrears", "inactive_lapsed"), ("unregistered", "unknown"))
    persons: dict[str, Shown] = {"active": row["active"]}
    for parts in sums:
        persons |= shown(row["level"], {part: row[part] for part in parts})
    states = [
        State(code, number, _share(number, row["population"]))
        for code in STATES
        if (number := persons[code]) is not None
    ]
    return Partition(row["population"], states, _bar(states, voice))


def _bar(states: list[State], voice: Voice) -> Markup:
    """No bar where a part is withheld: its width would tell it."""
    parts = [
        Part(state.code, state.persons, _aloud(state, voice))
        for state in states
        if isinstance(state.persons, int)
    ]
    if len(parts) < len(states):
        return Markup("")
    text = voice("partition_aloud", parts=voice.listed(part.name for part in parts))
    return stacked(parts, text)


def _aloud(state: State, voice: Voice) -> str:
    words = voice.label("state", state.code)
    return f"{words} {voice.count(state.persons)} ({voice.percent(state.share)})"


def _share(number: Shown, population: int) -> float | None:
    return number / population if isinstance(number, int) else None


def linked_row(run: Run, found: Figures) -> Row | None:
    rows = rows_where(run.regions(), region_code=found.top.code, basis="linked")
    return rows[0] if rows else None


@dataclass(frozen=True)
class Segment:
    """One segment; `active` and the rest are None below the regency."""

    code: str
    registered: Shown
    active: int | None
    inactive_arrears: int | None
    inactive_lapsed: int | None
    share: float | None


def segments(run: Run, found: Figures) -> list[Segment]:
    """Registered residents by segment, the largest first."""
    rows = rows_where(run.table("segments.csv"), region_code=found.top.code)
    total = sum(row["registered"] for row in rows)
    registered = shown(
        found.top.level, {row["segment"]: row["registered"] for row in rows}
    )
    below = found.top.level in LEVELS
    ordered = sorted(rows, key=lambda row: (-row["registered"], row["segment"]))
    return [
        Segment(
            row["segment"],
            registered[row["segment"]],
            share=_share(registered[row["segment"]], total) if total else None,
            **{part: None if below else row[part] for part in SEGMENT_PARTS},
        )
        for row in ordered
        if row["registered"]
    ]


@dataclass(frozen=True)
class Finding:
    """Cards with one finding, and how strong it is: strong, to_clarify, none."""

    code: str
    cards: Shown
    strength: str


def findings(run: Run, found: Figures) -> list[Finding]:
    """The findings about the cards of the top place; empty without cards."""
    row = bridge_row(run, found)
    if row is None or not row["cards"]:
        return []
    parts = {code: row[code] for code in NOT_MATCHED}
    cards: dict[str, Shown] = {"matched": row["cards"] - sum(parts.values())}
    cards |= shown(found.top.level, parts)
    return [
        Finding(code, number, _strength(code))
        for code, number in cards.items()
        if number != 0
    ]


def _strength(code: str) -> str:
    if code in STRONG:
        return "strong"
    return "to_clarify" if code in TO_CLARIFY else "none"


def bridge_row(run: Run, found: Figures) -> Row | None:
    rows = rows_where(run.table("bridge.csv"), region_code=found.top.code)
    return rows[0] if rows else None


@dataclass(frozen=True)
class Bridge:
    """From the cards of a place to its registered residents, line by line.

    `cards` less every line is `registered`. `official` is what the insurer published
    where that is not the number of cards in the file.
    """

    cards: int
    lines: list[tuple[str, Shown]]
    registered: int
    official: int | None


def bridge(run: Run, found: Figures) -> Bridge | None:
    """None where the run has no bridge for the top place."""
    row = bridge_row(run, found)
    if row is None:
        return None
    cards = shown(found.top.level, {code: row[code] for code in NOT_MATCHED})
    lines = [(code, number) for code, number in cards.items() if number != 0]
    lines.append(("recorded_elsewhere", row["recorded_elsewhere"]))
    official = _bases(run, found).get("administrative", {}).get("registered")
    return Bridge(
        row["cards"],
        lines,
        row["registered"],
        None if official == row["cards"] else official,
    )


def bases(run: Run, found: Figures) -> list[Row]:
    """The rows of the top place, the headline basis first."""
    both = _bases(run, found)
    return [both[basis] for basis in sorted(both, key=lambda b: b != found.top.basis)]


def _bases(run: Run, found: Figures) -> Mapping[str, Row]:
    rows = rows_where(run.regions(), region_code=found.top.code)
    return {row["basis"]: row for row in rows}


def criteria(run: Run, found: Figures) -> list[Row]:
    """The criteria of status and routes for the top place, on its headline basis."""
    rows = rows_where(
        run.table("criteria.csv"), region_code=found.top.code, basis=found.top.basis
    )
    return sorted(rows, key=lambda row: row["edition"] != STATUS)
