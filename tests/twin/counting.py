"""Measures, breakdowns and the bridge of every region, each counted for itself."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from twin.states import Question


# How many of the ten digits name a region of the level, and how many its parent's.
DIGITS = {
    "nation": (0, 0),
    "province": (2, 0),
    "regency": (4, 2),
    "district": (6, 4),
    "village": (10, 6),
}
INACTIVE = ("inactive_arrears", "inactive_lapsed")
REGISTERED = ("active", *INACTIVE)
SURPLUS = (
    "duplicate",
    "deceased",
    "moved",
    "not_found",
    "nik_invalid",
    "identity_conflict",
    "unknown",
    "newborn_waiting",
)

Region = tuple[str, int]


def regions_of(village: int) -> Iterable[Region]:
    """The regions that a place lies in; a place known in part lies in few."""
    text = f"{village:010d}"
    for level, (own, above) in DIGITS.items():
        if level == "nation" or text[above:own].strip("0"):
            yield level, int(text[:own].ljust(10, "0"))


def by_region(rows: Sequence, place) -> dict[Region, list]:
    """Rows per region; `place` gives the village of a row."""
    found = defaultdict(list)
    for row in rows:
        for region in regions_of(place(row)):
            found[region].append(row)
    return found


def measures(residents: Sequence[Mapping], question: Question) -> dict[Region, dict]:
    return {
        region: measured(rows, question.scope)
        for region, rows in by_region(residents, home).items()
    }


def home(resident: Mapping) -> int:
    return resident["person"]["village"]


def measured(rows: Sequence[Mapping], scope: str) -> dict:
    """The measures of the residents of one region."""
    states = Counter(row["state"] for row in rows)
    paid = Counter(row["local_government"] for row in rows)
    registered = sum(states[state] for state in REGISTERED)
    if scope == "unregistered-list":
        registered += states["outside"]
    unsure = states["unknown"] + states["outside"]
    return {
        "population": len(rows),
        "registered": registered,
        **{state: states[state] for state in (*REGISTERED, "unregistered")},
        "unknown": unsure,
        "candidates": states["unknown"],
        "local_government": paid["inactive"] + paid["active"],
        "local_government_active": paid["active"],
        "local_government_high": sum(
            row["local_government"] != "none"
            or row["state"] == "unknown"
            or row["segment"] == "unknown"
            for row in rows
        ),
        "registered_high": len(rows) - states["unregistered"],
        "active_high": states["active"] + unsure,
    }


def by_segment(residents: Sequence[Mapping]) -> dict[tuple, dict]:
    """Registered residents per region and segment of the kept card."""
    registered = [row for row in residents if row["state"] in REGISTERED]
    found = {}
    for region, rows in by_region(registered, home).items():
        for segment in {row["segment"] for row in rows}:
            states = Counter(r["state"] for r in rows if r["segment"] == segment)
            found[*region, segment] = {
                "registered": states.total(),
                **{state: states[state] for state in REGISTERED},
            }
    return found


def by_age_and_sex(residents: Sequence[Mapping]) -> dict[tuple, dict]:
    """Residents per region, sex and age band."""
    found: dict[tuple, Counter] = defaultdict(Counter)
    for region, rows in by_region(residents, home).items():
        for row in rows:
            sex = row["person"]["sex"] or "unknown"
            counts = found[*region, sex, age_band(row["age"])]
            counts["population"] += 1
            counts["registered"] += row["state"] in REGISTERED
            counts["active"] += row["state"] == "active"
    return {key: dict(counts) for key, counts in found.items()}


def age_band(age: int | None) -> str:
    if age is None:
        return "unknown"
    bands = {5: "0-4", 15: "5-14", 25: "15-24", 45: "25-44", 60: "45-59"}
    return next((band for end, band in bands.items() if age < end), "60+")


def administrative(findings: Sequence[Mapping]) -> dict[Region, dict]:
    """Cards per region on the card, as the insurer counts."""
    return {
        region: {
            "registered": len(rows),
            "active": sum(row["card"]["state"] == "active" for row in rows),
            "local_government": sum(
                row["card"]["segment"] == "pbpu-pemda" for row in rows
            ),
            "local_government_high": sum(
                row["card"]["segment"] in ("pbpu-pemda", "unknown") for row in rows
            ),
        }
        for region, rows in by_region(findings, on_the_card).items()
    }


def on_the_card(finding: Mapping) -> int:
    return finding["card"]["village"]


def bridge(
    findings: Sequence[Mapping], measured: Mapping[Region, Mapping]
) -> dict[Region, dict]:
    """Per region: its cards, and what lies between them and registered residents."""
    here = by_region(findings, on_the_card)
    matched = [row for row in findings if row["finding"] == "matched"]
    owned = by_region(matched, lambda row: row["owner"]["village"])
    peopled = {region for region, row in measured.items() if row["registered"]}
    rows = {}
    for region in here.keys() | peopled:
        cards = here.get(region, [])
        kinds = Counter(row["finding"] for row in cards)
        arriving = sum(region not in regions_of(on_the_card(r)) for r in owned[region])
        leaving = sum(
            row["finding"] == "matched"
            and region not in regions_of(row["owner"]["village"])
            for row in cards
        )
        rows[region] = {
            "cards": len(cards),
            "registered": measured.get(region, {}).get("registered", 0),
            **{kind: kinds[kind] for kind in SURPLUS},
            "recorded_elsewhere": leaving - arriving,
        }
    return rows


def published(
    measured: Mapping[Region, Mapping],
    counted: Mapping[Region, Mapping],
    scope: str,
) -> dict[tuple, dict]:
    """The counts of `regions.csv` per region and basis, without official figures.

    What a partial file cannot tell is None, never nought.
    """
    rows = {
        (*region, "linked"): linked_row(row, scope) for region, row in measured.items()
    }
    for region, row in counted.items():
        told = administrative_row(row, scope)
        if set(told.values()) != {None}:
            rows[*region, "administrative"] = told
    return rows


def linked_row(row: Mapping, scope: str) -> dict:
    told = {
        "unregistered": scope in ("all", "unregistered-list"),
        "local_government": scope in ("all", "pbpu-pemda"),
        "local_government_high": scope in ("all", "pbpu-pemda"),
        **{state: scope != "unregistered-list" for state in REGISTERED},
    }
    names = ("population", "registered", *REGISTERED, "unregistered", "unknown")
    found = {
        name: row[name] if told.get(name, True) else None
        for name in (*names, "local_government", "local_government_high", "active_high")
    }
    if scope == "unregistered-list":
        found["unknown"] = row["candidates"]
    elif scope != "all":
        # Who is inactive in one segment may be active in another.
        found["active_high"] += sum(row[state] for state in INACTIVE)
    return found


def administrative_row(row: Mapping, scope: str) -> dict:
    told = {
        "registered": scope == "all",
        "active": scope == "all",
        "local_government": scope in ("all", "pbpu-pemda"),
        "local_government_high": scope in ("all", "pbpu-pemda"),
    }
    empty = ("population", *INACTIVE, "unregistered", "unknown")
    counts = {name: row[name] if known else None for name, known in told.items()}
    return {**dict.fromkeys(empty), **counts, "active_high": counts["active"]}
