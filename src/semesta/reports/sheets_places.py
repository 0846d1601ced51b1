"""The places of a report and their sheet: every count and rate on every basis."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from semesta.published import Run
from semesta.regions import NATION, tree
from semesta.reports.figures import Figures, Row
from semesta.reports.hidden import LOCAL, Hidden
from semesta.reports.sheet import Sheet, headings
from semesta.reports.small_counts import WITHHELD, Shown
from semesta.reports.words import Voice


PLACE = {"region_code": "text", "region_name": "text"}


class Places:
    """The places of a report, with what each of them is called and lies in."""

    def __init__(self, run: Run, found: Figures, voice: Voice) -> None:
        self.run = run
        self.top = found.top.code
        self.hidden = found.hidden
        self.voice = voice
        self.regions = self._inside(run.regions())
        codes, names, levels = (
            self.regions[column].to_pylist()
            for column in ("region_code", "region_name", "level")
        )
        self.names = dict(zip(codes, names, strict=True))
        self.levels = dict(zip(codes, levels, strict=True))

    def _inside(self, table: pa.Table) -> pa.Table:
        if self.top == NATION:
            return table
        within = pc.starts_with(table["region_code"], f"{self.top}.")
        return table.filter(pc.or_(within, pc.equal(table["region_code"], self.top)))

    def rows(self, file: str) -> Iterator[Row]:
        """The rows of a published table about the places, a batch at a time."""
        table = self.regions if file == "regions.csv" else None
        if table is None:
            table = self._inside(self.run.table(file))
        for batch in table.to_batches(max_chunksize=10_000):
            yield from batch.to_pylist()

    def level(self, code: str) -> str:
        return self.levels.get(code) or tree().region(code).level

    def name(self, code: str) -> str:
        return self.names.get(code) or tree().region(code).title

    def about(self, code: str) -> dict[str, Any]:
        """Code, name, level and the places above: the same columns on every sheet."""
        above = {"district": code[:8], "regency": code[:5]}
        return {
            "region_code": code,
            "region_name": self.name(code),
            "level": self.voice.label("level", self.level(code)),
            **{
                key: self.names.get(part) if len(part) < len(code) else None
                for key, part in above.items()
            },
        }

    def sheet(
        self,
        key: str,
        columns: dict[str, str],
        rows: Iterator[dict[str, Any]],
        *below: str,
    ) -> Sheet:
        """A sheet of places; `below` its title stand lines of text."""
        about = {**PLACE, "level": "text", "district": "text", "regency": "text"}
        return Sheet(
            title=self.voice(f"book_sheet_{key}"),
            headings=headings(self.voice, **about, **columns),
            rows=rows,
            above=(self.voice(f"book_title_{key}"), *below),
            names=2,
        )


def places(all_: Places) -> Sheet:
    """Every region on every basis, with low and high rates."""
    columns = {
        "basis": "text",
        "month": "month",
        "population": "count",
        "population_semester": "text",
        "registered": "count",
        "active": "count",
        "local_government": "count",
        "coverage_rate": "rate",
        "coverage_rate_high": "rate",
        "active_rate": "rate",
        "active_rate_high": "rate",
        "local_government_share": "rate",
    }

    lines = all_.voice("book_low_high"), all_.voice("small_counts")

    def rows() -> Iterator[dict[str, Any]]:
        for row in all_.rows("regions.csv"):
            basis = all_.voice.label("basis", row["basis"])
            about = all_.about(row["region_code"])
            yield {**row, **about, "basis": basis, **_small(row, all_.hidden)}

    return all_.sheet("places", columns, rows(), *lines)


def _small(row: Row, hidden: Hidden) -> dict[str, Shown]:
    """Below the regency: what high rates and the count of local government would tell
    of counts that other sheets withhold."""
    code = row["region_code"]
    found: dict[str, Shown] = {}
    if hidden.high_rates(code):
        found |= dict.fromkeys(("coverage_rate_high", "active_rate_high"), WITHHELD)
    if hidden.local_government(code):
        found |= dict.fromkeys((LOCAL, "local_government_share"), WITHHELD)
    return found


def by_region(rows: Iterator[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Rows of one region after the other, as they stand."""
    group: list[Row] = []
    for row in rows:
        if group and group[0]["region_code"] != row["region_code"]:
            yield group[0]["region_code"], group
            group = []
        group.append(row)
    if group:
        yield group[0]["region_code"], group
