"""The descriptor of the export: a Frictionless Data Package, version 2."""

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from semesta.disclosure.protecting import Protected, Rule
from semesta.disclosure.public import Table
from semesta.disclosure.texts import say
from semesta.published import contract


DESCRIPTOR = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENSE = "LICENSE.md"


def write_json(path: Path, content: object) -> None:
    """UTF-8, one value a line, the same bytes for the same content."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def write_package(
    folder: Path,
    tables: Sequence[Table],
    months: Sequence[Protected],
    region: str,
    rule: Rule,
    language: str,
) -> None:
    """Writes `datapackage.json` for the tables that stand in `folder/data`."""
    last = months[-1].figures
    runs = [month.figures.run for month in months]
    sources = [{"title": say("source", language, run=run)} for run in runs]
    official = {row["source"] for month in months for row in month.figures.official}
    sources += [{"title": source} for source in sorted(official)]
    titles = {key: say(key, language) for key in ("title", "description")}
    descriptor = {
        "$schema": PROFILE,
        "name": "semesta-jkn",
        **titles,
        "version": f"{last.month.year}.{last.month.number}.0",
        "created": f"{last.month.last_day}T00:00:00Z",
        "licenses": [{"path": LICENSE, "title": say("license_title", language)}],
        "sources": sources,
        "resources": [_resource(folder, table, language) for table in tables],
        "semesta": {
            "months": [str(month.figures.month) for month in months],
            "runs": runs,
            "scope": [month.figures.scope for month in months],
            "region": region,
            "contract": contract().version,
            "versions": dict(last.versions),
            "smallest_count": rule.least,
            "least_range": rule.width,
        },
    }
    write_json(folder / DESCRIPTOR, descriptor)


def _resource(folder: Path, table: Table, language: str) -> dict[str, Any]:
    path = f"data/{table.name}.csv"
    content = (folder / path).read_bytes()
    return {
        "name": table.name,
        "type": "table",
        "path": path,
        "description": table.about["row"][language],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": {
            "fields": [
                {
                    "name": name,
                    "type": about["type"],
                    "description": about[language],
                    "constraints": _constraints(name, about["type"], table),
                }
                for name, about in table.columns.items()
            ],
            "missingValues": [""],
            "primaryKey": table.about["key"],
        },
    }


def _constraints(name: str, kind: str, table: Table) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if name in table.about["key"]:
        found["required"] = True
    if kind in ("integer", "number"):
        found["minimum"] = 0
    return found
