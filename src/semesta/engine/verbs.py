"""The verbs that every engine has. Rooms that run on each of them ask for an `Engine`;
what only one engine can do is not among these, and `gaps.yaml` says why.

Wherever a path stands, a URL may stand that the engine itself can read: Spark reads and
writes object stores and HDFS so.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import pyarrow as pa

from semesta.engine.sql import SqlFile


class Engine(Protocol):
    """A session that computes tables; `Duck` says what each verb does."""

    name: str
    threads: int

    @property
    def version(self) -> str: ...

    def read(self, view: str, paths: Path | str | Iterable[Path | str]) -> None: ...

    def register(self, view: str, table: pa.Table) -> None: ...

    def view(self, sql: SqlFile | str, view: str) -> None: ...

    def values(self, view: str, row: Mapping[str, Any]) -> None: ...

    def create(self, sql: SqlFile | str, table: str | None = None) -> str: ...

    def transform(
        self,
        sql: SqlFile | str,
        function: Callable[[pa.Table], pa.Table],
        table: str,
    ) -> None: ...

    def write(
        self, sql: SqlFile | str, path: Path | str, *, partition: str | None = None
    ) -> None: ...

    def drop(self, *tables: str) -> None: ...

    def arrow(self, sql: SqlFile | str) -> pa.Table: ...

    def rows(self, sql: SqlFile | str) -> list[dict[str, Any]]: ...

    def value(self, sql: str) -> Any: ...

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
