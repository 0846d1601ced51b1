"""The tree of places: codes, names, official populations, approximate boundaries."""

from semesta.regions.boundaries import BOUNDARY_LEVELS, boundaries
from semesta.regions.codes import LEVELS, NATION, code_of
from semesta.regions.kinds import title_of
from semesta.regions.names import place_key
from semesta.regions.populations import OfficialPopulation, official_population
from semesta.regions.tree import Region, Tree, tree


__all__ = [
    "BOUNDARY_LEVELS",
    "LEVELS",
    "NATION",
    "OfficialPopulation",
    "Region",
    "Tree",
    "boundaries",
    "code_of",
    "official_population",
    "place_key",
    "title_of",
    "tree",
]
