"""The map of a report: the regions below the top place by activity, and where it lies.

There are approximate boundaries down to districts, none of villages: a district or
village is shown by its district's place in the regency.
"""

from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from semesta.published import Run
from semesta.regions import boundaries, tree
from semesta.reports.figures import Figures, Place
from semesta.reports.lines import Lines
from semesta.reports.maps import SHADES, Outlines, Shape, draw, edges, locator
from semesta.reports.rankings import rows_of
from semesta.reports.words import Voice


BELOW = {"nation": "province", "province": "regency", "regency": "district"}


@dataclass(frozen=True)
class Map:
    """Both drawings (either may be empty), the list of the numbers, the legend."""

    label: str
    credit: str
    drawing: Markup
    locator: Markup
    shapes: list[Shape]
    legend: list[tuple[str, str]]
    missing: int


def map_of(run: Run, found: Figures, lines: Lines, voice: Voice) -> Map | None:
    """The map of the top place; None where no boundary is known."""
    top = found.top
    line = lines.active.number
    shapes = _shapes(run, top)
    level = BELOW.get(top.level, "district")
    topology = boundaries(level)
    text = voice("map_aloud", name=top.name, level=voice.label("level", level))
    drawing = draw(Outlines(topology), shapes, line, text) if shapes else Markup("")
    inset = _locator(top, voice)
    if not drawing and not inset:
        return None
    return Map(
        label=topology["label" if voice.language == "id" else "label_en"],
        credit=topology["credit"],
        drawing=drawing,
        locator=inset,
        shapes=[shape for shape in shapes if shape.number is not None],
        legend=list(zip(SHADES, _legend(line, voice), strict=True)),
        missing=sum(1 for shape in shapes if shape.rate is None),
    )


def _shapes(run: Run, top: Place) -> list[Shape]:
    """Every region below, numbered from the least active; no number without a rate."""
    if top.level not in BELOW:
        return []
    rows = rows_of(run, BELOW[top.level], top.code)
    rates = {row["region_code"]: row["active_rate"] for row in rows}
    known = sorted((rate, code) for code, rate in rates.items() if rate is not None)
    numbers = {code: number for number, (_, code) in enumerate(known, start=1)}
    shapes = [
        Shape(child.code, child.title, rates.get(child.code), numbers.get(child.code))
        for child in tree().children(top.code)
    ]
    return sorted(shapes, key=lambda shape: shape.number or 0)


def _locator(top: Place, voice: Voice) -> Markup:
    """The regency in its province, or the district in its regency."""
    code = tree().region(top.code).parent if top.level == "village" else top.code
    level = {"regency": "regency", "district": "district", "village": "district"}
    if top.level not in level or code is None:
        return Markup("")
    parent = tree().region(code).parent
    if parent is None:
        return Markup("")
    around = [child.code for child in tree().children(parent)]
    text = voice("locator_aloud", name=top.name, parent=tree().region(parent).title)
    return locator(Outlines(boundaries(level[top.level])), around, code, text)


def _legend(line: Fraction, voice: Voice) -> list[str]:
    """From the lowest class to the highest, in words."""
    texts = [voice.line(edge) for edge in edges(line)]
    between = [
        voice("between", low=low, high=high)
        for low, high in zip(texts, texts[1:], strict=False)
    ]
    return [voice("below", edge=texts[0]), *between, voice("from", edge=texts[-1])]
