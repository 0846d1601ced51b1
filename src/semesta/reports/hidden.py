"""What the reports of a run withhold, decided once over all its levels.

Page, workbook and brief show different places of a run; all withhold the same counts,
so that one does not tell what another hides.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from semesta.published import Run
from semesta.reports.small_counts import (
    SMALLEST,
    WITHHELD,
    Shown,
    is_below_regency,
    withheld,
)


INACTIVE = ("inactive_arrears", "inactive_lapsed")
WITHOUT_CARD = ("unregistered", "unknown")
LOCAL, PEMDA = "local_government", "pbpu-pemda"
STRONG = ("deceased", "duplicate")
TO_CLARIFY = ("moved", "not_found", "nik_invalid", "identity_conflict", "unknown")
OTHERS = ("newborn_waiting",)
NOT_MATCHED = (*STRONG, *TO_CLARIFY, *OTHERS)

Row = Mapping[str, Any]
Withheld = Mapping[str, frozenset[str]]
"""Parts by the code of the place that withholds them."""


class Hidden:
    """The withheld parts of every sum of a run, each found when it is first asked."""

    def __init__(self, run: Run) -> None:
        self.run = run

    @cached_property
    def inactive(self) -> Withheld:
        """Of arrears and lapsed, which are the registered who are not active."""
        return withheld(self._partition(INACTIVE))

    @cached_property
    def without_card(self) -> Withheld:
        """Of unregistered and to be verified, the residents who are not registered."""
        return withheld(self._partition(WITHOUT_CARD))

    @cached_property
    def segments(self) -> Withheld:
        """Of the segments; few residents of local government hide their segment."""
        rows = self.run.table("segments.csv").to_pylist()
        counts: dict[str, dict[str, int]] = {}
        for row in rows:
            counts.setdefault(row["region_code"], {})[row["segment"]] = row[
                "registered"
            ]
        return withheld(counts, frozenset((code, PEMDA) for code in self._few_local))

    @cached_property
    def findings(self) -> Withheld:
        """Of the findings that keep cards from counting."""
        return withheld(
            {
                row["region_code"]: {part: row[part] for part in NOT_MATCHED}
                for row in self.run.table("bridge.csv").to_pylist()
            }
        )

    @cached_property
    def _few_local(self) -> frozenset[str]:
        """Places where local government registers next to nobody, on either basis."""
        regions = self.run.regions()
        counts = zip(
            regions["region_code"].to_pylist(), regions[LOCAL].to_pylist(), strict=True
        )
        return frozenset(
            code
            for code, count in counts
            if count and count < SMALLEST and is_below_regency(code)
        )

    def _partition(self, parts: tuple[str, ...]) -> dict[str, dict[str, int]]:
        linked = pc.equal(self.run.regions()["basis"], "linked")
        rows = self.run.regions().filter(linked).select(["region_code", *parts])
        return {
            row["region_code"]: {part: row[part] or 0 for part in parts}
            for row in rows.to_pylist()
            if None not in row.values()
        }

    def states(self, row: Row) -> dict[str, Shown]:
        """The residents of a row of regions.csv who are not active, by state."""
        code = row["region_code"]
        return {
            **told(self.inactive, code, {part: row[part] for part in INACTIVE}),
            **told(self.without_card, code, {part: row[part] for part in WITHOUT_CARD}),
        }

    def of_segments(self, code: str, rows: list[Row]) -> dict[str, Shown]:
        """The registered residents of a place by segment, from its rows."""
        counts = {row["segment"]: row["registered"] for row in rows}
        return told(self.segments, code, counts)

    def of_findings(self, row: Row) -> dict[str, Shown]:
        """The cards of a row of bridge.csv that do not count, by finding."""
        counts = {part: row[part] for part in NOT_MATCHED}
        return told(self.findings, row["region_code"], counts)

    def high_rates(self, code: str) -> bool:
        """Whether a high rate would tell a withheld number to be verified."""
        return is_below_regency(code) and "unknown" in self.without_card.get(code, ())

    def local_government(self, code: str) -> bool:
        """Whether residents of local government are withheld, as their segment is."""
        return is_below_regency(code) and (
            code in self._few_local or PEMDA in self.segments.get(code, ())
        )


def told(
    hidden: Withheld, code: str, parts: Mapping[str, int | None]
) -> dict[str, Shown]:
    """The parts of one sum of a place as they may be printed, `*` for the withheld.

    A withheld part that the place does not have stands among them all the same.
    """
    marks = dict.fromkeys(sorted(hidden.get(code, ())), WITHHELD)
    return {**parts, **marks}


def of_changes(changes: pa.Table) -> Withheld:
    """What is withheld of the persons who changed, by `change_key`."""
    counts: dict[str, dict[str, int]] = {}
    for row in changes.select(["region_code", "kind", "cause", "persons"]).to_pylist():
        counts.setdefault(row["region_code"], {})[change_key(row)] = row["persons"]
    return withheld(counts)


def change_key(row: Row) -> str:
    """Kind and cause of a change in one name."""
    return f"{row['kind']}/{row['cause'] or ''}"


def change_of(key: str) -> tuple[str, str | None]:
    """The kind and cause that `change_key` put together."""
    kind, _, cause = key.partition("/")
    return kind, cause or None
