"""Encoded files → the tables that a run links: no key is needed, and none is asked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from semesta.encoding.files import CLK, KEYED, About, is_encoded, read_about
from semesta.engine import Duck, sql_file
from semesta.errors import SemestaError
from semesta.months import Month
from semesta.registers import (
    QUARANTINE,
    ROWS_PER_PART,
    Cleaned,
    FileRead,
    Parts,
    Staged,
    accept_typed,
    plan_parts,
    sha256_of,
    write_parts,
)


LAYOUT = "encoded"
# What the cleaned tables of either register lack of an encoding.
ADDED = (*KEYED[3:], "clk_bits", *CLK)


@dataclass(frozen=True)
class EncodedRegisters:
    """The encoded files of a run, by kind of register, that were made alike."""

    paths: Mapping[str, Sequence[Path]]
    about: About

    def stage(self, folder: Path) -> dict[str, Staged]:
        """Every file, numbered, under `folder`; and the account of its rows."""
        return {kind: _staged(kind, self.paths[kind], folder) for kind in self.paths}

    def clean(
        self,
        engine: Duck,
        staged: Mapping[str, Staged],
        out: Path,
        rows_per_part: int = ROWS_PER_PART,
    ) -> dict[str, Cleaned]:
        """Tables of persons and cards as cleaning leaves them, with their encodings."""
        day = Month.parse(self.about.month).last_day
        engine.register("reference", pa.table({"day": pa.array([day], pa.date32())}))
        both = [staged[kind].paths[kind] for kind in staged]
        parts = plan_parts(engine, both, rows_per_part)
        return {
            kind: _cleaned(engine, kind, staged[kind], out, parts) for kind in staged
        }

    @property
    def told(self) -> dict[str, object]:
        """What the manifest says: which key, by its fingerprint, and which fields."""
        about = self.about
        return {"fingerprint": about.fingerprint, "fields": list(about.fields)}


def encoded_registers(
    given: Mapping[str, Sequence[Path]], month: Month, scope: str
) -> EncodedRegisters | None:
    """The encoded files among `given` (paths by kind of register); None if none is one.

    Raises SemestaError where only some are encoded, or where they cannot be compared:
    another key, other fields, another month or scope, or the other register.
    """
    found = {
        kind: [is_encoded(path) for path in paths] for kind, paths in given.items()
    }
    if not any(any(flags) for flags in found.values()):
        return None
    for kind, paths in given.items():
        for path, encoded in zip(paths, found[kind], strict=True):
            if not encoded:
                raise SemestaError("encoding.not_encoded", file=path.name)
    abouts = {
        path: (kind, read_about(path))
        for kind, paths in given.items()
        for path in paths
    }
    first, (_, about) = next(iter(abouts.items()))
    for path, (kind, other) in abouts.items():
        _check(path, kind, other, month, scope)
        if other.fingerprint != about.fingerprint:
            raise SemestaError("encoding.other_key", file=path.name, first=first.name)
        if other.fields != about.fields:
            raise SemestaError(
                "encoding.other_fields", file=path.name, first=first.name
            )
    return EncodedRegisters(given, about)


def _check(path: Path, kind: str, about: About, month: Month, scope: str) -> None:
    """Raises SemestaError where a file is not what the run asks for."""
    if about.kind != kind:
        raise SemestaError(
            "encoding.other_register", file=path.name, option=f"--{kind}"
        )
    if about.month != str(month):
        raise SemestaError("encoding.other_month", file=path.name, month=about.month)
    if kind == "membership" and about.scope != scope:
        raise SemestaError("encoding.other_scope", file=path.name, scope=about.scope)


def _staged(kind: str, paths: Sequence[Path], folder: Path) -> Staged:
    out = folder / kind
    out.mkdir(parents=True, exist_ok=True)
    reads = tuple(_account(number, path) for number, path in enumerate(paths, 1))
    _number_rows(paths, out / "staged.parquet")
    pq.write_table(QUARANTINE.empty_table(), out / "quarantine.parquet")
    return Staged(
        {kind: out / "staged.parquet", "quarantine": out / "quarantine.parquet"}, reads
    )


def _account(number: int, path: Path) -> FileRead:
    about = read_about(path)
    return FileRead(
        file_id=number,
        file=path.name,
        sheet="",
        layout=LAYOUT,
        sha256=sha256_of(path),
        bytes=path.stat().st_size,
        encoding="",
        delimiter="",
        rows_read=about.rows_read,
        rows_unreadable=about.rows_set_aside,
        columns_used={name: name for name in pq.read_schema(path).names},
        columns_dropped=(),
        path=path,
    )


def _number_rows(paths: Iterable[Path], out: Path) -> None:
    """All rows in one file, with the number of their file and of themselves in it."""
    writer = None
    for file_id, path in enumerate(paths, 1):
        with pq.ParquetFile(path) as found:
            row = 1
            for batch in found.iter_batches():
                rows = pa.array(range(row, row + len(batch)), pa.int64())
                ids = pa.repeat(pa.scalar(file_id, pa.int32()), len(batch))
                numbered = pa.RecordBatch.from_arrays(
                    [ids, rows, *batch.columns], ["file_id", "row", *batch.schema.names]
                )
                writer = writer or pq.ParquetWriter(out, numbered.schema)
                writer.write_batch(numbered)
                row += len(batch)
    if writer:
        writer.close()


def _cleaned(
    engine: Duck, kind: str, staged: Staged, out: Path, parts: Parts
) -> Cleaned:
    engine.read("encoded", staged.paths[kind])
    engine.view("SELECT file_id, row FROM encoded", "staged")
    engine.view(sql_file(__package__, f"typed_{kind}"), "typed_rows")
    cleaned = accept_typed(engine, kind, out, file_names=staged.file_names, parts=parts)
    added = ("nik15", *ADDED) if kind == "population" else ADDED
    listed = ", ".join(f"e.{name}" for name in added)
    table = out / f"encoded-{cleaned.table.name}"
    rows = (
        f"SELECT a.*, {listed} FROM accepted AS a INNER JOIN encoded AS e "
        "ON e.file_id = a.file_id AND e.row = a.row"
    )
    write_parts(engine, rows, table, parts)
    return replace(cleaned, table=table)
