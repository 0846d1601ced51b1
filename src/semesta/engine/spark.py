"""Spark behind the same few verbs as DuckDB, for a cluster.

A view is a name for a text; a table is Parquet in a folder that the executors see, so
that a table can replace itself and no plan grows with the run.
"""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq
import pyspark
from pyspark.sql import SparkSession
from pyspark.sql.functions import arrow_udf, struct
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema
from pyspark.sql.types import StructType

from semesta.engine import spark_session
from semesta.engine.spark_files import SharedFiles, files_of, literal
from semesta.engine.sql import SqlFile, sql_text
from semesta.errors import SemestaError
from semesta.own_yaml import own_yaml


# Tables of parameters and codes travel with the plan; larger ones as a file.
TRAVELS = 4_000_000


class Spark:
    """A Spark session; see `Duck` for what each verb does.

    `memory`, `threads` and `spill` hold on this machine; a cluster brings its own. `scratch` is a
    URL for tables that executors read and write, where they do not see `spill`.
    """

    name = "spark"
    # Its tasks are many already: none asks for help.
    threads = 1

    def __init__(
        self,
        *,
        memory: str = "2GB",
        threads: int = 2,
        spill: Path | None = None,
        master: str | None = None,
        scratch: str | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        if spill:
            spill.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="semesta-", dir=spill))
        # One that was there before, as under a notebook, is not ours to end.
        self._ours = SparkSession.getActiveSession() is None
        self._session = spark_session.start(
            master, folder, memory=memory, threads=threads, settings=settings or {}
        )
        self._files = SharedFiles(self._session, folder, scratch)
        self._folders: dict[str, str] = {}

    @property
    def version(self) -> str:
        return pyspark.__version__

    def __getattr__(self, verb: str) -> Any:
        """What Spark lacks says so, with the reason."""
        if verb in _gaps():
            raise _gap(verb, verb)
        raise AttributeError(verb)

    def read(self, view: str, paths: Path | str | Iterable[Path | str]) -> None:
        many = [paths] if isinstance(paths, Path | str) else paths
        found = [one for path in many for one in files_of(path)]
        first = found[0]
        schema = None if isinstance(first, str) else pq.read_schema(first)
        self._name(
            view,
            [self._files.url(one) for one in found],
            from_arrow_schema(schema) if schema else None,
        )

    def register(self, view: str, table: pa.Table) -> None:
        if table.nbytes <= TRAVELS:
            self._session.createDataFrame(table).createOrReplaceTempView(view)
            self._forget(view)
            return
        self._keep(view, self._files.send(table), from_arrow_schema(table.schema))

    def view(self, sql: SqlFile | str, view: str) -> None:
        self._session.sql(f"CREATE OR REPLACE TEMPORARY VIEW {view} AS\n{_text(sql)}")

    def values(self, view: str, row: Mapping[str, Any]) -> None:
        self.register(view, pa.Table.from_pylist([dict(row)]))

    def create(self, sql: SqlFile | str, table: str | None = None) -> str:
        name = table or (sql.name if isinstance(sql, SqlFile) else "")
        frame, folder = self._session.sql(_text(sql)), self._files.new_folder()
        frame.write.parquet(folder)
        self._keep(name, folder, frame.schema)
        return name

    def transform(
        self,
        sql: SqlFile | str,
        function: Callable[[pa.Table], pa.Table],
        table: str,
    ) -> None:
        """The function runs where the rows are: executors need Semesta, too."""
        frame = self._session.sql(_text(sql))
        empty = pa.schema(to_arrow_schema(frame.schema)).empty_table()
        schema = from_arrow_schema(function(empty).schema)
        folder = self._files.new_folder()
        by_row = arrow_udf(_over_structs(function), schema)
        rows = frame.select(by_row(struct("*")).alias("made"))
        rows.select("made.*").write.parquet(folder)
        self._keep(table, folder, schema)

    def write(
        self, sql: SqlFile | str, path: Path | str, *, partition: str | None = None
    ) -> None:
        """At a URL the rows become a folder of files, in the order of their names."""
        frame = self._session.sql(_text(sql))
        if partition:
            frame = frame.repartition(partition)
        writer = frame.write.mode("overwrite")
        writer = writer.partitionBy(partition) if partition else writer
        if isinstance(path, str):
            writer.parquet(path)
            return
        folder = self._files.new_folder()
        writer.parquet(folder)
        bring = self._files.bring_folder if partition else self._files.bring
        bring(folder, path)

    def drop(self, *tables: str) -> None:
        for table in tables:
            self._session.catalog.dropTempView(table)
            self._forget(table)

    def arrow(self, sql: SqlFile | str) -> pa.Table:
        found = self._session.sql(_text(sql)).toArrow()
        plain = pa.schema([pa.field(f.name, f.type) for f in found.schema])
        return pa.Table.from_arrays(found.columns, schema=plain)

    def rows(self, sql: SqlFile | str) -> list[dict[str, Any]]:
        return self.arrow(sql).to_pylist()

    def value(self, sql: str) -> Any:
        return self.arrow(sql).column(0)[0].as_py()

    def close(self) -> None:
        self._files.remove_all()
        if self._ours:
            self._session.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _keep(self, name: str, folder: str, schema: StructType) -> None:
        """Lets `name` mean a folder of ours; what it meant before is deleted."""
        self._name(name, [literal(folder)], schema)
        self._forget(name)
        self._folders[name] = folder

    def _forget(self, name: str) -> None:
        if folder := self._folders.pop(name, None):
            self._files.remove(folder)

    def _name(self, view: str, urls: list[str], schema: StructType | None) -> None:
        # Only the files' own columns, never any that a folder's name may hold.
        reader = self._session.read.option("recursiveFileLookup", "true")
        reader = reader.schema(schema) if schema else reader
        reader.parquet(*urls).createOrReplaceTempView(view)


def _over_structs(
    function: Callable[[pa.Table], pa.Table],
) -> Callable[[pa.Array], pa.Array]:
    """The function as Spark calls it: a batch of rows comes as one column of rows."""

    # Spark reads what goes in and comes out from these two words.
    def over(rows: pa.Array) -> pa.Array:
        made = function(pa.Table.from_struct_array(rows))
        return made.to_struct_array().combine_chunks()

    return over


def _text(sql: SqlFile | str) -> str:
    """The text of a file, word for word, unless its room is DuckDB's alone."""
    room = sql.package.split(".")[1] if isinstance(sql, SqlFile) and sql.package else ""
    if room in _gaps():
        raise _gap(f"{room}/{sql.name}", room)  # type: ignore[union-attr]
    return sql_text(sql)


def _gap(what: str, key: str) -> SemestaError:
    return SemestaError("engine.gap", engine="Spark", what=what, reason=_gaps()[key])


@cache
def _gaps() -> dict[str, dict[str, str]]:
    return own_yaml("semesta.engine", "gaps.yaml")["spark"]
