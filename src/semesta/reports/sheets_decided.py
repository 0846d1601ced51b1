"""Sheets about what was decided: summary, criteria, what every line lacks and costs."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from semesta.published import Run
from semesta.reports.criteria_table import RATIOS
from semesta.reports.figures import Figures, Line, Money, Place, is_inside
from semesta.reports.first_page import award_text
from semesta.reports.line_names import criterion_name, line_name
from semesta.reports.sheet import Sheet, headings
from semesta.reports.sheets_places import PLACE
from semesta.reports.words import Voice


SIGNS = {">=": "≥", ">": ">", "=": None}  # of a fact: it is so, or it is not
COUNTS = ("population", "registered", "active")
RATES = {
    "coverage_rate": "coverage",
    "coverage_rate_high": "coverage_high",
    "active_rate": "activity",
    "active_rate_high": "activity_high",
    "local_government_share": "local_government_share",
}
BUDGETS = ("contribution", "regional_aid", "local_government", "central_aid", "total")
SHORT = ("coverage", "active", "local_government")


def summary(found: Figures, voice: Voice) -> Sheet:
    """Every decided place: status, award, the figures that decide, persons, rupiah."""
    columns = {
        "level": "text",
        "as_of": "date",
        "basis": "text",
        **dict.fromkeys(COUNTS, "count"),
        **dict.fromkeys(RATES, "rate"),
        **dict.fromkeys(("uhc", "uhc_prioritas", "award"), "text"),
        "near": "wrapped",
        "nearest": "text",
        "persons": "count",
        "at_most": "text",
        "local_month": "rupiah",
        "local_december": "rupiah",
        "central_december": "rupiah",
        "rank": "count",
        "rank_of": "count",
    }
    return Sheet(
        title=voice("book_sheet_summary"),
        headings=headings(voice, **PLACE, **columns),
        rows=[
            {"as_of": found.as_of, **_place(place, voice)}
            for place in (found.top, *found.places)
        ],
        above=(
            voice("book_title_summary", edition=found.edition),
            voice("book_as_of_run", date=voice.date(found.as_of), run=found.run),
            *partial(found.scope, voice),
        ),
        names=2,
    )


def partial(scope: str, voice: Voice) -> list[str]:
    """What a reader of rates must know where the file holds a part of the members."""
    return [] if scope == "all" else [voice("partial", scope=scope)]


def _place(place: Place, voice: Voice) -> dict[str, Any]:
    rank = place.rank
    figures = {key: getattr(place, key) for key in COUNTS}
    figures |= {key: getattr(place, name) for key, name in RATES.items()}
    return {
        "region_code": place.code,
        "region_name": place.name,
        "level": voice.label("level", place.level),
        "basis": voice.label("basis", place.basis),
        **figures,
        "uhc": _verdict(place.uhc, voice),
        "uhc_prioritas": _verdict(place.uhc_prioritas, voice),
        "award": award_text(place, voice) if place.worst else None,
        "near": ". ".join(place.near[voice.language]) or None,
        **_nearest(place.next, voice),
        "rank": rank.place if rank else None,
        "rank_of": rank.of if rank else None,
    }


def _verdict(code: str | None, voice: Voice) -> str | None:
    return voice.label("verdict", code) if code else None


def _nearest(line: Line | None, voice: Voice) -> dict[str, Any]:
    month = line.per_month if line else None
    december = line.to_december if line else None
    return {
        "nearest": _name(line, voice) if line else None,
        "persons": line.persons if line else None,
        "at_most": _at_most(line, voice) if line else None,
        "local_month": month.local_government if month else None,
        "local_december": december.local_government if december else None,
        "central_december": december.central_aid if december else None,
    }


def _name(line: Line, voice: Voice) -> str:
    return line_name(line.category, line.route, voice.language)


def _at_most(line: Line, voice: Voice) -> str | None:
    return voice("book_upper_bound") if line.at_most else None


def shortfalls(found: Figures, voice: Voice) -> Sheet:
    """What every line of every place lacks, and what it costs by budget."""
    columns = {
        **dict.fromkeys(("edition", "line", "verdict"), "text"),
        **{f"short_{name}": "count" for name in SHORT},
        "persons": "count",
        "at_most": "text",
        **{f"month_{name}": "rupiah" for name in BUDGETS},
        **{f"december_{name}": "rupiah" for name in BUDGETS},
        "facts": "text",
    }
    return Sheet(
        title=voice("book_sheet_shortfalls"),
        headings=headings(voice, **PLACE, **columns),
        rows=[
            {"region_code": place.code, "region_name": place.name, **_line(line, voice)}
            for place in (found.top, *found.places)
            for line in place.lines
        ],
        above=(
            voice("book_title_shortfalls", months=found.months),
            voice("book_price", **_prices(found, voice)),
        ),
        names=2,
    )


def _prices(found: Figures, voice: Voice) -> dict[str, str]:
    names = ("contribution", "regional_aid", "central_aid")
    return {name: voice.rupiah(found.price[name]) for name in names}


def _line(line: Line, voice: Voice) -> dict[str, Any]:
    facts = [criterion_name(code, voice.language) for code in line.facts]
    is_status = line.edition == "status"
    return {
        "edition": voice("book_status") if is_status else line.edition,
        "line": _name(line, voice),
        "verdict": voice.label("verdict", line.verdict),
        **{f"short_{name}": getattr(line, name) for name in SHORT},
        "persons": line.persons,
        "at_most": _at_most(line, voice),
        **_budgets("month", line.per_month),
        **_budgets("december", line.to_december),
        "facts": voice.listed(facts) or None,
    }


def _budgets(when: str, money: Money | None) -> dict[str, int | None]:
    amounts = asdict(money) if money else {}
    return {f"{when}_{name}": amounts.get(name) for name in BUDGETS}


def criteria(run: Run, found: Figures, voice: Voice) -> Sheet:
    """Every criterion of every line on both bases: given, asked, met; the source."""
    columns = {
        **dict.fromkeys(("basis", "edition", "line", "criterion"), "text"),
        "low": "rate",
        "high": "rate",
        "operator": "text",
        "threshold": "rate",
        **dict.fromkeys(("verdict", "source", "confidence"), "text"),
    }
    return Sheet(
        title=voice("book_sheet_criteria"),
        headings=headings(voice, region_code="text", **columns),
        rows=_criteria(run, found, voice),
        above=(voice("book_title_criteria"), voice("criteria_intro")),
        names=1,
    )


def _criteria(run: Run, found: Figures, voice: Voice) -> Iterator[dict[str, Any]]:
    for row in run.table("criteria.csv").to_pylist():
        if is_inside(row["region_code"], found.top.code):
            ratio = row["criterion"] in RATIOS
            is_status = row["edition"] == "status"
            yield {
                "region_code": row["region_code"],
                "basis": voice.label("basis", row["basis"]),
                "edition": voice("book_status") if is_status else row["edition"],
                "line": line_name(row["category"], row["route"], voice.language),
                "criterion": criterion_name(row["criterion"], voice.language),
                **{
                    key: _value(row[key], ratio) for key in ("low", "high", "threshold")
                },
                "operator": SIGNS[row["operator"]],
                "verdict": voice.label("verdict", row["verdict"]),
                "source": row["source"],
                "confidence": voice(f"confidence_{row['confidence']}"),
            }


def _value(text: str | None, is_ratio: bool) -> float | str | None:
    """A percentage as a share of one; a fact or a month as it stands."""
    if text is None or not is_ratio:
        return text
    return round(float(text) / 100, 8)
