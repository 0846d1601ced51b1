"""The shipped data: official populations and approximate boundaries."""

from datetime import date

import pytest

from semesta.errors import SemestaError
from semesta.months import Month
from semesta.regions import BOUNDARY_LEVELS, boundaries, official_population, tree


JANUARY_2026 = Month(2026, 1)


def people(code, month=JANUARY_2026):
    return official_population(code, month).value


def ids(level):
    return [shape["id"] for shape in boundaries(level)["objects"][level]["geometries"]]


def codes_of(level):
    rows = tree().table().select(["code", "level"]).to_pylist()
    return {row["code"] for row in rows if row["level"] == level}


def signed_areas_of_outer_rings(topology, level):
    arcs = [positions(arc) for arc in topology["arcs"]]
    for shape in topology["objects"][level]["geometries"]:
        multi = shape["type"] == "MultiPolygon"
        for polygon in shape["arcs"] if multi else [shape["arcs"]]:
            ring = [
                p for n in polygon[0] for p in (arcs[n] if n >= 0 else arcs[~n][::-1])
            ]
            pairs = zip(ring, ring[1:] + ring[:1], strict=True)
            yield sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)


def positions(arc):
    x = y = 0
    found = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        found.append((x, y))
    return found


def test_the_population_of_a_regency_carries_semester_and_source():
    found = official_population("63.09", JANUARY_2026)
    assert (found.value, found.semester) == (267_787, "2024-2")
    assert "DKB Semester II 2024" in found.source


def test_the_regencies_sum_to_their_province():
    for province in tree().children("ID"):
        below = tree().children(province.code)
        assert people(province.code) == sum(people(region.code) for region in below)


def test_the_provinces_sum_to_the_nation_of_the_same_semester():
    total = sum(people(province.code) for province in tree().children("ID"))
    assert total == 284_973_643
    assert total == people("ID", Month(2025, 4))


@pytest.mark.parametrize(
    ("month", "semester", "value"),
    [
        ("2024-07", "2023-1", 279_118_866),
        ("2024-08", "2024-1", 282_477_584),
        ("2025-03", "2024-1", 282_477_584),
        ("2025-04", "2024-2", 284_973_643),
        ("2025-07", "2024-2", 284_973_643),
        ("2025-08", "2025-1", 286_693_693),
        ("2026-02", "2025-1", 286_693_693),
        ("2026-03", "2025-2", 288_315_089),
    ],
)
def test_a_month_gets_the_semester_that_was_released_by_its_end(month, semester, value):
    found = official_population("ID", Month.parse(month))
    assert (found.semester, found.value) == (semester, value)
    assert date(2024, 1, 1) < found.released_on <= Month.parse(month).last_day


@pytest.mark.parametrize(
    ("code", "month", "title"),
    [
        ("ID", "2023-12", "Indonesia"),
        ("63.09", "2025-03", "Kabupaten Tabalong"),
        ("63.09.08", "2026-01", "Kecamatan Muara Harus"),
        ("63.09.08.2001", "2026-01", "Desa Madang"),
    ],
)
def test_without_a_population_the_error_names_region_and_month(code, month, title):
    with pytest.raises(SemestaError) as caught:
        official_population(code, Month.parse(month))
    assert caught.value.code == "regions.no_population"
    for text in (caught.value.text("id"), caught.value.text("en")):
        assert title in text and month in text


def test_the_population_of_an_unknown_region_is_an_unknown_code():
    with pytest.raises(SemestaError) as caught:
        official_population("99.99", JANUARY_2026)
    assert caught.value.code == "regions.unknown_code"


@pytest.mark.parametrize("level", BOUNDARY_LEVELS)
def test_every_region_has_one_boundary(level):
    assert sorted(ids(level)) == sorted(codes_of(level))


@pytest.mark.parametrize("level", BOUNDARY_LEVELS)
def test_boundaries_say_that_they_are_approximate_and_where_they_are_from(level):
    topology = boundaries(level)
    assert topology["type"] == "Topology"
    assert topology["label"] == "batas perkiraan, bukan batas resmi"
    assert all(topology[part] for part in ("source", "licence", "credit"))


@pytest.mark.parametrize("level", BOUNDARY_LEVELS)
def test_boundaries_lie_within_indonesia(level):
    west, south, east, north = boundaries(level)["bbox"]
    assert 94 < west < 96 and 140 < east < 142
    assert -12 < south < -10 and 5 < north < 7


@pytest.mark.parametrize("level", BOUNDARY_LEVELS)
def test_outer_rings_run_clockwise(level):
    areas = list(signed_areas_of_outer_rings(boundaries(level), level))
    assert len(areas) >= len(codes_of(level))
    assert max(areas) < 0


def test_villages_have_no_boundaries():
    with pytest.raises(SemestaError) as caught:
        boundaries("village")
    assert caught.value.code == "regions.no_boundaries"
    assert "village" in caught.value.text("id")
