"""Blocks: so many villages at once as fit into little memory, whole districts always.

NIK and family card numbers are counted within a district, so a district is never cut.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from typing import Any

import pyarrow as pa

from semesta.regions import tree
from semesta.synth.constants import people_per_family
from semesta.synth.luck import log_normal
from semesta.synth.places import Village
from semesta.synth.words import read_yaml


PEOPLE_PER_BLOCK = 150_000
FAMILIES_TO_SPARE = 4
SPREAD_OF_WEALTH = 0.3
# Where those come from who were first registered elsewhere: so many places away in the
# list of districts. No two are equal, so each source has serial numbers of its own.
ELSEWHERE = (
    *(1, -1, 2, -2, 3, -3, 4, -4, 6, -6, 9, -9, 14, -14),
    *(60, -60, 200, -200, 700, -700, 1500, 2200, -2200, 3000, 3600),
)
FIRST_SERIAL = 9001
FIRST_ELSEWHERE = 9500
SERIALS_ELSEWHERE = 20
FACILITIES = (
    ("PUSKESMAS {}", 6),
    ("KLINIK PRATAMA {} SEHAT", 2),
    ("DOKTER PRAKTIK {} 1", 1),
    ("DOKTER PRAKTIK {} 2", 1),
)
KINDS = ("Puskesmas", "Klinik Pratama", "Dokter Praktik Perorangan")


@dataclass(frozen=True)
class Block:
    """Neighbouring villages; `name` is that of its files."""

    name: str
    villages: tuple[Village, ...]

    @cached_property
    def districts(self) -> list[int]:
        return sorted({village.district for village in self.villages})

    @property
    def people(self) -> int:
        return sum(village.people for village in self.villages)

    def tables(self) -> dict[str, pa.Table]:
        """Villages, quotas, first registrations and facilities of the block."""
        return {
            "villages": pa.Table.from_pylist(self._villages()),
            "quotas": pa.Table.from_pylist(
                [
                    {
                        "number": village.number,
                        "local_government": village.local_government,
                        "unregistered": village.unregistered,
                        "inactive": village.inactive,
                    }
                    for village in self.villages
                ]
            ),
            "origins": pa.Table.from_pylist(
                [
                    {"slot": place * 27 + slot, **origin}
                    for place, district in enumerate(self.districts)
                    for slot, origin in enumerate(origins(district))
                ]
            ),
            "facilities": pa.Table.from_pylist(
                [
                    {"slot": place * 10 + slot, **facility}
                    for place, district in enumerate(self.districts)
                    for slot, facility in enumerate(_facility_slots(district))
                ]
            ),
        }

    def _villages(self) -> list[dict[str, Any]]:
        places = {district: place for place, district in enumerate(self.districts)}
        return [
            row
            for _, group in groupby(self.villages, key=lambda v: v.district)
            for row in _village_rows(list(group), places)
        ]


def _village_rows(
    group: list[Village], places: dict[int, int]
) -> Iterator[dict[str, Any]]:
    """The villages of one district; each knows another, to be mistaken for."""
    richer = read_yaml("households.yaml")["town_richer_by"]
    divided = read_yaml("divided.yaml")
    district, regency = (tree().region(group[0].code[:end]).name for end in (8, 5))
    for village, other in zip(group, [*group[1:], group[0]], strict=True):
        luck = log_normal(f"wealth {village.code}", SPREAD_OF_WEALTH)
        town = village.kind == "kelurahan"
        yield {
            "number": village.number,
            "code": village.code,
            "village_name": village.name,
            "district_name": district,
            "regency_name": regency,
            "village": village.place,
            "province": village.number // 100_000_000,
            "district": village.district,
            "district_place": places[village.district],
            "hamlets": 2 + village.place % 5,
            "wealth": luck / (richer if town else 1),
            "divided": village.regency in divided,
            "first_registered_elsewhere": False,
            "people": village.people,
            "first_household": 0,
            "wanted": families_for(village.people),
            "other_number": other.number,
            "other_name": other.name,
        }


def families_for(people: int) -> int:
    """More families than so many people can need; the surplus is cut.

    The number needed strays from the mean by about half its root: there is room for
    more than eight times that.
    """
    usual = people / people_per_family()
    return min(people, math.ceil(usual + FAMILIES_TO_SPARE * (1 + math.sqrt(usual))))


def blocks_of(villages: list[Village], most: int = PEOPLE_PER_BLOCK) -> list[Block]:
    """Blocks of whole regencies where they are small, of whole districts elsewhere."""
    blocks: list[Block] = []
    waiting: list[Village] = []
    for _, group in groupby(villages, key=lambda village: village.regency):
        regency = list(group)
        if _people(waiting) + _people(regency) > most and waiting:
            blocks.append(_block(waiting))
            waiting = []
        if _people(regency) > most:
            blocks += _cut(regency, most)
        else:
            waiting += regency
    return blocks + ([_block(waiting)] if waiting else [])


def _block(villages: list[Village]) -> Block:
    first, last = villages[0].regency, villages[-1].regency
    return Block(first if first == last else f"{first}_{last}", tuple(villages))


def _cut(regency: list[Village], most: int) -> Iterator[Block]:
    """A large regency, in parts of whole districts."""
    parts: list[list[Village]] = [[]]
    for _, group in groupby(regency, key=lambda village: village.district):
        district = list(group)
        if parts[-1] and _people(parts[-1]) + _people(district) > most:
            parts.append([])
        parts[-1] += district
    for number, part in enumerate(parts, 1):
        yield Block(f"{regency[0].regency}-{number}", tuple(part))


def _people(villages: list[Village]) -> int:
    return sum(village.people for village in villages)


@cache
def _all_districts() -> tuple[list[int], dict[int, int], dict[int, str]]:
    """Districts of the nation by code, the place of each, birthplaces by regency."""
    rows = tree().table().to_pylist()
    districts = [row["number"] // 10_000 for row in rows if row["level"] == "district"]
    birthplaces = {
        row["number"] // 1_000_000: _plain(row["name"].upper())
        for row in rows
        if row["level"] == "regency"
    }
    return districts, {code: place for place, code in enumerate(districts)}, birthplaces


def _plain(name: str) -> str:
    for word in ("KABUPATEN ", "KOTA ", "ADM. "):
        name = name.removeprefix(word)
    return name


def origins(district: int) -> list[dict[str, Any]]:
    """Where residents of a district were first registered: 25 other districts, the one
    that it was before its code vanished, itself; with the serials kept for each."""
    districts, places, birthplaces = _all_districts()
    found = []
    for number, steps in enumerate(ELSEWHERE):
        prefix = districts[(places[district] + steps) % len(districts)]
        first = FIRST_ELSEWHERE + number * SERIALS_ELSEWHERE
        last = first + SERIALS_ELSEWHERE - 1
        found.append(_origin(prefix, birthplaces[prefix // 100], first, last))
    here = (birthplaces[district // 100], FIRST_SERIAL, FIRST_ELSEWHERE - 1)
    return [*found, _origin(vanished(district), *here), _origin(district, *here)]


def _origin(prefix: int, birthplace: str, first: int, last: int) -> dict[str, Any]:
    return {
        "prefix": prefix,
        "birthplace": birthplace,
        "first_serial": first,
        "last_serial": last,
    }


def vanished(district: int) -> int:
    """A code that the district's older residents bear and that is no more: of the
    regency's time in another province, else one that no district has today."""
    regency = f"{district // 10_000:02d}.{district // 100 % 100:02d}"
    before = read_yaml("divided.yaml").get(regency)
    if before:
        return int(before.replace(".", "")) * 100 + district % 100
    return district // 100 * 100 + 100 - district % 100


def facilities(district: int) -> list[dict[str, Any]]:
    """The made-up facilities of a district; no real one has such a code."""
    name = tree().region(str(district)).name
    return [
        {
            "code": f"{district:06d}Z{number}",
            "name": pattern.format(name.upper()),
            "kind": KINDS[min(number, len(KINDS)) - 1],
            "weight": weight,
        }
        for number, (pattern, weight) in enumerate(FACILITIES, 1)
    ]


def _facility_slots(district: int) -> Iterator[dict[str, str]]:
    for facility in facilities(district):
        for _ in range(facility["weight"]):
            yield {"code": facility["code"], "name": facility["name"]}
