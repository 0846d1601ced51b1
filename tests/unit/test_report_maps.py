"""Maps of the reports: rings from the boundaries, shades around the line of the law."""

from fractions import Fraction

import pytest

from semesta.regions import boundaries
from semesta.reports.maps import SHADES, Outlines, Shape, centre, draw, shade


LINE = Fraction(80, 100)
# Two squares side by side that share the arc between them; steps, not places.
SQUARES = {
    "transform": {"scale": [1.0, 1.0], "translate": [100.0, 0.0]},
    "arcs": [
        [[1, 0], [0, 1]],
        [[1, 1], [-1, 0], [0, -1], [1, 0]],
        [[1, 0], [1, 0], [0, 1], [-1, 0]],
    ],
    "objects": {
        "uji": {
            "geometries": [
                {"id": "01", "type": "Polygon", "arcs": [[0, 1]]},
                {"id": "02", "type": "MultiPolygon", "arcs": [[[2, -1]]]},
            ]
        }
    },
}


def same(point: tuple[float, float]) -> tuple[float, float]:
    return point


def test_rings_follow_their_arcs_and_turn_those_that_run_backwards():
    outlines = Outlines(SQUARES)

    assert outlines.rings("01") == [
        [(101, 0), (101, 1), (101, 1), (100, 1), (100, 0), (101, 0)]
    ]
    assert outlines.rings("02") == [
        [(101, 0), (102, 0), (102, 1), (101, 1), (101, 1), (101, 0)]
    ]
    assert outlines.rings("99") == []


@pytest.mark.parametrize(
    ("rate", "fill"),
    [
        (0.699, SHADES[0]),
        (0.70, SHADES[1]),
        (0.7999999, SHADES[2]),
        (0.80, SHADES[3]),
        (0.85, SHADES[4]),
        (None, "url(#empty)"),
    ],
)
def test_a_rate_on_the_line_is_not_below_it(rate, fill):
    assert shade(rate, LINE) == fill


def test_a_number_stands_inside_its_region_whatever_its_shape():
    ring = [(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0)]
    hole = [(1.0, 1.0), (1.0, 8.0), (8.0, 8.0), (8.0, 1.0)]

    x, y = centre([ring, hole], same)

    assert 0 < x < 9 and 0 < y < 9
    assert not (1 < x < 8 and 1 < y < 8)


def test_a_region_without_a_figure_is_drawn_without_a_number():
    shapes = [Shape("01", "Satu <1>", 0.79, 1), Shape("02", "Dua", None)]

    text = str(draw(Outlines(SQUARES), shapes, LINE, 'Peta "uji"'))

    assert text.count("<path") == 2
    assert text.count("<circle") == 1
    assert "Satu &lt;1&gt;" in text and "Peta &#34;uji&#34;" in text


def test_north_is_up():
    """Aceh lies north of East Nusa Tenggara."""
    outlines = Outlines(boundaries("province"))
    rings = [*outlines.rings("11"), *outlines.rings("53")]
    shapes = [Shape("11", "Aceh", 0.9, 1), Shape("53", "NTT", 0.9, 2)]

    text = str(draw(outlines, shapes, LINE, "Peta"))
    first, second = (float(part.split('"')[0]) for part in text.split('cy="')[1:])

    assert rings and first < second
