"""The head of the brief: where a place stands, on which figures."""

from typing import Any

from semesta.published import Run
from semesta.reports.figures import Figures, Line, Place
from semesta.reports.line_names import line_name, shortened
from semesta.reports.words import Voice


LONGEST_SOURCE = 90  # characters of where official figures come from


def title(found: Figures, voice: Voice) -> dict[str, str]:
    return {
        "title": voice("brief_title", place=found.top.name),
        "reader": voice("brief_for"),
        "as_of": voice("brief_as_of", date=voice.date(found.as_of)),
    }


def standing(run: Run, found: Figures, voice: Voice) -> dict[str, Any]:
    """Three cards (status, award, next step) and the sentences about the figures."""
    place = found.top
    return {
        "heading": voice("brief_standing"),
        "cards": [
            _status(place, voice),
            _award(found, voice),
            _next(place, voice),
        ],
        "notes": [
            _people(found, voice),
            _basis(run, place, voice),
            *_other_basis(run, place, voice),
            *([voice("brief_near")] if place.near[voice.language] else []),
        ],
    }


def _status(place: Place, voice: Voice) -> dict[str, str]:
    verdicts = {"UHC": place.uhc, "UHC Prioritas": place.uhc_prioritas}
    told = [
        f"{name}: {voice.label('verdict', verdict)}"
        for name, verdict in verdicts.items()
        if verdict
    ]
    return {
        "title": voice("brief_status"),
        "text": told[0] if told else voice("brief_not_decided"),
        "note": "".join(told[1:]),
    }


def _award(found: Figures, voice: Voice) -> dict[str, str]:
    place, title = found.top, voice("brief_award", edition=found.edition).strip()
    if place.worst is None or place.best is None:
        return {"title": title, "text": voice("brief_not_decided"), "note": ""}
    if place.category == "none":
        text = voice("brief_award_none")
        return {"title": title, "text": text, "note": voice("brief_award_settled")}
    if place.category:
        text = voice.label("category", place.category)
        return {"title": title, "text": text, "note": voice("brief_award_settled")}
    worst, best = (voice.label("category", name) for name in (place.worst, place.best))
    text = voice("brief_award_range", worst=worst, best=best)
    return {"title": title, "text": text, "note": voice("brief_award_open")}


def _next(place: Place, voice: Voice) -> dict[str, str]:
    line, title = place.next, voice("brief_next")
    if line is None or line.persons is None:
        key = "brief_next_none"
        if place.waiting:
            key = "brief_next_waiting"
        elif place.category and not place.above:
            key = "brief_next_highest"
        return {"title": title, "text": voice(key), "note": ""}
    key = "brief_next_at_most" if line.at_most else "brief_next_persons"
    name = line_name(line.category, line.route, voice.language)
    return {
        "title": title,
        "text": voice(key, count=voice.count(line.persons), line=name),
        "note": _cost(line, voice),
    }


def _cost(line: Line, voice: Voice) -> str:
    if line.per_month is None:
        return ""
    amount = voice.rupiah(line.per_month.local_government)
    return voice("brief_next_cost", amount=amount)


def _people(found: Figures, voice: Voice) -> str:
    place = found.top
    return voice(
        "brief_people",
        population=voice.count(place.population),
        registered=_counted(found, "coverage", place.registered, voice),
        active=_counted(found, "active", place.active, voice),
    )


def _counted(found: Figures, measure: str, count: int | None, voice: Voice) -> str:
    """A rate behind its count; a printed rate alone, since nobody was counted for it."""
    rate = rate_text(found.top, measure, found.scope, voice)
    said = voice(f"brief_rate_{measure}", rate=rate)
    if found.top.as_printed(measure):
        return said
    return f"{voice(f'brief_count_{measure}', count=voice.count(count))}, {said}"


def rate_text(place: Place, measure: str, scope: str, voice: Voice) -> str:
    """The rate that decides, as printed where only that is known; both bounds where the
    file holds a part of the members, since the low value alone would say that nobody
    else is covered."""
    low, high = place.ends(measure)
    if printed := place.as_printed(measure):
        return voice("printed_figure", rate=voice.printed(printed))
    if scope == "all" or high in (low, None):
        return voice.percent(low)
    return voice("brief_bounds", low=voice.percent(low), high=voice.percent(high))


def _basis(run: Run, place: Place, voice: Voice) -> str:
    if place.basis == "linked":
        return voice("brief_basis_linked")
    semester = semester_name(place.semester, voice)
    source = run.manifest.options.get("official_sources", {}).get(place.code)
    return voice(
        "brief_basis_administrative",
        semester=voice("brief_of_semester", semester=semester) if semester else "",
        source=voice("brief_source", source=shortened(source, LONGEST_SOURCE))
        if source
        else "",
    )


def semester_name(semester: str | None, voice: Voice) -> str:
    """`2025-1` → `Semester I 2025`; anything else as it stands."""
    year, _, half = (semester or "").partition("-")
    if half not in ("1", "2"):
        return semester or ""
    return voice(f"brief_semester_{half}", year=year)


def _other_basis(run: Run, place: Place, voice: Voice) -> list[str]:
    """The basis that does not lead, where it has rates."""
    return [
        voice(
            "brief_beside",
            basis=voice.label("basis", row["basis"]),
            coverage=voice.percent(row["coverage_rate"]),
            activity=voice.percent(row["active_rate"]),
        )
        for row in run.regions().to_pylist()
        if row["region_code"] == place.code
        and row["basis"] != place.basis
        and row["active_rate"] is not None
    ]
