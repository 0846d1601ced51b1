"""What the registers shall show per region: coverage, activity, the region's share."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from semesta.errors import SemestaError, headers_for_a_message
from semesta.files import read_by_hand
from semesta.regions import tree
from semesta.synth.request import Request
from semesta.synth.words import read_yaml


COLUMNS = ("coverage", "active", "local_government_share")
DEFAULTS = ("coverage", "active", "local_share")
MOST_PEOPLE = 10**9


@dataclass(frozen=True)
class Target:
    """Shares of residents (0 to 1); `population` None: as the official one says."""

    coverage: float
    active: float
    local_government: float
    population: int | None = None


def usual_target(request: Request) -> Target:
    """The target of regions that no file names. Raises SemestaError."""
    stated = read_yaml("rates.yaml")["targets"]
    given = (request.coverage, request.active, request.local_share)
    values = [
        stated[name]["rate"] if value is None else value
        for name, value in zip(DEFAULTS, given, strict=True)
    ]
    return _target(values, where="--coverage, --active, --local-share")


def read_targets(path: Path | None, usual: Target) -> dict[str, Target]:
    """Region code → target. Columns: region_code, coverage, active (percent of
    residents), local_government_share, population; an empty cell means as usual.

    Raises SemestaError with file and row where a cell is no such number.
    """
    if path is None:
        return {}
    try:
        text = read_by_hand(path)
        reader = csv.DictReader(text.splitlines(), restval="", strict=True)
        headers, rows = reader.fieldnames or (), list(reader)
    except (OSError, UnicodeDecodeError, csv.Error):
        raise SemestaError("synth.targets_unreadable", file=path.name) from None
    known = {*COLUMNS, "population"}.intersection(headers)
    if "region_code" not in headers or (len(headers) > 1 and not known):
        found = headers_for_a_message(headers)
        raise SemestaError("synth.targets_columns", file=path.name, found=found)
    return dict(
        _read_row(path.name, number, row, usual) for number, row in enumerate(rows, 2)
    )


def _read_row(
    file: str, number: int, row: dict[str, str], usual: Target
) -> tuple[str, Target]:
    where = f"{file}, {number}"
    usual_values = (usual.coverage, usual.active, usual.local_government)
    try:
        values = [
            float(row[name]) if (row.get(name) or "").strip() else value * 100
            for name, value in zip(COLUMNS, usual_values, strict=True)
        ]
        population = (row.get("population") or "").strip()
        people = int(population) if population else None
    except ValueError:
        raise SemestaError("synth.targets_number", where=where) from None
    return _region(row["region_code"], where), _target(values, where, people)


def _region(code: str | None, where: str) -> str:
    try:
        return tree().region((code or "").strip()).code
    except SemestaError:
        raise SemestaError("synth.targets_region", where=where) from None


def _target(
    values: Sequence[float], where: str, population: int | None = None
) -> Target:
    coverage, active, local = values
    whole = 0 <= active <= coverage <= 100 and 0 <= local <= coverage
    if not whole or (population is not None and not 1 <= population <= MOST_PEOPLE):
        raise SemestaError("synth.targets_order", where=where)
    return Target(coverage / 100, active / 100, local / 100, population)
