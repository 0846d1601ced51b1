"""The worklist of each regency as a file.

What a family or a step says is worked out once and stands on many lines. It is laid
beside them as they are written, so that its texts go through no join and no sorting.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from semesta.regions import code_of
from semesta.worklists.scope import VILLAGES


COLUMNS = (
    *("line", "family", "village", "rw", "rt", "hamlet", "address", "head_name"),
    *("family_card", "family_decile", "priority", "chronic", "baby", "whole_family"),
    *("elderly", "place", "name", "sex", "birth_date", "age", "relation", "nik", "kk"),
    *("noka", "decile", "state", "segment", "reason", "deadline", "days_left", "step"),
    *("short_step", "next_step", "where_to", "arrears_months", "months_billed"),
    *("price", "arrears_due", "owes", "family_size", "family_to_do"),
    *("family_arrears", "family_current_month", "family_due", "debts_not_known"),
)
# A system call for every page costs more than what stands on the page.
BUFFER = 100_000  # bytes


class RegencyFiles:
    """Writes `<code of the regency>.parquet` in a folder, some regencies at a time.

    `families` stand in the order of the walk, `steps` in that of their numbers; both are
    counted from 1, and lines name them so.
    """

    def __init__(
        self, folder: Path, families: pa.Table, steps: pa.Table, threads: int
    ) -> None:
        self._folder = folder
        self._families = families.combine_chunks()
        self._steps = _as_codes(steps)
        self._threads = threads
        self._begun: dict[int, _File] = {}

    def write(
        self, lines: pa.RecordBatchReader, regencies: Iterable[int]
    ) -> dict[int, Path]:
        """The file of each of these regencies; their lines come in this order.

        One without lines has a file without rows.
        """
        written = {number: self._path(number) for number in regencies}
        without = set(written)
        with ThreadPoolExecutor(self._threads) as pool:
            for batch in lines:
                pieces = dict(_by_regency(batch))
                list(pool.map(self._put, pieces, pieces.values()))
                self._end(all_but=max(pieces))
                without -= pieces.keys()
        for number in without:
            self._put(number, lines.schema.empty_table())
        self._end()
        return written

    def _path(self, regency: int) -> Path:
        return self._folder / f"{code_of(regency)}.parquet"

    def _put(self, regency: int, lines: pa.Table) -> None:
        rows = self._beside(lines)
        if regency not in self._begun:
            self._begun[regency] = _File(self._path(regency), rows.schema)
        self._begun[regency].write(rows)

    def _beside(self, lines: pa.Table) -> pa.Table:
        """The lines with what their families and steps say."""
        families = self._families.take(pc.subtract(lines["walk"], 1))
        steps = self._steps.take(pc.subtract(lines["step_number"], 1))
        columns = {
            name: table[name]
            for table in (lines, families, steps)
            for name in table.column_names
        }
        return pa.table({name: columns[name] for name in COLUMNS})

    def _end(self, all_but: int | None = None) -> None:
        for regency in self._begun.keys() - {all_but}:
            self._begun.pop(regency).close()


class _File:
    """A Parquet file to which rows are added."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._sink = pa.output_stream(path, compression=None, buffer_size=BUFFER)
        self._writer = pq.ParquetWriter(
            self._sink,
            schema,
            compression="zstd",
            # Other columns hold too many different values to profit.
            use_dictionary=[f.name for f in schema if pa.types.is_dictionary(f.type)],
            store_schema=False,
        )

    def write(self, rows: pa.Table) -> None:
        self._writer.write_table(rows)

    def close(self) -> None:
        self._writer.close()
        self._sink.close()


def _by_regency(lines: pa.RecordBatch) -> Iterator[tuple[int, pa.Table]]:
    """Number of the regency and its lines, as they come."""
    within = pc.divide(lines["village"], VILLAGES["regency"])
    runs, start = pc.run_end_encode(within, run_end_type=pa.int64()), 0
    table = pa.Table.from_batches([lines])
    for number, end in zip(
        runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True
    ):
        yield number * VILLAGES["regency"], table.slice(start, end - start)
        start = end


def _as_codes(table: pa.Table) -> pa.Table:
    """The texts of a table as codes, however often they are taken."""
    columns = {name: table[name] for name in table.column_names}
    return pa.table(
        {
            name: column.dictionary_encode() if column.type == pa.string() else column
            for name, column in columns.items()
        }
    ).combine_chunks()
