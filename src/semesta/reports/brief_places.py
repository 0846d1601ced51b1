"""The provinces and regencies inside a place that no line of its own decides."""

from typing import Any

from semesta.reports.brief_standing import rate_text
from semesta.reports.figures import Figures, Place
from semesta.reports.first_page import award_text
from semesta.reports.line_names import line_name
from semesta.reports.words import Voice


MOST = 20
COLUMNS = ("place", "coverage", "activity", "uhc", "award", "short")


def places_inside(found: Figures, voice: Voice) -> dict[str, Any]:
    """The least active first; no rows where the place has lines of its own."""
    inside = () if found.top.lines else found.places
    known = sorted(
        (place for place in inside if place.activity is not None),
        key=lambda place: (place.activity or 0.0, place.code),
    )
    left = len(known) - MOST
    return {
        "heading": voice("brief_places"),
        "columns": [voice(f"brief_places_{name}") for name in COLUMNS],
        "rows": [_row(place, found.scope, voice) for place in known[:MOST]],
        "note": voice("brief_places_more", count=voice.count(left)) if left > 0 else "",
    }


def _row(place: Place, scope: str, voice: Voice) -> list[str]:
    return [
        place.name,
        rate_text(place, "coverage", scope, voice),
        rate_text(place, "active", scope, voice),
        voice.label("verdict", place.uhc) if place.uhc else "–",
        award_text(place, voice),
        _short(place, voice),
    ]


def _short(place: Place, voice: Voice) -> str:
    line = place.next
    if line is None:
        return "–"
    name = line_name(line.category, line.route, voice.language)
    key = "brief_next_at_most" if line.at_most else "brief_next_persons"
    return voice(key, count=voice.count(line.persons), line=name)
