"""What became of every row of a register, over reading and cleaning together."""

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from semesta.registers.accounting import Staged
from semesta.registers.cleaned import Cleaned
from semesta.registers.sources import parse_source


def accounts(kind: str, staged: Staged, cleaned: Cleaned) -> list[dict[str, Any]]:
    """One row per table of a file: rows read = accepted + set aside, and its columns.

    `kind` is the register (population, membership) that they are files of.
    """
    counts = {count.file_id: count for count in cleaned.files}
    rows = []
    for read in staged.reads:
        count = counts.get(read.file_id)
        accepted = count.accepted if count else read.rows_read - read.rows_unreadable
        aside = read.rows_unreadable + (count.quarantined if count else 0)
        used = [f"{found}={name}" for found, name in read.columns_used.items()]
        rows.append(
            {
                "register": kind,
                "file": read.file,
                "sheet": read.sheet or None,
                "layout": read.layout,
                "rows_read": read.rows_read,
                "accepted": accepted,
                "quarantined": aside,
                "columns_used": "; ".join(used) or None,
                "columns_dropped": "; ".join(read.columns_dropped) or None,
                "sha256": read.sha256,
                "bytes": read.bytes,
            }
        )
    return rows


def rows_set_aside(registers: Iterable[tuple[Staged, Cleaned]]) -> pa.Table:
    """Rows set aside by reading and by cleaning, in the order of the files."""
    found = []
    for staged, cleaned in registers:
        paths = [staged.paths["quarantine"], cleaned.quarantine]
        if cleaned.deciles_quarantine:
            paths.append(cleaned.deciles_quarantine)
        tables = [pq.read_table(path) for path in paths]
        both = pa.concat_tables(tables, promote_options="permissive")
        found.append(both.sort_by([("file_id", "ascending"), ("row", "ascending")]))
    return pa.concat_tables(found, promote_options="permissive")


def remarks(
    given: Iterable[str],
    staged: Mapping[str, Staged],
    cleaned: Mapping[str, Cleaned],
) -> dict[str, Any]:
    """What a reader should know of both registers, as it stands in the manifest.

    `given` are the inputs as the user named them (`FILE[@REGION]`).
    """
    cards, sources = cleaned["membership"], map(parse_source, given)
    return {
        "regions_named": {s.path.name: s.region_hint for s in sources if s.region_hint},
        "repairs": {kind: dict(c.repairs) for kind, c in cleaned.items()},
        "cards_without_village": cards.unresolved_regions,
        "cards_of_unknown_segment": cards.unknown_segments,
        "cards_of_other_segments": cards.other_segments,
        "without": [
            {"file": staged[kind].file_names[number], "what": what}
            for kind, one in cleaned.items()
            for what, numbers in one.without.items()
            for number in numbers
        ],
        "skipped": [
            f"{skipped.file} {skipped.sheet}: {skipped.reason}"
            for one in staged.values()
            for skipped in one.skipped
        ],
    }
