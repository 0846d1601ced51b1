"""The export as HEAT Plus takes it in: one row per setting, indicator and subgroup.

WHO's tool compares subgroups within a setting; here a setting is a region, and its
subgroups are sexes, age bands and the regions below it. Rates are worked out from shown
counts; a subgroup whose counts are hidden has an empty estimate and a flag.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from semesta.disclosure.public import Row, Table, total
from semesta.disclosure.texts import say
from semesta.published import label
from semesta.regions import LEVELS, NATION, tree


COLUMNS = (
    *("setting", "date", "source", "indicator_abbr", "indicator_name", "dimension"),
    *("subgroup", "estimate", "se", "ci_lb", "ci_ub", "population", "flag"),
    *("setting_average", "iso3", "favourable_indicator", "indicator_scale"),
    *("ordered_dimension", "subgroup_order", "reference_subgroup"),
)
INDICATORS = {"coverage": "registered", "active": "active"}
SCALE = 100
SETTINGS = LEVELS[:3]
Subgroup = tuple[str, Sequence[Row]]
"""Its name, and the rows that are added up."""


def write_heat(path: Path, tables: Sequence[Table], language: str) -> None:
    """Writes the table to upload as CSV, which HEAT Plus takes like a workbook."""
    by_name = {table.name: table.rows for table in tables}
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in by_name.get("demographics", ()):
        groups.setdefault((row["region_code"], row["month"]), []).append(row)
    below: dict[tuple[str, str], list[Row]] = {}
    for row in by_name["regions"]:
        if row["region_code"] != NATION:
            parent = row["region_code"].rpartition(".")[0] or NATION
            below.setdefault((parent, row["month"]), []).append(row)
    top = by_name["regions"][0]["region_code"]
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        for row in by_name["regions"]:
            if row["level"] in SETTINGS or row["region_code"] == top:
                key = row["region_code"], row["month"]
                found = _dimensions(groups.get(key, []), below.get(key, []), language)
                writer.writerows(_setting(row, found, language))


def _dimensions(
    groups: Sequence[Row], below: Sequence[Row], language: str
) -> Iterator[tuple[str, bool, list[Subgroup]]]:
    """Name, whether its subgroups have an order, and the subgroups."""
    sexes = sorted({row["sex"] for row in groups} - {"unknown"})
    bands = {row["age_band"] for row in groups} - {"unknown"}
    ages = sorted(bands, key=lambda band: int(band.rstrip("+").split("-")[0]))
    if sexes:
        yield (
            say("dimension_sex", language),
            False,
            [
                (label("sex", sex, language), [r for r in groups if r["sex"] == sex])
                for sex in sexes
            ],
        )
    if ages:
        yield (
            say("dimension_age", language),
            True,
            [
                (
                    say("years", language, band=band),
                    [row for row in groups if row["age_band"] == band],
                )
                for band in ages
            ],
        )
    if below:
        named: list[Subgroup] = [
            (f"{r['region_name']} ({r['region_code']})", [r]) for r in below
        ]
        yield say("dimension_place", language), False, named


def _setting(
    region: Row, dimensions: Iterator[tuple[str, bool, list[Subgroup]]], language: str
) -> Iterator[Mapping[str, object]]:
    """Every subgroup of a region and month, for both indicators."""
    code = region["region_code"]
    for dimension, ordered, subgroups in dimensions:
        for indicator, column in INDICATORS.items():
            for order, (subgroup, rows) in enumerate(subgroups, start=1):
                estimate = _estimate(rows, column)
                yield {
                    "setting": tree().region(code).title,
                    "date": region["month"][:4],
                    "source": say("heat_source", language, month=region["month"]),
                    "indicator_abbr": f"jkn_{indicator}",
                    "indicator_name": say(f"rate_{indicator}", language),
                    "dimension": dimension,
                    "subgroup": subgroup,
                    "estimate": _printed(estimate),
                    "population": _printed(total(rows, ["population"])),
                    "flag": say("suppressed_flag", language)
                    if estimate is None
                    else "",
                    "setting_average": _printed(_estimate([region], column)),
                    "iso3": "IDN" if code == NATION else "",
                    "favourable_indicator": 1,
                    "indicator_scale": SCALE,
                    "ordered_dimension": int(ordered),
                    "subgroup_order": order if ordered else 0,
                    "reference_subgroup": 0,
                }


def _estimate(rows: Sequence[Row], column: str) -> float | None:
    part, whole = total(rows, [column]), total(rows, ["population"])
    return None if part is None or not whole else SCALE * part / whole


def _printed(number: float | None) -> str:
    if number is None:
        return ""
    return f"{number:.4f}" if isinstance(number, float) else str(number)
