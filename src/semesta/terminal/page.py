"""What the commands print about a run, a decision, a card and a rule."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from rich.console import Console
from rich.table import Table

from semesta.awards import Decision
from semesta.documents import count, percent, printed_percent
from semesta.law import Value
from semesta.own_yaml import own_yaml
from semesta.published import Run, label, summary
from semesta.regions import tree
from semesta.registers import reason_text


MOST_IN_FULL = 3
MOST_REGIONS = 20
LOWEST_VILLAGES = 5
STATES = (
    "active",
    "inactive_arrears",
    "inactive_lapsed",
    "unregistered",
    "unknown",
)


@cache
def _texts() -> dict[str, dict[str, str]]:
    return own_yaml("semesta.terminal", "texts.yaml")


def say(key: str, language: str, **parts: object) -> str:
    """A text of `texts.yaml`."""
    return _texts()[key][language].format(**parts)


class Progress:
    """Says which stage of a run begins."""

    def __init__(self, console: Console, language: str, talks: bool) -> None:
        self.console = console
        self.language = language
        self.talks = talks

    def stage(self, name: str) -> None:
        if self.talks:
            text = say(f"stage_{name}", self.language)
            self.console.print(f"· {text} …", style="dim")


class Page:
    """Prints tables in one language."""

    def __init__(self, console: Console, language: str) -> None:
        self.console = console
        self.language = language

    def say(self, key: str, **parts: object) -> str:
        return say(key, self.language, **parts)

    def table(self, headers: Iterable[str], numbers: int = 0) -> Table:
        """A table whose last `numbers` columns are right-aligned."""
        table = Table(header_style="bold")
        names = list(headers)
        for place, name in enumerate(names):
            right = place >= len(names) - numbers
            table.add_column(name, justify="right" if right else "left")
        return table

    def show(self, title: str, table: Table) -> None:
        """A table below its title, which may be wider."""
        self.console.print(title, style="italic")
        self.console.print(table)

    def run(self, run: Run) -> None:
        """The summary of a run."""
        about = summary(run)
        self._regions(about)
        self._partition(about)
        self._findings(about["findings"])
        if about["scope"] == "all":
            self._lowest(run)
        self._rows(about["rows"])
        for note in about["notes"]:
            self._note(note)
        if about["scope"] == "unregistered-list":
            self.console.print(self.say("unregistered_list"))
        elif about["scope"] != "all":
            self.console.print(self.say("partial", scope=about["scope"]))
        self.legal(run)

    def legal(self, run: Run) -> None:
        """What was not stated about why the run may hold its files."""
        if missing := run.manifest.legal.missing:
            names = ", ".join(self.say(f"legal_{key}") for key in missing)
            self.console.print(self.say("not_stated", what=names.lower()))

    def _note(self, note: Mapping[str, Any]) -> None:
        parts = {
            key: count(value, self.language) if isinstance(value, int) else value
            for key, value in note.items()
        }
        text = self.say(f"note_{parts.pop('note')}", **parts)
        self.console.print(f"{self.say('attention')}: {text}", style="yellow")

    def _regions(self, about: Mapping[str, Any]) -> None:
        self.console.rule(self.say("title", month=about["month"]), align="left")
        regions = about["regions"]
        if len(regions) > MOST_IN_FULL:
            self._many_regions(regions, about["edition"])
            return
        for region in regions:
            self.console.print(region["region_name"], style="bold")
            grid = Table.grid(padding=(0, 2))
            for key, text in self._one_region(region, about["edition"]):
                grid.add_row(f"  {key}", text)
            self.console.print(grid)

    def _one_region(
        self, region: Mapping[str, Any], edition: str
    ) -> Iterator[tuple[str, str]]:
        """Name and value of everything about a region; the headline basis first."""
        bases = region["bases"]
        for basis in sorted(bases, key=lambda basis: basis != region["headline"]):
            row = bases[basis]
            if basis != region["headline"] and not row["population"]:
                continue
            yield self.say("basis"), label("basis", basis, self.language)
            yield self.say("population"), self._population(row)
            yield self.say("coverage"), self.rate(region, basis, "coverage")
            yield self.say("activity"), self.rate(region, basis, "active")
            yield self.say("pemda"), self._pemda(region, basis)
            if basis == region["headline"]:
                yield self.say("status"), self._status(region)
                yield self.say("award", edition=edition), self._award(region)
                yield self.say("missing"), self._missing(region)
                for near in region["near"][self.language]:
                    yield self.say("near"), near

    def _many_regions(self, regions: list[dict[str, Any]], edition: str) -> None:
        headers = ("region", "population", "coverage", "activity")
        award = self.say("award", edition=edition)
        table = self.table([*map(self.say, headers), award])
        for region in regions[:MOST_REGIONS]:
            row = region["bases"][region["headline"]]
            table.add_row(
                region["region_name"],
                self._population(row),
                self.rate(region, region["headline"], "coverage"),
                self.rate(region, region["headline"], "active"),
                self._award(region),
            )
        self.console.print(table)
        for region in regions[:MOST_REGIONS]:
            self.near(region, region["region_name"])
        if (rest := len(regions) - MOST_REGIONS) > 0:
            self.console.print(
                self.say("more_regions", count=count(rest, self.language))
            )

    def near(self, region: Mapping[str, Any], name: str) -> None:
        """What is said of thresholds near the headline figures of a region."""
        for near in region["near"][self.language]:
            self.console.print(f"{name}: {near}", style="yellow")

    def _population(self, row: Mapping[str, Any]) -> str:
        semester = row["population_semester"]
        number = count(row["population"], self.language)
        return f"{number} ({semester})" if semester else number

    def rate(self, region: Mapping[str, Any], basis: str, name: str) -> str:
        """`coverage` or `active` of a region: as printed where only that is known."""
        row = region["bases"][basis]
        low, high = row[f"{name}_rate"], row[f"{name}_rate_high"]
        printed = region["printed"].get(name)
        if printed and basis == "administrative" and (low is None or low != high):
            return printed_percent(printed, self.language)
        if name == "active" and row["active"] is None:
            return self.say("cannot")
        return self._between(low, high)

    def _pemda(self, region: Mapping[str, Any], basis: str) -> str:
        share = region["bases"][basis]["local_government_share"]
        printed = region["printed"].get("local_government")
        if printed and basis == "administrative" and share is None:
            return printed_percent(printed, self.language)
        return percent(share, self.language)

    def _between(self, low: float | None, high: float | None) -> str:
        if low is None or high is None:
            return self.say("cannot")
        ends = percent(low, self.language), percent(high, self.language)
        if ends[0] == ends[1]:
            return ends[0]
        return self.say("to", low=ends[0], high=ends[1])

    def _status(self, region: Mapping[str, Any]) -> str:
        status = region["status"]
        if status is None:
            return "–"
        names = {"UHC": status["uhc"], "UHC Prioritas": status["uhc_prioritas"]}
        return "; ".join(
            f"{name}: {label('verdict', verdict, self.language)}"
            for name, verdict in names.items()
        )

    def _award(self, region: Mapping[str, Any]) -> str:
        award = region["award"]
        return self.category(award["category"], award) if award else "–"

    def category(self, category: str | None, ends: Mapping[str, str]) -> str:
        """The category that is settled, or the range that is left."""
        if category:
            return label("category", category, self.language)
        names = {
            end: label("category", ends[end], self.language)
            for end in ("worst", "best")
        }
        return self.say("undecided", **names)

    def _missing(self, region: Mapping[str, Any]) -> str:
        key = "missing" if self.language == "id" else "missing_en"
        return (region["award"] or {}).get(key) or "–"

    def _partition(self, about: Mapping[str, Any]) -> None:
        for region in about["regions"][:1]:
            row = region["bases"].get("linked")
            if row is None or row["population"] is None:
                continue
            title = f"{self.say('partition')}: {region['region_name']}"
            headers = [self.say("state"), self.say("persons"), "%"]
            table = self.table(headers, numbers=2)
            for state in STATES:
                if row[state] is not None:
                    outside = state == "unknown" and about["scope"] != "all"
                    name = label("state", state, self.language)
                    table.add_row(
                        self.say("outside") if outside else name,
                        count(row[state], self.language),
                        percent(row[state] / row["population"], self.language),
                    )
            table.add_row(
                label("measure", "population", self.language),
                count(row["population"], self.language),
                "",
                style="bold",
            )
            self.show(title, table)

    def _findings(self, findings: Mapping[str, int]) -> None:
        if not findings:
            return
        headers = [self.say("finding"), self.say("cards")]
        table = self.table(headers, numbers=1)
        for finding, cards in findings.items():
            table.add_row(
                label("finding", finding, self.language), count(cards, self.language)
            )
        self.show(self.say("findings"), table)

    def _lowest(self, run: Run) -> None:
        rows = [
            row
            for row in run.regions().to_pylist()
            if row["level"] == "village"
            and row["basis"] == "linked"
            and row["active_rate"] is not None
        ]
        headers = [self.say(key) for key in ("region", "population", "activity")]
        table = self.table(headers, numbers=2)
        for row in sorted(rows, key=lambda row: row["active_rate"])[:LOWEST_VILLAGES]:
            district = tree().region(tree().region(row["region_code"]).parent or "ID")
            table.add_row(
                f"{row['region_name']}, {district.title}",
                count(row["population"], self.language),
                self._between(row["active_rate"], row["active_rate_high"]),
            )
        if rows:
            self.show(self.say("lowest"), table)

    def _rows(self, rows: Mapping[str, Any]) -> None:
        totals = {k: count(v, self.language) for k, v in rows.items() if k != "reasons"}
        reasons = "; ".join(
            f"{reason_text(reason, self.language)}: {count(n, self.language)}"
            for reason, n in rows["reasons"].items()
        )
        line = f"{self.say('rows_title')}: {self.say('rows', **totals)}"
        self.console.print(f"{line} ({reasons})" if reasons else line)

    def decisions(self, decisions: Iterable[Decision]) -> None:
        """Award decisions, one block a region."""
        for decision in decisions:
            region = f"{decision.region_code} {decision.region_name}".strip()
            self.console.print(region, style="bold")
            grid = Table.grid(padding=(0, 2))
            ends = {"worst": decision.worst, "best": decision.best}
            award = self.category(decision.category, ends)
            grid.add_row("  " + self.say("award", edition=decision.edition), award)
            if decision.missing:
                missing = decision.missing.in_language(self.language)
                grid.add_row("  " + self.say("missing"), missing)
            for reason in decision.reasons:
                grid.add_row(
                    "  " + self.say("reason"), reason.in_language(self.language)
                )
            self.console.print(grid)

    def rule(self, value: Value, about: str) -> None:
        """One value of law with its source."""
        sign = f"{value.operator} " if value.operator else ""
        lines = {
            "rule": f"{value.rule} – {about}",
            "value": f"{sign}{value.text} ({value.unit})",
            "since": str(value.start),
            "source": value.source,
            "confidence": self.say(f"confidence_{value.confidence}"),
            "note": value.note,
        }
        for key, text in lines.items():
            if text:
                self.console.print(f"{self.say(key)}: {text}")
