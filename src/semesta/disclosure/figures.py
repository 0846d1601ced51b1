"""What the export takes from a run: sums by region, nothing about a person or file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from semesta.disclosure.residents import Counts
from semesta.months import Month
from semesta.published import Run


LONGEST_DETAILED = len("63.09.08")
Rows = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Figures:
    """One month. `bridge` and `names` by region code; `official` are rows as given.

    `run` is the name of the run folder, `scope` and `versions` are those of its
    manifest.
    """

    month: Month
    run: str
    scope: str
    versions: Mapping[str, str]
    names: Mapping[str, str]
    counts: Counts
    bridge: Rows
    official: Sequence[Mapping[str, Any]]


def figures_of(run: Run) -> Figures:
    """The figures of a run."""
    regions = run.regions()
    linked = regions.filter(pc.equal(regions["basis"], "linked")).to_pylist()
    names = {row["region_code"]: row["region_name"] for row in linked}
    counts = Counts(
        {row["region_code"]: row for row in linked},
        _by_row(_detailed(run, "segments.csv"), lambda row: row["segment"]),
        _by_row(
            _detailed(run, "demographics.csv"),
            lambda row: f"{row['sex']}/{row['age_band']}",
        ),
    )
    bridge = {row["region_code"]: row for row in _detailed(run, "bridge.csv")}
    return Figures(
        run.manifest.month,
        run.folder.name,
        run.manifest.scope,
        run.manifest.versions,
        names,
        counts,
        bridge,
        _official(regions, run.manifest.options.get("official_sources", {})),
    )


def _detailed(run: Run, file: str) -> list[dict[str, Any]]:
    """The rows of districts and above."""
    table = run.table(file)
    lengths = pc.utf8_length(table["region_code"])
    return table.filter(pc.less_equal(lengths, LONGEST_DETAILED)).to_pylist()


def _by_row(
    rows: Sequence[Mapping[str, Any]], name: Callable[[Mapping[str, Any]], str]
) -> dict[str, dict[str, Mapping[str, Any]]]:
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["region_code"], {})[name(row)] = row
    return found


def _official(regions: pa.Table, sources: Mapping[str, str]) -> list[Mapping[str, Any]]:
    """Rows that somebody published before, as given, with their source.

    A row without a source may be the run's own count of cards, which is not public.
    """
    rows = regions.filter(pc.equal(regions["basis"], "administrative")).to_pylist()
    return [
        row | {"source": sources[row["region_code"]]}
        for row in rows
        if row["region_code"] in sources
    ]
