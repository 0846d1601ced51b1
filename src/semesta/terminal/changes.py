"""What `semesta run --previous` prints: what moved each rate most."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from semesta.documents import count, decimal, month_name, percent
from semesta.months import Month
from semesta.published import Run, label, label_change, summary, top_causes
from semesta.terminal.page import MOST_IN_FULL, Page


EFFECTS = {"coverage_rate": "coverage_effect", "active_rate": "active_effect"}
Row = Mapping[str, Any]


def print_changes(page: Page, run: Run) -> None:
    """The changes of the regions that the summary shows in full."""
    compared = run.manifest.options["previous"]
    changes = run.table("changes.csv")
    regions = summary(run)["regions"]
    shown = regions if len(regions) <= MOST_IN_FULL else []
    for region in shown:
        _region(page, region, changes, Month.parse(compared["month"]))
    if not shown:
        page.console.print(page.say("changes_of_many", month=compared["month"]))
    for key in ("other_linkage", "villages_of_one_month"):
        if compared[key]:
            text = page.say(f"note_{key}", count=count(compared[key], page.language))
            page.console.print(f"{page.say('attention')}: {text}", style="yellow")


def _region(page: Page, region: Row, changes: pa.Table, since: Month) -> None:
    of_region = changes.filter(pc.field("region_code") == region["region_code"])
    row = region["bases"].get("linked")
    if row is None:
        return
    month = month_name(since.year, since.number, page.language)
    title = page.say("changes", month=month, region=region["region_name"])
    if any(of_region[effect].null_count for effect in EFFECTS.values()):
        page.show(title, _persons(page, of_region))
        return
    headers = [page.say(key) for key in ("change", "persons", "points")]
    table = page.table(headers, numbers=2)
    for rate, effect in EFFECTS.items():
        change = pc.sum(of_region[effect]).as_py() or 0.0
        table.add_row(*_moved(page, rate, row[rate], change), style="bold")
        for cause in top_causes(of_region, region["region_code"], rate):
            table.add_row(*_cause(page, cause, effect))
    page.show(title, table)


def _moved(page: Page, rate: str, now: float, change: float) -> Iterator[str]:
    """A rate before and now."""
    name = label("measure", rate, page.language)
    ends = (percent(share, page.language) for share in (now - change, now))
    yield f"{name} {' → '.join(ends)}"
    yield ""
    yield _points(page, change)


def _cause(page: Page, row: Row, effect: str) -> Iterator[str]:
    yield "  " + label_change(row["kind"], row["cause"], page.language)
    yield count(row["persons"], page.language)
    yield _points(page, row[effect])


def _persons(page: Page, changes: pa.Table) -> Any:
    """Persons by kind: where a scope knows no rate, nothing more can be said."""
    table = page.table([page.say("change"), page.say("persons")], numbers=1)
    persons: Counter[str] = Counter()
    for row in changes.to_pylist():
        persons[row["kind"]] += row["persons"]
    for kind, number in persons.most_common():
        table.add_row(
            label("change", kind, page.language), count(number, page.language)
        )
    return table


def _points(page: Page, share: float) -> str:
    """Percentage points with their sign; what rounds to nothing has none."""
    points = round(share * 100, 2)
    sign = "+" if points > 0 else "−" if points < 0 else ""
    return sign + decimal(abs(points), 2, page.language)
