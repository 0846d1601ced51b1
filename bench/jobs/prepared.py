"""Two published runs and an invoice, from which the other commands start.

The earlier month has the same registers: the changes are few, the work is the same.
"""

from pathlib import Path
from time import perf_counter

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv
import pyarrow.parquet as parquet

from bench.registers import MONTH
from semesta.months import Month
from semesta.run import Options, run


STORE = "store"
INVOICE = "invoice.csv"
AMOUNT = 37_800


def measure(folder: Path) -> dict[str, float]:
    start = perf_counter()
    month = Month.parse(MONTH)
    for data_month in (month.plus(-1), month):
        finished = run(
            Options(
                population=(str(folder / "population.csv"),),
                membership=(str(folder / "membership.csv"),),
                month=data_month,
                out=folder / STORE,
            )
        )
    write_invoice(finished.path_of("cards.parquet"), folder / INVOICE)
    return {"seconds": perf_counter() - start}


def write_invoice(cards: Path, path: Path) -> None:
    """A line for every card that the region pays for, in the order of the cards."""
    wanted = pc.field("segment") == "pbpu-pemda"
    columns = ["noka", "nik_text", "name"]
    paid = parquet.read_table(cards, columns=columns, filters=wanted)
    rows = paid.num_rows
    lines = paid.rename_columns(["NOKA", "NIK", "NAMA"]).append_column(
        "IURAN", pa.array([AMOUNT] * rows)
    )
    csv.write_csv(lines.append_column("BULAN", pa.array([MONTH] * rows)), path)
