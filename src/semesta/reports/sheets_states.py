"""Sheets of why: residents by state, segment, sex and age, and the bridge of cards."""

from collections.abc import Callable, Iterator
from typing import Any

from semesta.reports.figures import Row
from semesta.reports.hidden import INACTIVE, NOT_MATCHED, WITHOUT_CARD
from semesta.reports.sheet import Sheet
from semesta.reports.sheets_decided import partial
from semesta.reports.sheets_places import Places, by_region, places
from semesta.reports.small_counts import LEVELS


STATES = ("active", *INACTIVE)


def states(all_: Places) -> Sheet:
    """The partition of every region on the linked basis."""
    scope = all_.run.manifest.scope
    unknown = "unknown" if scope == "all" else "outside"
    columns = dict.fromkeys(
        ("population", "active", *INACTIVE, "unregistered", unknown, "difference"),
        "count",
    )

    def rows() -> Iterator[dict[str, Any]]:
        for row in all_.rows("regions.csv"):
            if row["basis"] == "linked":
                parts = all_.hidden.states(row)
                yield {
                    **all_.about(row["region_code"]),
                    "population": row["population"],
                    "active": row["active"],
                    **parts,
                    unknown: parts["unknown"],
                    "difference": _partition_difference(row),
                }

    voice = all_.voice
    lines = voice("book_states_sum"), voice("small_counts"), *partial(scope, voice)
    return all_.sheet("states", columns, rows(), *lines)


def _partition_difference(row: Row) -> int | None:
    """Without a part that cannot be told apart (a partial file has no unregistered)."""
    if row["population"] is None or row["active"] is None:
        return None
    parts = ("active", *INACTIVE, *WITHOUT_CARD)
    return row["population"] - sum(row[key] or 0 for key in parts)


def segments(all_: Places) -> Sheet:
    """Registered residents by segment; by state as well from the regency upwards."""
    columns = {"segment": "text"} | dict.fromkeys(("registered", *STATES), "count")

    def rows() -> Iterator[dict[str, Any]]:
        for code, group in by_region(all_.rows("segments.csv")):
            states = {} if all_.level(code) in LEVELS else _states(group)
            for segment, registered in all_.hidden.of_segments(code, group).items():
                yield {
                    **all_.about(code),
                    "segment": all_.voice.label("segment", segment),
                    "registered": registered,
                    **states.get(segment, dict.fromkeys(STATES)),
                }

    lines = all_.voice("book_segments_below"), all_.voice("small_counts")
    return all_.sheet("segments", columns, rows(), *lines)


def _states(group: list[Row]) -> dict[str, dict[str, Any]]:
    return {row["segment"]: {key: row[key] for key in STATES} for row in group}


def ages(all_: Places) -> Sheet:
    """Residents by sex and age band, from the regency upwards."""
    columns = {"sex": "text", "age_band": "text"} | dict.fromkeys(
        ("population", "registered", "active"), "count"
    )
    columns |= {"coverage_rate": "rate", "active_rate": "rate"}

    def rows() -> Iterator[dict[str, Any]]:
        for row in all_.rows("demographics.csv"):
            if all_.level(row["region_code"]) not in LEVELS:
                yield {
                    **row,
                    **all_.about(row["region_code"]),
                    "sex": all_.voice.label("sex", row["sex"]),
                    "coverage_rate": _share(row["registered"], row["population"]),
                    "active_rate": _share(row["active"], row["population"]),
                }

    return all_.sheet("ages", columns, rows(), all_.voice("book_ages_above"))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 6) if whole else None


def findings(all_: Places) -> Sheet:
    """The bridge of every region: cards, what they were found to be, registered."""
    columns = dict.fromkeys(("cards", *NOT_MATCHED), "count") | {
        "recorded_elsewhere": "change",
        "registered": "count",
        "difference": "count",
    }

    def rows() -> Iterator[dict[str, Any]]:
        for row in all_.rows("bridge.csv"):
            code = row["region_code"]
            parts = {key: row[key] for key in NOT_MATCHED}
            less = sum(parts.values()) + row["recorded_elsewhere"]
            yield {
                **row,
                **all_.about(code),
                **all_.hidden.of_findings(row),
                "difference": row["cards"] - less - row["registered"],
            }

    lines = all_.voice("book_findings_sum"), all_.voice("small_counts")
    return all_.sheet("findings", columns, rows(), *lines)


SHEETS: tuple[Callable[[Places], Sheet], ...] = (
    places,
    states,
    segments,
    ages,
    findings,
)
