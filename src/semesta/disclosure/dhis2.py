"""The export as DHIS2 takes it in: metadata first, then data values.

Identifiers are worked out from codes, so that next month's export meets the same
objects. A hidden cell has no value. Every region brings its own figure, so DHIS2 must
not add up those below it (`aggregationLevels`), and of several months the last counts.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from string import ascii_letters, digits
from typing import Any, TextIO

from semesta.disclosure.package import write_json
from semesta.disclosure.public import Row, Table
from semesta.disclosure.texts import say, texts
from semesta.published import label
from semesta.regions import LEVELS, Region, tree


UID_LENGTH = 11
DEFAULT_COMBO = {"id": "bjDvmb4bfuf"}
"""The category combination `default`, the same in every DHIS2."""
OPENED = "1970-01-01"
PREFIX = "SEMESTA_"
LONGEST_SHORT_NAME = 50
WORDS = {
    **{name: "state" for name in ("active", "inactive_arrears", "inactive_lapsed")},
    **{name: "state" for name in ("unregistered", "unknown")},
    "local_government": "measure",
}


@cache
def uid(kind: str, code: str) -> str:
    """Eleven letters and digits, a letter first, always the same for a code."""
    number = int.from_bytes(sha256(f"semesta/{kind}/{code}".encode()).digest())
    number, first = divmod(number, len(ascii_letters))
    found = ascii_letters[first]
    every = ascii_letters + digits
    for _ in range(UID_LENGTH - 1):
        number, place = divmod(number, len(every))
        found += every[place]
    return found


def write_dhis2(folder: Path, tables: Sequence[Table], language: str) -> None:
    """Writes `metadata.json` and `dataValueSets.json`."""
    folder.mkdir()
    counted = [table for table in tables if table.counts]
    elements: dict[str, Row] = {}
    for table in counted:
        for row in table.rows:
            for code, column in _codes(table, row):
                if code not in elements:
                    elements[code] = _element(code, table, row, column, language)
    units = _units(row["region_code"] for table in counted for row in table.rows)
    write_json(folder / "metadata.json", _metadata(units, elements, language))
    with (folder / "dataValueSets.json").open("w", encoding="utf-8") as out:
        _write_values(out, counted)


def _metadata(
    units: Sequence[Region], elements: Mapping[str, Row], language: str
) -> dict[str, Any]:
    places = [{"id": uid("region", unit.code)} for unit in units]
    data_set = {
        "id": uid("dataSet", "JKN"),
        "code": "SEMESTA_JKN",
        "name": say("title", language),
        "shortName": say("title", language)[:LONGEST_SHORT_NAME],
        "periodType": "Monthly",
        "categoryCombo": DEFAULT_COMBO,
        "dataSetElements": [
            {"dataElement": {"id": element["id"]}} for element in elements.values()
        ],
        "organisationUnits": places,
    }
    return {
        "organisationUnits": [_unit(unit) for unit in units],
        "dataElements": list(elements.values()),
        "dataSets": [data_set],
    }


def _units(codes: Iterator[str]) -> list[Region]:
    """The regions with data and all above them, a parent before its children."""
    found = {}
    for code in dict.fromkeys(codes):
        region = tree().region(code)
        for above in (*reversed(tree().ancestors(code)), region):
            found[above.code] = above
    return sorted(found.values(), key=lambda r: (LEVELS.index(r.level), r.code))


def _unit(region: Region) -> Row:
    unit: Row = {
        "id": uid("region", region.code),
        "code": region.code,
        "name": region.title,
        "shortName": region.title[:LONGEST_SHORT_NAME],
        "openingDate": OPENED,
        "level": LEVELS.index(region.level) + 1,
    }
    if region.parent:
        unit["parent"] = {"id": uid("region", region.parent)}
    return unit


def _codes(table: Table, row: Row) -> Iterator[tuple[str, str]]:
    """The code of the data element of every count of a row, with its column."""
    parts = [row[key] for key in table.about["key"][2:]]
    for column in table.counts:
        words = "_".join([table.name, *parts, column])
        yield f"{PREFIX}{words}".upper().replace("-", "_").replace("+", "_UP"), column


def _element(code: str, table: Table, row: Row, column: str, language: str) -> Row:
    kept = [table.name, *(row[key] for key in table.about["key"][2:])]
    words = [_word(column, table.name, language)]
    if table.name == "segments":
        words.insert(0, label("segment", kept[1], language))
    if table.name == "demographics":
        words.insert(0, f"{label('sex', kept[1], language)} {kept[2]}")
    name = f"JKN: {', '.join(words)}"
    return {
        "id": uid("dataElement", code),
        "code": code,
        "name": name,
        "shortName": code.removeprefix(PREFIX)[:LONGEST_SHORT_NAME],
        "description": table.columns[column][language],
        "domainType": "AGGREGATE",
        "valueType": "INTEGER_ZERO_OR_POSITIVE",
        "aggregationType": "LAST",
        "aggregationLevels": list(range(1, len(LEVELS) + 1)),
        "zeroIsSignificant": True,
        "categoryCombo": DEFAULT_COMBO,
    }


def _word(column: str, table: str, language: str) -> str:
    if table == "findings" and column != "cards":
        return f"{say('cards', language)} {label('finding', column, language)}"
    if column in texts():
        return say(column, language)
    return label(WORDS[column], column, language)


def _write_values(out: TextIO, tables: Sequence[Table]) -> None:
    """One value a line; a nation has more than a million."""
    out.write('{"dataValues": [')
    mark = "\n"
    for value in _values(tables):
        out.write(mark + json.dumps(value))
        mark = ",\n"
    out.write("\n]}\n")


def _values(tables: Sequence[Table]) -> Iterator[Row]:
    for table in tables:
        for row in table.rows:
            for code, column in _codes(table, row):
                if row.get(column) is not None:
                    yield {
                        "dataElement": uid("dataElement", code),
                        "period": row["month"].replace("-", ""),
                        "orgUnit": uid("region", row["region_code"]),
                        "value": str(row[column]),
                    }
