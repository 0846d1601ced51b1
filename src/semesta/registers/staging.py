"""From files as they come to staged Parquet: the reading half of the registers."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from semesta.errors import SemestaError
from semesta.registers.accounting import FileRead, Skipped, Staged, check_rows
from semesta.registers.choosing import choose
from semesta.registers.csv_blocks import CsvTable
from semesta.registers.families import HEADERS as FAMILY_HEADERS
from semesta.registers.json_records import JsonTable
from semesta.registers.layouts import Layout, columns_of, usable_layouts
from semesta.registers.parquet_files import ParquetTable
from semesta.registers.sheets import Passwords, sheet_tables
from semesta.registers.sources import InputFile, Source, files_of, sha256_of
from semesta.registers.staged import (
    QUARANTINE,
    Context,
    quarantine_table,
    schema,
    staged_table,
    staged_writer,
)
from semesta.registers.tables import Batch, Table
from semesta.registers.titles import said_in_titles


def stage(
    kind: str,
    sources: Sequence[Source],
    folder: Path,
    *,
    layout_map: Path | None = None,
    passwords: Passwords = None,
    scope: str = "all",
) -> Staged:
    """Reads every file of the sources into `folder/staged_<kind>.parquet`.

    `kind` is `population`, `membership` or `invoice`. A list of deciles among the population
    files becomes `staged_deciles.parquet`; rows set aside `staged_quarantine_<kind>`.
    `passwords` opens protected workbooks: a text, or a function of the file name.
    With the scope `unregistered-list` a membership file needs no card numbers.
    Memory does not grow with text and Parquet files.

    Raises SemestaError for files that cannot be read, are no register or the other
    one; IdentityBroken if a row was lost.
    """
    folder.mkdir(parents=True, exist_ok=True)
    layouts = usable_layouts(kind, scope, layout_map)
    skipped: list[Skipped] = []
    with _Stage(kind, folder, layouts, passwords, skipped) as staging:
        for source in sources:
            for file in files_of(source, folder, skipped):
                staging.read(file)
    if kind not in staging.kinds:
        names = ", ".join(source.path.name for source in sources)
        nothing = SemestaError("registers.no_register", file=names, kind=kind)
        raise next(iter(staging.refusals), nothing)
    staging.check_rows()
    return Staged(staging.paths, tuple(staging.reads), tuple(skipped))


class _Stage:
    """The files that are being written, and the account so far."""

    def __init__(
        self,
        kind: str,
        folder: Path,
        layouts: Sequence[Layout],
        passwords: Passwords,
        skipped: list[Skipped],
    ) -> None:
        self.kind = kind
        self.folder = folder
        self.layouts = layouts
        self.passwords = passwords
        self.skipped = skipped
        self.reads: list[FileRead] = []
        self.paths: dict[str, Path] = {}
        self.refusals: list[SemestaError] = []
        self.kinds: set[str] = set()
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._open = ExitStack()
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._written: Future[None] = self._pool.submit(lambda: None)

    def __enter__(self) -> "_Stage":
        self._open.enter_context(self._pool)
        self._writer("quarantine", f"staged_quarantine_{self.kind}", QUARANTINE)
        self._writer(self.kind, f"staged_{self.kind}", schema(self.kind))
        return self

    def __exit__(self, *error: object) -> None:
        with self._open:
            self._written.result()

    def read(self, file: InputFile) -> None:
        """Reads the tables of one file that are of the wanted kind."""
        rows = 0
        refusals: list[SemestaError] = []
        for table in self._tables(file):
            layout, refusal = choose(table, self.kind, self.layouts)
            if layout and not refusal:
                rows += self._read_table(file, table, layout)
                continue
            reason = "other_register" if layout else "no_header"
            self.skipped.append(Skipped(file.name, table.sheet, reason))
            if refusal and (file.chosen or _almost_fits(table, layout)):
                refusals.append(refusal)
        self.refusals += refusals
        if not rows and file.chosen:
            nothing = SemestaError("registers.no_rows", file=file.name)
            raise next(iter(refusals), nothing)
        if not rows and refusals:
            raise refusals[0]

    def _tables(self, file: InputFile) -> Iterator[Table]:
        if file.content == "workbook":
            found = sheet_tables(file.path, file.name, self.layouts, self.passwords)
            yield from (sheet for sheet in found if not sheet.empty)
            return
        readers: dict[str, Callable[..., Table]] = {
            "text": CsvTable,
            "json": JsonTable,
            "parquet": ParquetTable,
        }
        yield readers[file.content](file.path, file.name, self.layouts)

    def _read_table(self, file: InputFile, table: Table, layout: Layout) -> int:
        """Writes the rows of a table; returns how many there were."""
        assert table.header is not None
        headers = table.header.cells + (FAMILY_HEADERS if layout.families else ())
        columns = columns_of(headers, layout)
        context = Context(
            file_id=len(self.reads) + 1,
            file=file.name,
            layout=layout,
            columns=columns,
            said={
                "date_order": layout.date_order,
                "default_segment": layout.default_segment,
                "region_hint": file.region_hint,
                **said_in_titles(table.header.titles),
            },
        )
        accepted = set_aside = 0
        for batch in table.batches(columns, layout):
            self._write(context, batch)
            accepted += len(batch.rows)
            set_aside += len(batch.set_aside)
        if not accepted + set_aside:
            self.skipped.append(Skipped(file.name, table.sheet, "no_rows"))
            return 0
        self.kinds.add(layout.kind)
        self.reads.append(_account(context, file, table, accepted, set_aside))
        return accepted + set_aside

    def _write(self, context: Context, batch: Batch) -> None:
        kind = context.layout.kind
        writer = self._writer(kind, f"staged_{kind}", schema(kind))
        self._in_background(writer, staged_table(context, batch))
        if batch.set_aside:
            aside = quarantine_table(context, batch)
            self._in_background(self._writers["quarantine"], aside)

    def check_rows(self) -> None:
        """The files hold what was counted; raises IdentityBroken if not."""
        written = {
            name: pq.read_metadata(path).num_rows for name, path in self.paths.items()
        }
        read = sum(account.rows_read for account in self.reads)
        aside = written.pop("quarantine")
        check_rows(self.kind, read, sum(written.values()), aside)

    def _in_background(self, writer: pq.ParquetWriter, table: pa.Table) -> None:
        """Writes while the next batch is read; never more than one batch waits."""
        self._written.result()
        self._written = self._pool.submit(writer.write_table, table)

    def _writer(self, name: str, file: str, columns: pa.Schema) -> pq.ParquetWriter:
        if name not in self._writers:
            self.paths[name] = self.folder / f"{file}.parquet"
            writer = staged_writer(self.paths[name], columns)
            self._writers[name] = self._open.enter_context(writer)
        return self._writers[name]


def _almost_fits(table: Table, layout: Layout | None) -> bool:
    """Whether a table looks like a register of unknown layout, not like a note."""
    return layout is None and table.header is not None and table.header.score > 1


def _account(
    context: Context, file: InputFile, table: Table, accepted: int, set_aside: int
) -> FileRead:
    return FileRead(
        file_id=context.file_id,
        file=file.name,
        sheet=table.sheet,
        layout=context.layout.name,
        sha256=sha256_of(file.path),
        bytes=file.path.stat().st_size,
        encoding=table.encoding,
        delimiter=table.delimiter,
        rows_read=accepted + set_aside,
        rows_unreadable=set_aside,
        columns_used=context.columns.named,
        columns_dropped=context.columns.dropped,
        note="hidden_sheet" if table.hidden else "",
        path=file.path,
        header_row=table.header.row if table.header else 1,
        width=table.width,
        continued=tuple(table.continued),
    )
