"""Invoices as they come → lines that can be checked, and rows set aside."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from semesta.audit.options import Options
from semesta.engine import Duck
from semesta.errors import SemestaError
from semesta.months import Month
from semesta.regions import tree
from semesta.registers import (
    FileRead,
    InputFile,
    Skipped,
    Source,
    clean_invoice,
    parse_source,
    stage,
    unpacked,
)


@dataclass(frozen=True)
class Bills:
    """The invoices of an audit.

    `months` has the month of the invoice per table (`file_id`); `aside` the reason per
    (`file_id`, `row`) of each row that cannot be checked.
    """

    files: tuple[InputFile, ...]
    reads: tuple[FileRead, ...]
    lines: pa.Table
    aside: dict[tuple[int, int], str]
    months: dict[int, Month]

    @property
    def rows_read(self) -> int:
        return sum(read.rows_read for read in self.reads)

    @property
    def month(self) -> Month:
        """The latest month that is billed: that of the audit."""
        return max(self.months.values())


def read_bills(
    engine: Duck, options: Options, folder: Path, regencies: Iterable[int]
) -> Bills:
    """Reads every invoice; members of zips stay in `folder` until the audit ends.

    Raises SemestaError for files that are no invoices by name.
    """
    skipped: list[Skipped] = []
    sources = [parse_source(text) for text in options.invoices]
    files = unpacked(sources, folder, skipped)
    for file in files:
        if file.content == "json":
            raise SemestaError("audit.no_workbook", file=file.name)
    staged = stage(
        "invoice",
        [Source(file.path, file.region_hint) for file in files] or sources,
        folder / "staged",
        layout_map=options.layout_map,
        passwords=options.passwords,
    )
    _check_map(options, staged.reads)
    month = options.run.manifest.month if options.run else options.invoice_month
    cleaned = clean_invoice(
        engine,
        staged.paths["invoice"],
        month=month or Month.of(options.stamp.made_on),
        region_table=tree().table(),
        context_regencies=regencies,
    )
    unread = pq.read_table(staged.paths["quarantine"])
    aside = {
        (row["file_id"], row["row"]): row["reason"]
        for row in unread.to_pylist() + cleaned.aside.to_pylist()
    }
    months = _months(options, staged.reads, cleaned.lines)
    if not cleaned.lines.num_rows:
        raise SemestaError(
            "audit.nothing_to_check",
            rows=len(aside),
            reasons=", ".join(sorted(set(aside.values()))),
        )
    return Bills(tuple(files), staged.reads, cleaned.lines, aside, months)


def _check_map(options: Options, reads: Iterable[FileRead]) -> None:
    """Refuses a layout map that no invoice needed: it was meant for one."""
    path, layouts = options.layout_map, {read.layout for read in reads}
    if path is not None and f"map:{path.name}" not in layouts:
        names = ", ".join(sorted(layouts))
        raise SemestaError("map_unused", file=path.name, layouts=names)


def _months(
    options: Options, reads: Iterable[FileRead], lines: pa.Table
) -> dict[int, Month]:
    """The month of the invoice that each table belongs to."""
    tables = {read.file_id: read.path for read in reads}
    if options.invoice_month:
        return dict.fromkeys(tables, options.invoice_month)
    if options.run and len(set(tables.values())) == 1:
        return dict.fromkeys(tables, options.run.manifest.month)
    said = _said_most(lines, tables)
    for path in tables.values():
        if path not in said:
            if options.run is None:
                raise SemestaError("audit.no_month", file=path.name)
            said[path] = options.run.manifest.month
    return {file_id: said[path] for file_id, path in tables.items()}


def _said_most(lines: pa.Table, tables: dict[int, Path]) -> dict[Path, Month]:
    """The month that most lines of a file say, the later of two."""
    counts: dict[Path, dict[Month, int]] = {}
    said = lines.group_by(["file_id", "year", "month"]).aggregate([([], "count_all")])
    for row in said.to_pylist():
        if row["year"] and row["month"]:
            of_file = counts.setdefault(tables[row["file_id"]], {})
            month = Month(row["year"], row["month"])
            of_file[month] = of_file.get(month, 0) + row["count_all"]
    return {
        path: max(of_file, key=lambda month: (of_file[month], month))
        for path, of_file in counts.items()
    }
