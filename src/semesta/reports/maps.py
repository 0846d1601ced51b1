"""Maps from the approximate boundaries, as inline SVG.

Classes differ in lightness, darkest where least is reached; a number on the map leads
to the list beside it, so that nothing has to be told apart by colour.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import cos, radians

from markupsafe import Markup

from semesta.reports.charts import INK


Point = tuple[float, float]
Ring = list[Point]
WIDTH = 640.0
TALLEST = 620.0
RADIUS, SMALL_RADIUS, MANY = 11.0, 8.5, 15
SCANS = 24  # lines across a region in search of room for its number
STEPS = (Fraction(-1, 10), Fraction(-1, 20), Fraction(0), Fraction(1, 20))
SHADES = ("#0e3a47", "#3d7484", "#86aeb9", "#c5dade", "#eef4f5")
NO_FIGURE = "url(#empty)"


@dataclass(frozen=True)
class Shape:
    """A region on the map: its rate (None: no figure) and its number in the list."""

    code: str
    name: str
    rate: float | None
    number: int | None = None


class Outlines:
    """The rings of the regions of one TopoJSON, in degrees."""

    def __init__(self, topology: Mapping) -> None:
        self.arcs = topology["arcs"]
        self.scale = topology["transform"]["scale"]
        self.shift = topology["transform"]["translate"]
        (collection,) = topology["objects"].values()
        self.geometries = {g["id"]: g for g in collection["geometries"]}

    def rings(self, code: str) -> list[Ring]:
        """All rings of a region; none where the boundaries do not know it."""
        geometry = self.geometries.get(code)
        if geometry is None:
            return []
        polygons = geometry["arcs"]
        if geometry["type"] == "Polygon":
            polygons = [polygons]
        return [self._ring(arcs) for polygon in polygons for arcs in polygon]

    def _ring(self, arcs: Sequence[int]) -> Ring:
        ring: Ring = []
        for arc in arcs:
            points = list(self._points(arc if arc >= 0 else ~arc))
            ring += points if arc >= 0 else points[::-1]
        return ring

    def _points(self, arc: int) -> Iterator[Point]:
        """Each point of an arc stands as its difference from the one before."""
        x = y = 0
        for step_x, step_y in self.arcs[arc]:
            x, y = x + step_x, y + step_y
            yield (
                x * self.scale[0] + self.shift[0],
                y * self.scale[1] + self.shift[1],
            )


def edges(line: Fraction) -> list[Fraction]:
    """Where one class ends and the next begins: four steps around the line."""
    return [line + step for step in STEPS]


def shade(rate: float | None, line: Fraction) -> str:
    """The fill of a rate, darkest where it is lowest."""
    if rate is None:
        return NO_FIGURE
    return SHADES[sum(1 for edge in edges(line) if rate >= float(edge))]


def draw(
    outlines: Outlines, shapes: Sequence[Shape], line: Fraction, text: str
) -> Markup:
    """The regions by their rate, numbered; empty where no boundary is known."""
    drawn = {shape.code: outlines.rings(shape.code) for shape in shapes}
    rings = [ring for some in drawn.values() for ring in some]
    if not rings:
        return Markup("")
    place, height = projection(rings)
    paths = Markup("").join(
        Markup('<path d="{}" fill="{}"><title>{}</title></path>').format(
            path_of(drawn[shape.code], place), shade(shape.rate, line), shape.name
        )
        for shape in shapes
        if drawn[shape.code]
    )
    radius = RADIUS if len(shapes) < MANY else SMALL_RADIUS
    labels = Markup("").join(
        label(shape.number, centre(drawn[shape.code], place), radius)
        for shape in shapes
        if shape.number is not None and drawn[shape.code]
    )
    return Markup(
        '<svg class="map" viewBox="-2 -2 {} {}" role="img" aria-label="{}">'
        '<g stroke="{}" stroke-width="0.9" stroke-linejoin="round">{}</g>{}</svg>'
    ).format(round(WIDTH + 4), round(height + 4), text, INK, paths, labels)


def locator(outlines: Outlines, codes: Iterable[str], code: str, text: str) -> Markup:
    """Where one region lies among its neighbours; empty where it is not known."""
    drawn = {each: outlines.rings(each) for each in codes}
    if not drawn.get(code):
        return Markup("")
    place, height = projection([ring for some in drawn.values() for ring in some])
    paths = Markup("").join(
        Markup('<path d="{}" fill="{}"/>').format(
            path_of(rings, place), INK if each == code else "#ffffff"
        )
        for each, rings in drawn.items()
        if rings
    )
    return Markup(
        '<svg class="locator" viewBox="-2 -2 {} {}" role="img" aria-label="{}">'
        '<g stroke="{}" stroke-width="1.6">{}</g></svg>'
    ).format(round(WIDTH + 4), round(height + 4), text, INK, paths)


def projection(rings: Sequence[Ring]) -> tuple[Callable[[Point], Point], float]:
    """Degrees → drawing (y downwards), and the drawing's height."""
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    narrow = cos(radians((min(ys) + max(ys)) / 2))
    wide = (max(xs) - min(xs)) * narrow or 1.0
    tall = (max(ys) - min(ys)) or 1.0
    scale = min(WIDTH / wide, TALLEST / tall)
    left = (WIDTH - wide * scale) / 2

    def place(point: Point) -> Point:
        x, y = point
        return left + (x - min_x) * narrow * scale, (max_y - y) * scale

    min_x, max_y = min(xs), max(ys)
    return place, tall * scale


def path_of(rings: Iterable[Ring], place: Callable[[Point], Point]) -> str:
    """Rings as an SVG path with one decimal; points that fall together are one."""
    parts = []
    for ring in rings:
        points: list[str] = []
        for point in ring:
            x, y = place(point)
            text = f"{x:.1f} {y:.1f}"
            if not points or points[-1] != text:
                points.append(text)
        if len(points) > 2:
            parts.append("M" + "L".join(points) + "Z")
    return "".join(parts)


def centre(rings: Sequence[Ring], place: Callable[[Point], Point]) -> Point:
    """The middle of the widest stretch of the region: inside it, whatever its shape."""
    drawn = [[place(point) for point in ring] for ring in rings]
    ys = [y for ring in drawn for _, y in ring]
    top, bottom = min(ys), max(ys)
    heights = [top + (bottom - top) * step / SCANS for step in range(1, SCANS)]
    stretches = [
        (right - left, ((left + right) / 2, height))
        for height in heights
        for left, right in _inside(drawn, height)
    ]
    return max(stretches, default=(0.0, drawn[0][0]))[1]


def _inside(rings: Sequence[Ring], height: float) -> Iterator[tuple[float, float]]:
    """From where to where a line across the map runs inside a region (even-odd)."""
    crossings = sorted(
        x + (height - y) / (next_y - y) * (next_x - x)
        for ring in rings
        for (x, y), (next_x, next_y) in zip(ring, ring[1:] + ring[:1], strict=True)
        if (y <= height) != (next_y <= height)
    )
    return zip(crossings[::2], crossings[1::2], strict=True)


def label(number: int, at: Point, radius: float) -> Markup:
    """A number in a circle."""
    x, y = at
    return Markup(
        '<circle cx="{0}" cy="{1}" r="{2}" fill="#fff" stroke="{3}"/>'
        '<text x="{0}" y="{4}" font-size="{5}" text-anchor="middle">{6}</text>'
    ).format(
        round(x, 1),
        round(y, 1),
        radius,
        INK,
        round(y + 0.4 * radius, 1),
        round(1.1 * radius, 1),
        number,
    )
