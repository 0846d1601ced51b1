"""Approximate boundaries, for maps that show where; never for measuring."""

import gzip
import json
from functools import cache
from importlib.resources import files

from semesta.errors import SemestaError


BOUNDARY_LEVELS = ("province", "regency", "district")


@cache
def boundaries(level: str) -> dict:
    """TopoJSON of all regions of a level, in degrees (WGS 84), quantised.

    The object is named after the level; a geometry's `id` is the dotted code. Outer
    rings run clockwise as seen on the map. `label`, `source`, `licence` and `credit`
    stand beside: show the label wherever the map is shown. The dictionary is shared:
    do not change it. Raises `regions.no_boundaries` for other levels.
    """
    if level not in BOUNDARY_LEVELS:
        raise SemestaError("regions.no_boundaries", level=level)
    path = files("semesta.regions") / "data" / f"boundaries-{level}.json.gz"
    return json.loads(gzip.decompress(path.read_bytes()))
