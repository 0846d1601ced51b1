"""Official populations: what had been released by a month."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from semesta.errors import SemestaError
from semesta.months import Month
from semesta.regions.tree import tree


@dataclass(frozen=True)
class OfficialPopulation:
    """Residents of a region by the civil registration, in jiwa.

    `semester` is `2024-2` for 31 December 2024; it became public on `released_on`.
    """

    value: int
    semester: str
    source: str
    released_on: date


def official_population(code: str, month: Month) -> OfficialPopulation:
    """The latest semester released by the last day of a month.

    Shipped for the nation, provinces and regencies; the nation has more semesters than
    the others. Raises `regions.no_population` where there is none, and
    `regions.unknown_code`.
    """
    region = tree().region(code)
    known = [
        population
        for population in _populations().get(region.code, ())
        if population.released_on <= month.last_day
    ]
    if not known:
        raise SemestaError("regions.no_population", region=region.title, month=month)
    return max(known, key=lambda population: population.semester)


@cache
def _populations() -> dict[str, list[OfficialPopulation]]:
    path = files("semesta.regions") / "data" / "populations.json"
    found: dict[str, list[OfficialPopulation]] = {}
    for entry in json.loads(path.read_text(encoding="utf-8"))["semesters"]:
        released = date.fromisoformat(entry["released_on"])
        for code, value in entry["populations"].items():
            population = OfficialPopulation(
                value, entry["semester"], entry["source"], released
            )
            found.setdefault(code, []).append(population)
    return found
