"""Charts as inline SVG: they need no script, and read without colour.

What differs in kind differs in pattern, not in hue alone; fills are attributes, since
browsers print those even where backgrounds are left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape


INK = "#14323d"
STRONG = "#1d5c6e"
PALE = "#e6ecee"
FILLS = {
    "active": STRONG,
    "inactive_arrears": "url(#stripes)",
    "inactive_lapsed": "#9dbac2",
    "unregistered": "#ffffff",
    "unknown": "url(#dots)",
}
PATTERNS = Markup(
    '<svg class="patterns" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="stripes" width="7" height="7" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="7" height="7" fill="#d7e3e6"/>'
    f'<rect width="3" height="7" fill="{INK}"/></pattern>'
    '<pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" fill="#ffffff"/>'
    f'<circle cx="3" cy="3" r="1.3" fill="{INK}"/></pattern>'
    '<pattern id="empty" width="8" height="8" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="8" height="8" fill="#ffffff"/>'
    '<rect width="1" height="8" fill="#b9c4c8"/></pattern>'
    "</defs></svg>"
)


@dataclass(frozen=True)
class Part:
    """One part of a whole: the code of its fill, its size and its name."""

    code: str
    size: int
    name: str


def gauge(share: float, line: float, text: str) -> Markup:
    """A bar from 0 to 100% with the line that the law draws; `text` says it aloud."""
    value, mark = _percent(share), _percent(line)
    return Markup(
        '<svg class="gauge" viewBox="0 0 1000 64" role="img" aria-label="{text}" '
        'preserveAspectRatio="none">'
        '<rect x="0" y="16" width="1000" height="32" fill="{pale}"/>'
        '<rect x="0" y="16" width="{value}" height="32" fill="{strong}"/>'
        '<rect x="{mark}" y="4" width="4" height="56" fill="{ink}"/></svg>'
    ).format(
        text=text,
        pale=PALE,
        strong=STRONG,
        ink=INK,
        value=round(value * 10, 1),
        mark=round(min(mark * 10, 996) - 2, 1),
    )


def small_bar(share: float | None, line: float | None = None) -> Markup:
    """A bar beside a number in a table; the number says it, so it is decoration."""
    if share is None:
        return Markup("")
    mark = (
        Markup('<rect x="{}" width="1.5" height="10" fill="{}"/>').format(
            round(_percent(line) - 0.75, 1), INK
        )
        if line is not None
        else ""
    )
    return Markup(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" '
        'aria-hidden="true" focusable="false">'
        '<rect width="100" height="10" fill="{}"/>'
        '<rect width="{}" height="10" fill="{}"/>{}</svg>'
    ).format(PALE, round(_percent(share), 1), STRONG, mark)


def stacked(parts: Iterable[Part], text: str) -> Markup:
    """The parts of a whole side by side, as wide as they are large."""
    shown = [part for part in parts if part.size > 0]
    total = sum(part.size for part in shown)
    rects, left = Markup(""), 0.0
    for part in shown:
        width = 1000 * part.size / total
        rects += Markup(
            '<rect x="{}" y="1" width="{}" height="58" fill="{}" stroke="{}" '
            'stroke-width="1.5"><title>{}</title></rect>'
        ).format(
            round(left, 1), round(width, 1), FILLS[part.code], INK, escape(part.name)
        )
        left += width
    return Markup(
        '<svg class="stack" viewBox="-1 0 1002 60" role="img" aria-label="{}" '
        'preserveAspectRatio="none">{}</svg>'
    ).format(text, rects)


def lane(before: float, after: float, low: float, high: float) -> Markup:
    """One step of a waterfall that runs from `low` to `high`: solid where it rises,
    striped where it falls, with the line where nothing speaks for or against. The words
    beside it say the same, so it is decoration."""
    scale = 1000 / ((high - low) or 1)
    left, width = (min(before, after) - low) * scale, abs(after - before) * scale
    return Markup(
        '<svg class="lane" viewBox="-4 0 1008 40" preserveAspectRatio="none" '
        'aria-hidden="true" focusable="false">'
        '<rect width="1000" height="40" fill="{pale}"/>'
        '<rect x="{left}" y="6" width="{width}" height="28" fill="{fill}" '
        'stroke="{ink}" stroke-width="1.5" vector-effect="non-scaling-stroke"/>'
        '<rect x="{zero}" width="4" height="40" fill="{ink}"/></svg>'
    ).format(
        pale=PALE,
        ink=INK,
        fill=STRONG if after >= before else "url(#stripes)",
        left=round(left, 1),
        width=round(max(width, 2.0), 1),
        zero=round(-low * scale - 2, 1),
    )


def swatch(code: str) -> Markup:
    """The fill of a part, for the first cell of its row."""
    return Markup(
        '<svg class="swatch" viewBox="0 0 14 14" aria-hidden="true" '
        'focusable="false"><rect x="1" y="1" width="12" height="12" fill="{}" '
        'stroke="{}"/></svg>'
    ).format(FILLS[code], INK)


def _percent(share: float) -> float:
    """0 to 100, whatever a source says."""
    return min(max(share, 0.0), 1.0) * 100
