"""From staged lines of invoices to typed ones; a line that nobody can check is set
aside with its reason. The logic stands in `invoice_rows.sql`; amounts and months are
read once per way in which they are written (`amounts.py`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from semesta.engine import Duck, sql_file
from semesta.months import Month
from semesta.registers.accounting import check_rows
from semesta.registers.amounts import amount_of, month_of
from semesta.registers.cleaning import (
    IDENTITY_WORDS,
    PLACE,
    WORK_TABLES,
    find_places,
    prepare,
    written,
)


AMOUNTS = ("amount", "contribution", "aid", "total")
WORDS = IDENTITY_WORDS | {"relations": ("relation", "membership_relations")}

_AMOUNTS = pa.schema(
    [
        ("text", pa.string()),
        ("is_number", pa.bool_()),
        ("value", pa.int64()),
        ("reason", pa.string()),
    ]
)
_MONTHS = pa.schema(
    [("text", pa.string()), ("year", pa.int32()), ("month", pa.int32())]
)
_YEARS = pa.schema([("text", pa.string()), ("value", pa.int32())])


@dataclass(frozen=True)
class CleanedInvoice:
    """Lines that can be checked, and lines set aside (`file_id`, `row`, `reason`).

    A line has noka (13 digits), nik, name, birth_date, village (ten digits, 0 unknown),
    contribution, aid and amount in rupiah, year and month; all but the amount may be
    missing.
    """

    lines: pa.Table
    aside: pa.Table


def clean_invoice(
    engine: Duck,
    staged: Path,
    *,
    month: Month,
    region_table: pa.Table,
    context_regencies: Iterable[int] = (),
) -> CleanedInvoice:
    """The lines of staged invoices, in the order of files and rows.

    `month` bounds dates of birth; `context_regencies` are the ten-digit numbers of the
    regencies in which a village name is looked up. Raises IdentityBroken if a line is
    neither kept nor set aside.
    """
    engine.read("staged", staged)
    prepare(engine, month, WORDS, ("birth_date",))
    place = tuple(column for column in PLACE if column != "province_code")
    find_places(engine, place, region_table, context_regencies)
    _read_amounts_and_months(engine)
    engine.view(sql_file(__package__, "identities"), "identities")
    engine.create(sql_file(__package__, "invoice_rows"))
    order = "ORDER BY file_id, row"
    lines = engine.arrow(
        f"SELECT * EXCLUDE (reason) FROM invoice_rows WHERE reason IS NULL {order}"
    )
    aside = engine.arrow(
        "SELECT file_id, row, reason FROM invoice_rows "
        f"WHERE reason IS NOT NULL {order}"
    )
    read = engine.value("SELECT count(*) FROM staged")
    check_rows(staged.name, read, lines.num_rows, aside.num_rows)
    engine.drop("invoice_rows", *WORK_TABLES)
    return CleanedInvoice(lines, aside)


def _read_amounts_and_months(engine: Duck) -> None:
    found = engine.rows(
        "\nUNION\n".join(
            f"SELECT {name} AS text, {name}_number AS is_number FROM staged"
            for name in AMOUNTS
        )
    )
    amounts = [row | _amount(**row) for row in found]
    engine.register("written_amounts", pa.Table.from_pylist(amounts, _AMOUNTS))
    months = [(text, month_of(text)) for text in written(engine, "month")]
    known = [
        {"text": text, "year": month[0], "month": month[1]}
        for text, month in months
        if month
    ]
    engine.register("written_months", pa.Table.from_pylist(known, _MONTHS))
    years = [
        (text, text.strip().removesuffix(".0")) for text in written(engine, "year")
    ]
    of_four = [
        {"text": text, "value": int(year)}
        for text, year in years
        if year.isdecimal() and len(year) == 4
    ]
    engine.register("written_years", pa.Table.from_pylist(of_four, _YEARS))


def _amount(text: str | None, is_number: bool | None) -> dict[str, int | str]:
    value = amount_of(text, bool(is_number))
    return {"reason": value} if isinstance(value, str) else {"value": value}
