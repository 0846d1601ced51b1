"""What the region pays now, what would come on top, and when the money ends."""

from collections.abc import Iterator, Mapping
from typing import Any

from semesta.months import Month
from semesta.reports.figures import Figures, Line
from semesta.reports.line_names import line_name
from semesta.reports.words import Voice


Entry = Mapping[str, Any]


def money(found: Figures, gap: Entry, voice: Voice) -> dict[str, Any]:
    """Rows of a name and a sentence; a note where no work plan was given."""
    place = found.top
    regions = (r for r in gap["regions"] if r["region_code"] == place.code)
    region: Entry = next(regions, {})
    plan, billed = region.get("plan"), region.get("billed")
    rows = [*_billed(found, billed, voice)]
    if place.next:
        rows += _on_top(place.next, voice)
    if plan:
        rows += _plan(plan, place.next, voice)
    return {
        "heading": voice("brief_money"),
        "rows": rows,
        "note": "" if plan else voice("brief_money_no_plan"),
    }


def _billed(found: Figures, billed: int | None, voice: Voice) -> Iterator[list[str]]:
    if billed is not None:
        price = found.price["contribution"] + found.price["regional_aid"]
        yield [
            voice("brief_money_now"),
            voice(
                "brief_money_now_value",
                count=voice.count(billed),
                month=voice.rupiah(billed * price),
                december=voice.rupiah(billed * price * found.months),
            ),
        ]


def _on_top(line: Line, voice: Voice) -> Iterator[list[str]]:
    if line.per_month and line.to_december:
        yield [
            voice(
                "brief_money_next",
                line=line_name(line.category, line.route, voice.language),
            ),
            voice(
                "brief_money_next_value",
                month=voice.rupiah(line.per_month.local_government),
                december=voice.rupiah(line.to_december.local_government),
            ),
        ]


def _plan(plan: Entry, line: Line | None, voice: Voice) -> Iterator[list[str]]:
    amounts = {
        name: voice.rupiah(plan[name]) for name in ("ceiling", "spent", "remaining")
    }
    plan_of = voice("brief_money_plan", year=plan["year"])
    yield [plan_of, voice("brief_money_plan_value", **amounts)]
    if plan["quota"] is not None:
        yield [voice("brief_money_quota"), _quota(plan, voice)]
    yield [voice("brief_money_ends"), _ends(plan, voice)]
    for with_line in plan["lines"]:
        if line and _same(with_line, line) and with_line["persons"]:
            name = line_name(line.category, line.route, voice.language)
            yield [voice("brief_money_ends_with", line=name), _ends(with_line, voice)]


def _same(entry: Entry, line: Line) -> bool:
    named = entry["edition"], entry["category"], entry["route"]
    return named == (line.edition, line.category, line.route)


def _quota(plan: Entry, voice: Voice) -> str:
    left = plan["quota_left"]
    text = voice("brief_money_quota_value", quota=voice.count(plan["quota"]))
    if left is None:
        return text
    key = "brief_money_quota_over" if left < 0 else "brief_money_quota_left"
    return text + voice(key, count=voice.count(abs(left)))


def _ends(plan: Entry, voice: Voice) -> str:
    """In words: the first month that cannot be paid in full, or what is left."""
    if plan["lasts"] is None:
        return voice("brief_money_cannot")
    amount = voice.rupiah(abs(plan["left"]))
    if plan["lasts"]:
        return voice("brief_money_lasts", amount=amount)
    month = voice.month(Month.parse(plan["money_ends"]))
    return voice("brief_money_ends_in", month=month, amount=amount)
