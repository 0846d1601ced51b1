"""Where files lie so that Spark's executors see them.

On this machine, or on a cluster that shares its folders, a file is read where it is.
With a scratch URL it is sent there first, through Spark's own file systems (S3, HDFS,
…), and what Spark wrote there is brought here where a room wants a file. What came from
the scratch URL is not sent a second time.
"""

import itertools
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import SparkSession


GLOB = re.compile(r"([\[\]{}*?\\])")


class SharedFiles:
    """Files and folders by URL; `folder` is this session's own, here."""

    def __init__(self, session: SparkSession, folder: Path, scratch: str | None):
        self._session = session
        self._folder = folder
        self._remote = f"{scratch.rstrip('/')}/{folder.name}" if scratch else None
        self._numbers = itertools.count()
        self._sent: dict[Path, tuple[tuple[int, int], str]] = {}

    def new_folder(self) -> str:
        """The URL of a folder that does not exist yet."""
        number = f"{next(self._numbers):06d}"
        return f"{self._remote or _local(self._folder)}/{number}"

    def url(self, path: Path | str) -> str:
        """Where Spark reads what lies at `path`."""
        if isinstance(path, str):
            return path
        if self._remote is None:
            return literal(_local(path))
        stamp, url = self._sent.get(path, (None, ""))
        if stamp != _stamp(path):
            url = f"{self.new_folder()}/{path.name}"
            system, there = self._at(url)
            system.copyFromLocalFile(self._path(_local(path)), there)
            self._sent[path] = _stamp(path), url
        return url

    def send(self, table: pa.Table) -> str:
        """The URL of a new folder that holds the rows of a table."""
        url = self.new_folder()
        here = self._folder / url.rsplit("/", 1)[-1]
        here.mkdir()
        pq.write_table(table, here / "rows.parquet")
        if self._remote:
            system, there = self._at(url)
            system.copyFromLocalFile(True, self._path(_local(here)), there)
        return url

    def bring(self, url: str, path: Path) -> None:
        """Makes the rows of a folder one file here, in the order of its parts."""
        folder = self._here(url)
        with_rows = _parts(folder)
        part = path.with_name(f".{path.name}.part")
        if len(with_rows) == 1:
            shutil.move(with_rows[0], part)
        else:
            _join(with_rows, part)
        os.replace(part, path)
        shutil.rmtree(folder)
        if self._remote:
            self._sent[path] = _stamp(path), url

    def bring_folder(self, url: str, path: Path) -> None:
        """Brings a folder with folders of values as it is."""
        shutil.rmtree(path, ignore_errors=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(self._here(url), path)
        if self._remote:
            self.remove(url)

    def remove(self, url: str) -> None:
        system, there = self._at(url)
        system.delete(there, True)

    def remove_all(self) -> None:
        if self._remote:
            self.remove(self._remote)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _here(self, url: str) -> Path:
        """A copy of the folder that may be changed; the folder itself if it is here."""
        here = self._folder / url.rsplit("/", 1)[-1]
        if self._remote:
            system, there = self._at(url)
            system.copyToLocalFile(False, there, self._path(_local(here)), True)
        return here

    def _at(self, url: str) -> tuple[Any, Any]:
        """The Hadoop file system of a URL, and the path on it."""
        path = self._path(url)
        context: Any = self._session.sparkContext
        return path.getFileSystem(context._jsc.hadoopConfiguration()), path

    def _path(self, url: str) -> Any:
        context: Any = self._session.sparkContext
        return context._jvm.org.apache.hadoop.fs.Path(url)


def files_of(path: Path | str) -> list[Path] | list[str]:
    """The files that a folder holds, in the order of their names; a file or URL as is."""
    if isinstance(path, str):
        return [path]
    return sorted(path.rglob("*.parquet")) if path.is_dir() else [path]


def literal(url: str) -> str:
    """Read as it stands: no letter of it is a pattern."""
    return GLOB.sub(r"\\\1", url)


def _local(path: Path) -> str:
    return f"file://{path.absolute()}"


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _parts(folder: Path) -> list[Path]:
    """The files that hold rows; one without rows only where no other is."""
    parts = sorted(folder.glob("*.parquet"))
    return [p for p in parts if pq.read_metadata(p).num_rows] or parts[:1]


def _join(parts: list[Path], path: Path) -> None:
    schema = pq.read_schema(parts[0])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in _batches(parts):
            writer.write_batch(batch)


def _batches(parts: list[Path]) -> Iterator[Any]:
    for part in parts:
        with pq.ParquetFile(part) as file:
            yield from file.iter_batches()
