"""Invented figures of a month: what a run would publish of a few invented villages."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from semesta.disclosure.figures import Figures
from semesta.disclosure.hiding import Hiding
from semesta.disclosure.protecting import Protected, Rule, protect
from semesta.disclosure.public import public_tables, write_csv
from semesta.disclosure.residents import Counts
from semesta.months import Month


STATES = ("active", "inactive_arrears", "inactive_lapsed")
FINDINGS = (
    *("duplicate", "deceased", "moved", "not_found", "nik_invalid"),
    *("identity_conflict", "unknown", "newborn_waiting"),
)
RULE = Rule(least=5, width=3)
Person = tuple[str, str, str, bool]
"""State, segment (empty without a card), group, registered by local government."""


def figures(
    villages: Mapping[str, Sequence[Person]],
    cards: Mapping[str, Mapping[str, int]] | None = None,
    month: str = "2026-01",
) -> Figures:
    """Sums over villages (code → persons) and cards (code of any region → finding)."""
    regions: dict[str, Counter[str]] = {}
    segments: dict[str, dict[str, Counter[str]]] = {}
    groups: dict[str, dict[str, Counter[str]]] = {}
    for village, persons in villages.items():
        for region in line(village):
            for person in persons:
                count(regions.setdefault(region, Counter()), person)
                if region != village:
                    count_details(region, person, segments, groups)
    bridge: dict[str, Counter[str]] = {}
    for place, found in (cards or {}).items():
        for region in line(place):
            if region.count(".") < 3:
                bridge.setdefault(region, Counter()).update(found)
    for region, row in bridge.items():
        row["registered"] = regions[region]["registered"]
    counts = Counts(
        {code: whole(row) for code, row in regions.items()}, segments, groups
    )
    names = {code: f"Wilayah {code}" for code in regions}
    made = Month.parse(month)
    return Figures(made, f"{month}-r1", "all", {}, names, counts, bridge, [])


def line(code: str) -> list[str]:
    """A region and all above it."""
    parts = code.split(".")
    return [".".join(parts[:n]) for n in range(len(parts), 0, -1)] + ["ID"]


def count(row: Counter[str], person: Person) -> None:
    state, segment, _, local = person
    row["population"] += 1
    row[state] += 1
    row["registered"] += bool(segment)
    row["local_government"] += local


def count_details(region: str, person: Person, segments: dict, groups: dict) -> None:
    state, segment, group, _ = person
    if segment:
        row = segments.setdefault(region, {}).setdefault(segment, Counter())
        row.update([state, "registered"])
    row = groups.setdefault(region, {}).setdefault(group, Counter())
    row["population"] += 1
    row["registered"] += bool(segment)
    row["active"] += state == "active"


def whole(row: Counter[str]) -> dict[str, float | None]:
    """A row of regions.csv with its rates."""
    names = ("population", "registered", *STATES, "unregistered", "unknown")
    counts = {name: row[name] for name in (*names, "local_government")}
    people, unknown = row["population"], row["unknown"]
    return counts | {
        "coverage_rate": row["registered"] / people,
        "coverage_rate_high": (row["registered"] + unknown) / people,
        "active_rate": row["active"] / people,
        "active_rate_high": (row["active"] + unknown) / people,
        "local_government_share": row["local_government"] / people,
    }


def drawn_month(
    codes: Sequence[str], seed: int, sizes: Sequence[int], month: str = "2026-01"
) -> Figures:
    """Persons and cards by chance, as many persons a village as `sizes` says.

    One card in twenty does not say its village.
    """
    chance = random.Random(seed)
    pair = zip(codes, sizes, strict=True)
    villages = {
        code: [drawn_person(chance) for _ in range(size)] for code, size in pair
    }
    cards: dict[str, Counter[str]] = {}
    for code, persons in villages.items():
        for _, segment, _, _ in persons:
            where = code if chance.random() < 0.95 else code[:5]
            kept = cards.setdefault(where, Counter())
            kept["recorded_elsewhere"] += bool(segment)
            if chance.random() < 0.1:
                kept[chance.choice(FINDINGS)] += 1
    found = figures(villages, cards, month)
    for row in found.bridge.values():  # matched cards stand where their card says
        row["recorded_elsewhere"] -= row["registered"]
    return found


def drawn_person(chance: random.Random) -> Person:
    group = f"{chance.choice(('female', 'male'))}/{chance.choice(('0-4', '5-14'))}"
    roll = chance.random()
    if roll < 0.04:
        return "unregistered", "", group, False
    if roll < 0.06:
        return "unknown", "", group, False
    segment = chance.choice(("pbi-jk", "pbi-jk", "pbpu", "pbpu-pemda"))
    state = "active"
    if chance.random() < 0.2:
        state = "inactive_arrears" if segment == "pbpu" else "inactive_lapsed"
    local = segment == "pbpu-pemda" or chance.random() < 0.02
    return state, segment, group, local


def write_public(folder: Path, months: Sequence[Protected]) -> Path:
    """The CSV tables of an export."""
    (folder / "data").mkdir(parents=True)
    for table in public_tables(months, months[0].places.codes[0]):
        write_csv(folder / "data" / f"{table.name}.csv", table)
    return folder


def only_small_hidden(month: Figures) -> list[Protected]:
    """The naive export: counts below the threshold are hidden and nothing else."""
    (found,) = protect([month], (), RULE)
    for hiding in (found.residents, found.cards):
        if hiding is not None:
            keep_only_small(hiding)
    return [found]


def keep_only_small(hiding: Hiding) -> None:
    for cell, bits in hiding.hidden.items():
        for place, value in enumerate(hiding.grid.values[cell]):
            bits[place] = 0 < value < RULE.least
