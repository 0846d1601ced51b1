"""The villages to fill: how many people live in each, and how many have a card."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

import pyarrow.compute as pc

from semesta.errors import SemestaError
from semesta.months import Month
from semesta.regions import NATION, official_population, tree
from semesta.synth.luck import log_normal
from semesta.synth.request import Request
from semesta.synth.shares import share_out
from semesta.synth.targets import Target, read_targets, usual_target


# A town's kelurahan holds about so many times the people of a desa.
KELURAHAN = 2.2
SPREAD_OF_SIZES = 0.7
# How far villages of one region differ in those left out, stopped, enrolled.
SPREAD_OF_RATES = 0.45
# Whatever the month of the registers: places are as large as last known.
NEWEST = Month(2200, 12)
MOST_PEOPLE = 400_000  # in one village: beyond, card and NIK numbers would run out


@dataclass
class Village:
    """A village with its people and how many of them hold what."""

    number: int
    code: str
    name: str
    kind: str
    place: int  # among all villages of the nation, by code
    people: int = 0
    local_government: int = 0
    unregistered: int = 0
    inactive: int = 0

    @property
    def district(self) -> int:
        return self.number // 10_000

    @property
    def regency(self) -> str:
        return self.code[:5]


def settled(request: Request) -> list[Village]:
    """The villages of the request that have people, by code.

    Raises SemestaError where a region is unknown or has no room for so many.
    """
    villages = villages_of(request.regions)
    usual = usual_target(request)
    targets = read_targets(request.targets, usual)
    groups = _by_target(villages, targets)
    _settle(request, groups, targets)
    for code, group in groups.items():
        _fill(group, targets.get(code, usual), request.seed)
    inhabited = [village for village in villages if village.people]
    crowded = [village.code for village in inhabited if village.people > MOST_PEOPLE]
    if crowded:
        raise SemestaError("synth.crowded", region=crowded[0], most=MOST_PEOPLE)
    return inhabited


def villages_of(regions: Iterable[str]) -> list[Village]:
    """All villages in the regions, of the nation where none is named."""
    codes = {tree().region(code).code for code in regions} - {NATION}
    return [
        Village(row["number"], row["code"], row["name"], row["kind"], place)
        for place, row in enumerate(_all_villages())
        if not codes or not codes.isdisjoint(_with_parents(row["code"]))
    ]


@cache
def _all_villages() -> list[dict[str, Any]]:
    table = tree().table().select(["number", "code", "name", "kind", "level"])
    return table.filter(pc.field("level") == "village").to_pylist()


def _with_parents(code: str) -> set[str]:
    parts = code.split(".")
    return {".".join(parts[:size]) for size in range(1, len(parts) + 1)}


def _by_target(
    villages: list[Village], targets: Mapping[str, Target]
) -> dict[str, list[Village]]:
    """Villages under the nearest region with a target, else under their regency."""
    groups: dict[str, list[Village]] = defaultdict(list)
    for village in villages:
        named = _with_parents(village.code) & targets.keys()
        groups[max(named, key=len, default=village.regency)].append(village)
    return dict(groups)


def _settle(
    request: Request,
    groups: Mapping[str, list[Village]],
    targets: Mapping[str, Target],
) -> None:
    """Spreads the people over the villages: exactly as many as asked."""
    sizes = _official_sizes([village for group in groups.values() for village in group])
    given = {
        code: target.population
        for code, target in targets.items()
        if target.population and code in groups
    }
    for code, people in given.items():
        _spread(groups[code], people, sizes)
    others = [v for code, group in groups.items() if code not in given for v in group]
    left = round(sum(sizes[v.number] for v in others))
    if request.people is not None:
        left = request.people - sum(given.values())
    if left < 0:
        raise SemestaError("synth.too_few", people=sum(given.values()))
    _spread(others, left, sizes)


def _spread(group: list[Village], people: int, sizes: Mapping[int, float]) -> None:
    counts = share_out(people, [sizes[v.number] for v in group]) if group else []
    for village, count in zip(group, counts, strict=True):
        village.people = count


def _official_sizes(villages: list[Village]) -> dict[int, float]:
    """Village number → how many live there if the regency has its official population.

    How a regency's people spread over its villages is made up.
    """
    asked = {village.regency for village in villages}
    sizes: dict[int, float] = {}
    for code, whole in groupby(_all_villages(), key=lambda row: row["code"][:5]):
        if code in asked:
            relative = {row["number"]: _relative_size(row) for row in whole}
            official = official_population(code, NEWEST).value
            scale = official / sum(relative.values())
            sizes |= {number: size * scale for number, size in relative.items()}
    return sizes


def _relative_size(village: Mapping[str, Any]) -> float:
    """The same for every seed: a village is no larger with another seed."""
    luck = log_normal(f"size {village['code']}", SPREAD_OF_SIZES)
    return luck * (KELURAHAN if village["kind"] == "kelurahan" else 1)


def _fill(group: list[Village], target: Target, seed: int) -> None:
    """Shares a region's residents without a card, with an inactive one and those whom
    the region pays for out among its villages: the region's sums are exact."""
    people = [village.people for village in group]
    total = sum(people)
    registered = round(total * target.coverage)
    unregistered = _shares(group, total - registered, people, f"{seed} left out")
    have = [n - out for n, out in zip(people, unregistered, strict=True)]
    stopped = registered - round(total * target.active)
    inactive = _shares(group, stopped, have, f"{seed} stopped")
    local = round(total * target.local_government)
    paid = _shares(group, local, have, f"{seed} enrolled")
    for place, village in enumerate(group):
        village.unregistered = unregistered[place]
        village.inactive = inactive[place]
        village.local_government = paid[place]


def _shares(
    group: list[Village], total: int, limits: list[int], kind: str
) -> list[int]:
    weights = [
        limit * log_normal(f"{kind} {v.code}", SPREAD_OF_RATES)
        for v, limit in zip(group, limits, strict=True)
    ]
    return share_out(total, weights, limits)
