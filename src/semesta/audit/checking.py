"""Every line of the invoices against the masterfile and the law."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from semesta.audit.bills import Bills, read_bills
from semesta.audit.findings import FLAGS
from semesta.audit.masterfile import read_masterfile, regencies
from semesta.audit.options import Options
from semesta.engine import Duck, sql_file
from semesta.errors import SemestaError
from semesta.law import rulebook
from semesta.months import Month
from semesta.regions import tree


PACKAGE = "semesta.audit"
STEPS = (
    "billed_lines",
    "other_payers",
    "since",
    "split_lines",
    "counted_months",
    "checked_lines",
)
LAW = "contributions.pbpu_pemda."
# How many numbers a region of each level has below it (63.09 is 6309000000).
WIDTHS = {
    "nation": 10**10,
    "province": 10**8,
    "regency": 10**6,
    "district": 10**4,
    "village": 1,
}


@dataclass(frozen=True)
class Checked:
    """The checked lines (see `checked_lines.sql`) with their `flags`, the cards that the
    invoice lacks (`not_billed.sql`; None without a masterfile), and what a line is by
    law per month (`index_of`), in rupiah."""

    bills: Bills
    lines: pa.Table
    not_billed: pa.Table | None
    has_masterfile: bool
    tariffs: dict[int, int]


def check(engine: Duck, options: Options, folder: Path) -> Checked:
    """Reads everything and asks it every question of the audit."""
    bills = read_bills(engine, options, folder, regencies(engine, options.run))
    has_masterfile = read_masterfile(engine, options, bills.month, folder)
    _register(engine, options, bills, has_masterfile)
    for name in STEPS:
        engine.create(sql_file(PACKAGE, name))
    lines = _with_flags(engine.arrow("SELECT * FROM checked_lines ORDER BY line"))
    not_billed = engine.arrow(sql_file(PACKAGE, "not_billed"))
    tariffs = {
        row["month"]: row["contribution"] + row["aid"]
        for row in engine.rows("SELECT * FROM tariffs")
        if row["contribution"] is not None and row["aid"] is not None
    }
    return Checked(
        bills, lines, not_billed if has_masterfile else None, has_masterfile, tariffs
    )


def _register(
    engine: Duck, options: Options, bills: Bills, has_masterfile: bool
) -> None:
    """The lines, their months and tariffs, and the parameters."""
    months = [
        {"file_id": file_id, "month": index_of(month)}
        for file_id, month in bills.months.items()
    ]
    engine.register("invoice_months", pa.Table.from_pylist(months))
    engine.register("written_lines", bills.lines)
    engine.create(sql_file(PACKAGE, "invoice_lines"))
    found = engine.rows("SELECT DISTINCT month FROM invoice_lines ORDER BY month")
    engine.register("tariffs", _tariffs(month_at(row["month"]) for row in found))
    region = tree().region(options.region)
    engine.values(
        "parameters",
        {
            "has_masterfile": has_masterfile,
            "share": options.province_share,
            "first_village": region.number,
            "last_village": region.number + WIDTHS[region.level] - 1,
            "latest_month": index_of(bills.month),
        },
    )


def _tariffs(months: Iterable[Month]) -> pa.Table:
    """Per month its days and what a line is by law; NULL where the law is not known."""
    rows = [
        {
            "month": index_of(month),
            "first_day": month.first_day,
            "last_day": month.last_day,
            "contribution": _by_law("contribution", month),
            "aid": _by_law("regional_aid", month),
        }
        for month in months
    ]
    kinds = [pa.int64(), pa.date32(), pa.date32(), pa.int64(), pa.int64()]
    schema = pa.schema(zip(rows[0], kinds, strict=True))
    return pa.Table.from_pylist(rows, schema)


def _by_law(part: str, month: Month) -> int | None:
    try:
        return int(rulebook().value(LAW + part, month.last_day).number)
    except SemestaError:  # before the first dated value
        return None


def _with_flags(lines: pa.Table) -> pa.Table:
    """The lines with their flags as one text, `double_line;wrong_month`."""
    texts = pa.array(_flags_of(lines), pa.string())
    return lines.drop_columns(list(FLAGS)).append_column("flags", texts)


def _flags_of(lines: pa.Table) -> Iterator[str]:
    columns = (lines[flag].to_pylist() for flag in FLAGS)
    for row in zip(*columns, strict=True):
        raised = zip(FLAGS, row, strict=True)
        yield ";".join(flag for flag, is_raised in raised if is_raised)


def index_of(month: Month) -> int:
    """A month as the tables count it."""
    return month.year * 12 + month.number - 1


def month_at(index: int) -> Month:
    """The reverse of `index_of`."""
    return Month(index // 12, index % 12 + 1)
