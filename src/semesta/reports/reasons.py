"""Why: residents by state, segments, findings about cards, the bridge of both bases."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from semesta.published import Run, codes
from semesta.reports.charts import Part, stacked
from semesta.reports.figures import STATUS, Figures, Row
from semesta.reports.hidden import NOT_MATCHED, STRONG, TO_CLARIFY
from semesta.reports.rankings import rows_where
from semesta.reports.small_counts import LEVELS, Shown
from semesta.reports.words import Voice


STATES = codes("state")
HIGH_RATES = ("coverage_rate_high", "active_rate_high")
SEGMENT_PARTS = ("active", "inactive_arrears", "inactive_lapsed")


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
    persons = {"active": row["active"], **found.hidden.states(row)}
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
    """Registered residents by segment, the largest first, the withheld last."""
    rows = rows_where(run.table("segments.csv"), region_code=found.top.code)
    total = sum(row["registered"] for row in rows)
    registered = found.hidden.of_segments(found.top.code, rows)
    below = found.top.level in LEVELS
    parts = {} if below else {row["segment"]: row for row in rows}
    return [
        Segment(
            segment,
            number,
            share=_share(number, total) if total else None,
            **{part: parts.get(segment, {}).get(part) for part in SEGMENT_PARTS},
        )
        for segment, number in sorted(registered.items(), key=largest_first)
        if number
    ]


def largest_first(part: tuple[str, Shown]) -> tuple[bool, int, str]:
    """Order of parts; that of withheld ones tells nothing of their size."""
    name, number = part
    return not isinstance(number, int), -number if isinstance(number, int) else 0, name


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
    cards |= found.hidden.of_findings(row)
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
    cards = found.hidden.of_findings(row)
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
    """The rows of the top place, the headline basis first.

    Without high rates where they would tell a withheld number to be verified.
    """
    both = _bases(run, found)
    hidden = found.hidden.high_rates(found.top.code)
    without = dict.fromkeys(HIGH_RATES) if hidden else {}
    ordered = sorted(both, key=lambda basis: basis != found.top.basis)
    return [{**both[basis], **without} for basis in ordered]


def _bases(run: Run, found: Figures) -> Mapping[str, Row]:
    rows = rows_where(run.regions(), region_code=found.top.code)
    return {row["basis"]: row for row in rows}


def criteria(run: Run, found: Figures) -> list[Row]:
    """The criteria of status and routes for the top place, on its headline basis."""
    rows = rows_where(
        run.table("criteria.csv"), region_code=found.top.code, basis=found.top.basis
    )
    return sorted(rows, key=lambda row: row["edition"] != STATUS)
