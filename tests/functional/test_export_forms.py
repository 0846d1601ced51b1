"""The forms of a public export: what DHIS2, HEAT Plus and data catalogues take in."""

import json
import re
from hashlib import sha256

import pytest

import attacker
from functional.tables import rows


UID = re.compile(r"[A-Za-z][A-Za-z0-9]{10}")
NAMED = re.compile(r"[a-z0-9._-]+")
FIELD_TYPES = {"string", "integer", "number", "yearmonth"}
TABLES = {f"data/{name}.csv" for name in attacker.COUNTS}


def test_dhis2_shows_the_same_counts_and_hides_the_same(public):
    assert attacker.by_other_forms(public) == []


def test_dhis2_metadata_stands_alone(public):
    metadata = json.loads((public / "dhis2/metadata.json").read_text())
    values = json.loads((public / "dhis2/dataValueSets.json").read_text())["dataValues"]
    units = {unit["id"]: unit for unit in metadata["organisationUnits"]}
    elements = {element["id"]: element for element in metadata["dataElements"]}
    (data_set,) = metadata["dataSets"]

    everything = [*units, *elements, data_set["id"]]
    assert len(set(everything)) == len(everything)
    assert all(UID.fullmatch(uid) for uid in everything)
    for unit in units.values():
        parent = units.get(unit.get("parent", {}).get("id"))
        assert unit["level"] == (parent["level"] + 1 if parent else 1)
    assert {e["dataElement"]["id"] for e in data_set["dataSetElements"]} == set(
        elements
    )
    assert {unit["id"] for unit in data_set["organisationUnits"]} == set(units)
    for names in (units, elements):
        assert all(0 < len(found["shortName"]) <= 50 for found in names.values())
    for key in ("name", "shortName", "code"):
        assert len({e[key] for e in elements.values()}) == len(elements)
    names = {e["code"]: e["name"] for e in elements.values()}
    assert names["SEMESTA_REGIONS_ACTIVE"] == "JKN: aktif"
    assert names["SEMESTA_SEGMENTS_PBPU_ACTIVE"] == "JKN: PBPU, aktif"
    keys = {(v["dataElement"], v["period"], v["orgUnit"]) for v in values}
    assert len(keys) == len(values)
    assert {element for element, _, _ in keys} <= set(elements)
    assert {period for _, period, _ in keys} == {"202601"}
    assert {unit for _, _, unit in keys} <= set(units)


def test_the_data_package_keeps_the_specification(public):
    package = json.loads((public / "datapackage.json").read_text())

    assert package["$schema"].endswith("/2.0/datapackage.json")
    assert NAMED.fullmatch(package["name"])
    assert all((public / licence["path"]).exists() for licence in package["licenses"])
    assert all(source["title"] for source in package["sources"])
    assert {r["path"] for r in package["resources"]} == TABLES
    for resource in package["resources"]:
        content = (public / resource["path"]).read_bytes()
        assert NAMED.fullmatch(resource["name"])
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
        check_schema(resource["schema"], rows(public, resource["path"]))


def check_schema(schema: dict, lines: list[dict[str, str]]) -> None:
    """Every cell is of its field's type; keys tell rows apart."""
    fields = {field["name"]: field for field in schema["fields"]}
    assert list(lines[0]) == list(fields)
    assert schema["missingValues"] == [""]
    keys = {tuple(line[name] for name in schema["primaryKey"]) for line in lines}
    assert len(keys) == len(lines)
    for name, field in fields.items():
        assert field["type"] in FIELD_TYPES
        values = [line[name] for line in lines]
        if field["constraints"].get("required"):
            assert all(values)
        for value in filter(None, values):
            if field["type"] in ("integer", "number"):
                assert float(value) >= field["constraints"]["minimum"]
            if field["type"] == "integer":
                assert value.isdigit()
            if field["type"] == "yearmonth":
                assert re.fullmatch(r"\d{4}-\d{2}", value)


def test_heat_plus_would_take_the_table(public):
    """The checks that the tool makes of an upload, as its manual lists them."""
    lines = attacker.heat_estimates(public)
    filled = ("setting", "date", "source", "indicator_abbr", "indicator_name")
    filled += ("dimension", "subgroup", "favourable_indicator", "indicator_scale")

    assert len(lines) > 20
    assert any(line["estimate"] for line in lines)
    for line in lines:
        assert all(line[name] for name in filled)
        assert re.fullmatch(r"\d{4}", line["date"])
        assert not re.fullmatch(r"\d+(\.\d+)?", line["subgroup"])
        assert line["favourable_indicator"] == "1"
        assert line["reference_subgroup"] == "0"
        assert bool(line["estimate"]) == (line["flag"] == "")
    for lines_of in grouped(lines, "setting", "indicator_abbr", "dimension"):
        orders = [int(line["subgroup_order"]) for line in lines_of]
        ordered = {line["ordered_dimension"] for line in lines_of}
        assert orders == (
            list(range(1, len(orders) + 1)) if ordered == {"1"} else [0] * len(orders)
        )
        assert len({line["subgroup"] for line in lines_of}) == len(lines_of)
    for lines_of in grouped(lines, "setting", "source", "indicator_abbr"):
        assert len({line["setting_average"] for line in lines_of}) == 1


def grouped(lines, *names):
    groups: dict = {}
    for line in lines:
        groups.setdefault(tuple(line[name] for name in names), []).append(line)
    return groups.values()


def test_heat_plus_tells_no_rate_that_the_tables_do_not(public):
    regions = {
        f"{row['region_name']} ({row['region_code']})": row
        for row in rows(public / "data", "regions.csv")
    }
    places = [
        line
        for line in attacker.heat_estimates(public)
        if line["dimension"] == "Wilayah" and line["indicator_abbr"] == "jkn_coverage"
    ]

    assert len(places) == 8
    for line in places:
        rate = regions[line["subgroup"]]["coverage_rate"]
        assert bool(rate) == bool(line["estimate"])
        if rate:
            assert float(line["estimate"]) == pytest.approx(float(rate) * 100, abs=1e-3)


def test_the_code_book_explains_every_column_in_both_languages(public):
    text = (public / "CODEBOOK.md").read_text()
    package = json.loads((public / "datapackage.json").read_text())

    for resource in package["resources"]:
        assert text.count(f"## {resource['path']}") == 2
        for field in resource["schema"]["fields"]:
            assert text.count(f"| `{field['name']}` |") >= 2
    assert "Angka 1 sampai 4 disembunyikan" in text
    assert "Counts from 1 to 4 are hidden" in text
