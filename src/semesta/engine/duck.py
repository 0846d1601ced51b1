"""DuckDB behind the few verbs that the rooms use.

DuckDB 2 streams results and an open result owns the connection: everything here
fetches at once. Nothing is downloaded: extensions cannot be installed.
"""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa

from semesta.engine.sql import SqlFile, sql_text


# Differences instead of values where a column has many: less to write and to read. A
# dictionary is given up soon, and no level of zstd above the first makes files smaller.
PARQUET = (
    "FORMAT parquet, PARQUET_VERSION v2, DICTIONARY_SIZE_LIMIT 5000, "
    "COMPRESSION zstd, COMPRESSION_LEVEL 1"
)
ROWS_OF_A_PART = 16_384
MOST_PARTS = 1_000


class Duck:
    """A DuckDB session over files in one working directory.

    `memory` is DuckDB's limit (`"2GB"`); what does not fit spills to `spill`.
    `threads` is how much is done at a time, here and by those who work for it.
    """

    name = "duckdb"

    def __init__(
        self, *, memory: str = "2GB", threads: int = 2, spill: Path | None = None
    ) -> None:
        self.threads = threads
        self._connection = duckdb.connect(":memory:")
        self._waiting = ThreadPoolExecutor(1)
        settings = {
            "memory_limit": memory,
            "threads": threads,
            "enable_progress_bar": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "preserve_insertion_order": True,
            "partitioned_write_max_open_files": MOST_PARTS,
            # Rows on their way to their parts: the fewer, the less is held and moved.
            "partitioned_write_flush_threshold": ROWS_OF_A_PART,
            # Nowhere unless told: rows of persons never land in a working directory.
            "temp_directory": str(spill or ""),
        }
        for key, value in settings.items():
            self._connection.execute(f"SET {key} = {_literal(value)}")

    @property
    def version(self) -> str:
        return duckdb.__version__

    def read(self, view: str, paths: Path | str | Iterable[Path | str]) -> None:
        """Makes Parquet files, or folders of them, readable under the name `view`."""
        many = [paths] if isinstance(paths, Path | str) else list(paths)
        found = [one for path in many for one in _files(path)]
        listed = ", ".join(_literal(str(one)) for one in found)
        self._run(
            f"CREATE OR REPLACE VIEW {view} AS SELECT * "
            f"FROM read_parquet([{listed}], hive_partitioning = false)"
        )

    def register(self, view: str, table: pa.Table) -> None:
        """Makes an Arrow table readable under the name `view`."""
        self._connection.register(view, table)

    def view(self, sql: SqlFile | str, view: str) -> None:
        """Gives a SELECT a name without keeping its rows."""
        self._run(f"CREATE OR REPLACE VIEW {view} AS\n{sql_text(sql)}")

    def values(self, view: str, row: Mapping[str, Any]) -> None:
        """A one-row table: the parameters that a SQL file reads."""
        self.register(view, pa.Table.from_pylist([dict(row)]))

    def create(self, sql: SqlFile | str, table: str | None = None) -> str:
        """Runs a SELECT and keeps its rows as a table; returns the table's name."""
        name = table or (sql.name if isinstance(sql, SqlFile) else "")
        self._run(f"CREATE OR REPLACE TABLE {name} AS\n{sql_text(sql)}")
        return name

    def transform(
        self,
        sql: SqlFile | str,
        function: Callable[[pa.Table], pa.Table],
        table: str,
    ) -> None:
        """Keeps what a function makes of the rows of a SELECT.

        It gives one row for each, in their order: an engine may call it with some rows
        at a time, and elsewhere.
        """
        self.register(table, function(self.arrow(sql)))

    def write(
        self, sql: SqlFile | str, path: Path | str, *, partition: str | None = None
    ) -> None:
        """Runs a SELECT and writes its rows, in its order, as one Parquet file.

        With `partition`, `path` becomes a folder `partition=value/…` and the order
        of rows inside a value is not promised.
        """
        options = PARQUET
        if partition is not None:
            # Every part that is being written holds rows in memory.
            options += f", PARTITION_BY ({partition}), ROW_GROUP_SIZE {ROWS_OF_A_PART}"
        self._run(f"COPY (\n{sql_text(sql)}\n) TO {_literal(str(path))} ({options})")

    def write_csv(self, sql: SqlFile | str, path: Path) -> None:
        """Runs a SELECT and writes its rows, in its order, as CSV with a header.

        UTF-8, commas, quotes only where needed; dates as YYYY-MM-DD, NULL as nothing.
        """
        self._run(
            f"COPY (\n{sql_text(sql)}\n) TO {_literal(str(path))} (FORMAT csv, HEADER)"
        )

    def drop(self, *tables: str) -> None:
        for table in tables:
            self._run(f"DROP TABLE IF EXISTS {table}")

    def arrow(self, sql: SqlFile | str) -> pa.Table:
        """The rows of a SELECT as an Arrow table."""
        text = sql_text(sql)
        return self._ask(lambda: self._connection.sql(text).to_arrow_table())

    def batches(self, sql: SqlFile | str, rows: int) -> pa.RecordBatchReader:
        """The rows of a SELECT, in its order, so many at a time.

        Until the last have been taken, the engine can do nothing else.
        """
        return self._connection.sql(sql_text(sql)).to_arrow_reader(rows)

    def rows(self, sql: SqlFile | str) -> list[dict[str, Any]]:
        """The rows of a SELECT as dictionaries."""
        return self.arrow(sql).to_pylist()

    def value(self, sql: str) -> Any:
        """The one value of a SELECT."""
        return self._ask(lambda: self._connection.execute(sql).fetchall()[0][0])

    def close(self) -> None:
        self._waiting.shutdown()
        self._connection.close()

    def __enter__(self) -> "Duck":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _run(self, sql: str) -> None:
        self._ask(lambda: self._connection.execute(sql).fetchall())

    def _ask(self, work: Callable[[], Any]) -> Any:
        """Another thread waits for DuckDB, so that Ctrl-C reaches this one at once; on
        Windows it does so only between waits."""
        answer = self._waiting.submit(work)
        try:
            while not wait([answer], timeout=1).done:
                pass
            return answer.result()
        except KeyboardInterrupt:
            self._connection.interrupt()
            wait([answer])
            raise


def _files(path: Path | str) -> list[Path | str]:
    if isinstance(path, Path) and path.is_dir():
        return list(sorted(path.rglob("*.parquet")))
    return [path]


def _literal(value: Any) -> str:
    if isinstance(value, bool | int):
        return str(value).lower()
    return "'" + str(value).replace("'", "''") + "'"
