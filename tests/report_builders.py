"""A run of few numbers, written by hand, and what the gap says about it."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from semesta.documents import Stamp
from semesta.months import Month
from semesta.published import Legal, Manifest, Run, open_run, table_of, write_table
from semesta.reports import write_html


REGENCY, PROVINCE = "63.09", "63"
FIRST, SECOND = "63.09.08.2001", "63.09.09.2002"
TABLES = (
    *("regions", "status", "awards", "criteria", "distances", "bridge"),
    *("segments", "demographics", "files", "quarantine"),
)
STAMP = Stamp(
    made_by="Bappeda <b>Tabalong</b>",
    made_on=date(2026, 11, 22),
    source="2026-01-r1",
    as_of=date(2026, 1, 31),
    purpose="uji",
)


def linked(code: str, name: str, level: str, *counts: int) -> dict[str, Any]:
    """A row of regions.csv: active, arrears, lapsed, unregistered, unknown, Pemda."""
    active, arrears, lapsed, unregistered, unknown, local = counts
    population = active + arrears + lapsed + unregistered + unknown
    registered = active + arrears + lapsed
    return {
        **{"region_code": code, "region_name": name, "level": level},
        **{"basis": "linked", "month": "2026-01"},
        **{"population": population, "registered": registered, "active": active},
        **{"inactive_arrears": arrears, "inactive_lapsed": lapsed},
        **{"unregistered": unregistered, "unknown": unknown},
        "local_government": local,
        "coverage_rate": registered / population,
        "coverage_rate_high": (registered + unknown) / population,
        "active_rate": active / population,
        "active_rate_high": (active + unknown) / population,
        "local_government_share": local / population,
    }


def official(code: str, name: str, population: int, active: int) -> dict[str, Any]:
    """An administrative row of a regency of which the run has no persons."""
    return {
        **{"region_code": code, "region_name": name, "level": "regency"},
        **{"basis": "administrative", "month": "2026-01"},
        **{"population": population, "population_semester": "2025-1"},
        **{"active": active, "active_rate": active / population},
        "active_rate_high": active / population,
    }


def rows() -> dict[str, list[dict[str, Any]]]:
    """1,000 residents of a regency: 985 registered, 790 active, 5 to be verified.

    79.00% active is the second best of three regencies; 800 would be the line.
    """
    cards = {
        **{"cards": 1000, "registered": 985, "duplicate": 3, "deceased": 4},
        **{"moved": 2, "not_found": 5, "nik_invalid": 1, "identity_conflict": 0},
        **{"unknown": 2, "newborn_waiting": 0, "recorded_elsewhere": -2},
    }
    award = {"region_code": REGENCY, "region_name": "Kabupaten Tabalong"}
    return {
        "regions": regions(),
        "status": [
            award | {"basis": "linked", "uhc": "not_met", "uhc_prioritas": "not_met"}
        ],
        "awards": [
            award
            | {"edition": "2026", "basis": "linked"}
            | {"worst": "none", "best": "none", "category": "none"}
        ],
        "criteria": criteria(),
        "bridge": [{"region_code": REGENCY} | cards],
        "segments": [
            segment("pbi-jk", 600, 480, 0, 120),
            segment("pbpu", 385, 310, 45, 30),
        ],
        "files": [
            {
                **{"register": "population", "file": "penduduk<&>.csv"},
                **{"layout": "siak", "rows_read": 1003},
                **{"accepted": 1000, "quarantined": 3},
            }
        ],
        "quarantine": [
            {"file": "penduduk<&>.csv", "row": row, "reason": "repeated_nik"}
            for row in (7, 8, 9)
        ],
    }


def regions() -> list[dict[str, Any]]:
    counts = {
        FIRST: (470, 20, 100, 7, 3, 200),
        SECOND: (320, 25, 50, 3, 2, 100),
        REGENCY: (790, 45, 150, 10, 5, 300),
    }
    return [
        linked(FIRST, 'Desa <Madang> & "Raya"', "village", *counts[FIRST]),
        linked(SECOND, "Desa Pampanan", "village", *counts[SECOND]),
        linked("63.09.08", "Kecamatan Muara Harus", "district", *counts[FIRST]),
        linked("63.09.09", "Kecamatan Pugaan", "district", *counts[SECOND]),
        linked(REGENCY, "Kabupaten Tabalong", "regency", *counts[REGENCY]),
        linked(PROVINCE, "Provinsi Kalimantan Selatan", "province", *counts[REGENCY]),
        linked("ID", "Indonesia", "nation", *counts[REGENCY]),
        official("63.08", "Kabupaten Hulu Sungai Utara", 2000, 1700),
        official("63.07", "Kabupaten Hulu Sungai Tengah", 500, 300),
    ]


def criteria() -> list[dict[str, Any]]:
    return [
        criterion("2026", "Pratama", "coverage", "98.5", "99", ">=", "98", "met"),
        criterion("2026", "Pratama", "active", "79", "79.5", ">=", "80", "not_met"),
        criterion(
            *("2026", "Pratama", "contributions_paid_through", None, None),
            *(">=", "2025-09", "undecidable"),
        ),
        criterion("status", "UHC", "coverage", "98.5", "99", ">=", "98", "met"),
    ]


def criterion(
    edition: str,
    category: str,
    name: str,
    low: str | None,
    high: str | None,
    operator: str,
    threshold: str,
    verdict: str,
) -> dict[str, Any]:
    return {
        **{"region_code": REGENCY, "edition": edition, "basis": "linked"},
        **{"category": category, "criterion": name, "low": low, "high": high},
        **{"operator": operator, "threshold": threshold, "verdict": verdict},
        **{"source": "Surat <edaran>", "confidence": "reported"},
    }


def segment(code: str, *counts: int) -> dict[str, Any]:
    names = ("registered", "active", "inactive_arrears", "inactive_lapsed")
    return {"region_code": REGENCY, "segment": code} | dict(
        zip(names, counts, strict=True)
    )


def written(
    folder: Path, tables: Mapping[str, Iterable[Mapping[str, Any]]], scope: str = "all"
) -> Run:
    """The tables as a finished run."""
    place = folder / "2026-01-r1"
    place.mkdir(parents=True)
    for name in TABLES:
        file = f"{name}.csv"
        write_table(place, file, table_of(file, map(dict, tables.get(name, ()))))
    manifest = Manifest(
        month=Month(2026, 1),
        scope=scope,
        edition="2026",
        legal=Legal(),
        inputs=(),
        identities=(),
        options={
            "repairs": {"membership": {"last_digit_lost": 12, "text_guard": 0}},
            "official_sources": {"63.08": "surat <cabang>"},
            "skipped": [],
            **dict.fromkeys(
                (
                    *("cards_of_other_segments", "cards_of_unknown_segment"),
                    *("cards_without_village", "decisions_without_pair"),
                ),
                0,
            ),
        },
        versions={"semesta": "0.1.0", "regions": "uji", "law": "0" * 64},
        engine={"name": "duckdb", "version": "2.0.0"},
    )
    manifest.write(place)
    return open_run(place)


def money(persons: int, months: int = 1) -> dict[str, int]:
    """35,000 contribution, 2,800 regional and 4,200 central aid a person a month."""
    contribution, regional, central = (
        persons * months * price for price in (35_000, 2_800, 4_200)
    )
    local = contribution + regional
    return {
        **{"contribution": contribution, "regional_aid": regional},
        **{"central_aid": central, "local_government": local},
        "total": local + central,
    }


def line(category: str, persons: int | None, **changes: Any) -> dict[str, Any]:
    """A line of the gap that lacks active persons only."""
    priced = persons is not None
    return {
        **{"edition": "2026", "category": category, "route": None},
        **{"verdict": "not_met", "short": {"coverage": 0, "active": persons}},
        **{"persons": persons, "at_most": True, "facts": []},
        "per_month": money(persons or 0) if priced else None,
        "to_december": money(persons or 0, 11) if priced else None,
    } | changes


def gap(*lines: Mapping[str, Any]) -> dict[str, Any]:
    """What planning says about the regency; 10 active persons short by default."""
    usual = (
        line("UHC", 10, edition="status"),
        line("Pratama", 10, facts=["contributions_paid_through"]),
        line("Madya", 60, route="a"),
        line("Madya", 40, route="b"),
        line("Utama", 160),
    )
    return {
        **{"run": "2026-01-r1", "month": "2026-01", "months": 11},
        "price": {
            **{"contribution": 35_000, "regional_aid": 2_800, "central_aid": 4_200},
            "sources": ["PMK 78/2020"],
        },
        "regions": [
            {
                **{"region_code": REGENCY, "region_name": "Kabupaten Tabalong"},
                **{"level": "regency", "basis": "linked"},
                "lines": [dict(one) for one in lines or usual],
            }
        ],
    }


def change(kind: str, cause: str | None, persons: int, *moved: int) -> dict[str, Any]:
    """A row of changes.csv for the regency; `moved`: active, registered, population.

    A month before there were 990 residents, 980 registered, 800 active.
    """
    active, registered, population = moved
    return {
        **{"region_code": REGENCY, "kind": kind, "cause": cause, "persons": persons},
        **{"active_change": active, "registered_change": registered},
        "population_change": population,
        "active_effect": (active - 800 / 990 * population) / 1000,
        "coverage_effect": (registered - 980 / 990 * population) / 1000,
    }


def changes() -> pa.Table:
    """800 of 990 active become 790 of 1,000."""
    return table_of(
        "changes.csv",
        [
            change("born", None, 12, 2, 2, 12),
            change("died", None, 2, -2, -2, -2),
            change("fell_inactive", "PHK & <script", 15, -15, 0, 0),
            change("registered", "pbi-jk", 5, 5, 5, 0),
        ],
    )


def page(run: Run, folder: Path, **changed: Any) -> str:
    """The report of a run as text."""
    path = folder / "report.html"
    usual = {"gap": gap(), "changes": None, "stamp": STAMP, "language": "id"}
    write_html(run, path, **usual | changed)
    return path.read_text(encoding="utf-8")
