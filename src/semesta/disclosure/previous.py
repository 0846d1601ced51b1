"""An earlier export: what it hid."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from semesta.disclosure.grid import Cell
from semesta.disclosure.package import DESCRIPTOR
from semesta.disclosure.public import SUPPRESSED, tables_about
from semesta.errors import SemestaError


def hidden_in(folder: Path) -> Iterator[tuple[Cell, str]]:
    """Every cell that an earlier public export hid, with its region code.

    Raises SemestaError where the folder is no public export, or not a whole one.
    """
    try:
        descriptor = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        names = [resource["name"] for resource in descriptor["resources"]]
        if "semesta" not in descriptor:
            raise KeyError("semesta")
        for name in names:
            yield from _hidden_in_table(folder / "data" / f"{name}.csv", name)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SemestaError("disclosure.not_an_export", path=folder) from error


def _hidden_in_table(path: Path, name: str) -> Iterator[tuple[Cell, str]]:
    about = tables_about()[name]
    if SUPPRESSED not in about["columns"]:
        return
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            kept = "/".join(row[key] for key in about["key"][2:])
            for column in row[SUPPRESSED].split():
                yield (name, kept, column), row["region_code"]
