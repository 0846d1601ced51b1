"""What `semesta show` prints: the regions of every month of a store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.table import Table

from semesta.documents import count, month_name
from semesta.months import Month
from semesta.published import Run, label, summary
from semesta.terminal.page import MOST_REGIONS, Page


UNKNOWN = "–"
Row = Mapping[str, Any]
WIDTHS = (16, 15, 15, 26)  # basis, coverage, activity, award: 80 with what is between
# What leads from cards to registered residents, in three columns.
STEPS = {
    "store_lost": ("duplicate", "moved", "deceased"),
    "store_open": (
        *("not_found", "nik_invalid", "identity_conflict", "unknown"),
        "newborn_waiting",
    ),
    "store_elsewhere": ("recorded_elsewhere",),
}


@dataclass(frozen=True)
class Shown:
    """One region in one month; `awards` by basis, `source` of the official figures."""

    month: Month
    region: Row
    awards: Mapping[str, Row]
    source: str


def print_store(page: Page, runs: Sequence[Run]) -> None:
    """Every region with its headline, its linked figures and its bridge."""
    everything = [shown for run in runs for shown in _regions(run)]
    seen = everything[:MOST_REGIONS]
    page.console.rule(page.say("store_title"), align="left")
    _line(page, "", *map(page.say, ("coverage", "activity", "store_award")))
    for shown in seen:
        _region(page, shown)
    if rest := len(everything) - len(seen):
        text = page.say("more_regions", count=count(rest, page.language))
        page.console.print(text)
    _bridges(page, [shown for shown in seen if shown.region["bridge"]])


def _regions(run: Run) -> list[Shown]:
    about = summary(run)
    awards: dict[str, dict[str, Row]] = {}
    for row in run.awards().to_pylist():
        awards.setdefault(row["region_code"], {})[row["basis"]] = row
    month, sources = run.manifest.month, run.manifest.options["official_sources"]
    return [
        Shown(month, region, awards.get(code, {}), sources.get(code, ""))
        for region in about["regions"]
        for code in [region["region_code"]]
    ]


def _region(page: Page, shown: Shown) -> None:
    region, bases = shown.region, shown.region["bases"]
    people = count(bases[region["headline"]]["population"], page.language)
    persons = page.say("persons").lower()
    page.console.print(
        f"{region['region_name']} · {_month(page, shown.month)} · {people} {persons}",
        style="bold",
    )
    if shown.source:
        page.console.print(shown.source, style="dim")
    for basis in sorted(bases, key=lambda basis: basis != region["headline"]):
        if basis != region["headline"] and not bases[basis]["population"]:
            continue
        rates = (_rate(page, region, basis, name) for name in ("coverage", "active"))
        award = _award(page, shown.awards.get(basis))
        _line(page, label("basis", basis, page.language), *rates, award)
    page.near(region, page.say("near"))


def _month(page: Page, month: Month) -> str:
    return month_name(month.year, month.number, page.language)


def _rate(page: Page, region: Row, basis: str, name: str) -> str:
    text = page.rate(region, basis, name)
    return UNKNOWN if text == page.say("cannot") else text


def _award(page: Page, row: Row | None) -> str:
    """The category under its edition."""
    if row is None:
        return UNKNOWN
    return f"{page.category(row['category'], row)} ({row['edition']})"


def _line(page: Page, *cells: str) -> None:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for width in WIDTHS:
        grid.add_column(width=width)
    grid.add_row(*cells)
    page.console.print(grid)


def _bridges(page: Page, all_shown: Sequence[Shown]) -> None:
    headers = [page.say("region"), page.say("cards"), *map(page.say, STEPS)]
    table = page.table([*headers, page.say("store_registered")], numbers=5)
    table.columns[0].no_wrap = True
    month = None
    for shown in all_shown:
        if shown.month != month:
            month = shown.month
            table.add_row(_month(page, month), style="italic")
        bridge = shown.region["bridge"]
        steps = [-sum(bridge[name] for name in names) for names in STEPS.values()]
        table.add_row(
            shown.region["region_name"],
            count(bridge["cards"], page.language),
            *(_signed(page, step) for step in steps),
            count(bridge["registered"], page.language),
        )
    if all_shown:
        page.show(page.say("store_bridge"), table)


def _signed(page: Page, number: int) -> str:
    sign = {1: "+", -1: "−"}.get((number > 0) - (number < 0), "")
    return f"{sign}{count(abs(number), page.language)}"
