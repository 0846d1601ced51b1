"""A register as it comes → an encoded file that may leave the agency.

The register is read and cleaned as for a run, then every row is encoded. The rows are
sorted by their keyed numbers, so that their order says nothing of the register's.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import dataset

from semesta import law
from semesta.encoding import files
from semesta.encoding.keys import Key
from semesta.encoding.people import People
from semesta.engine import Duck, sql_file
from semesta.errors import SemestaError
from semesta.months import Month
from semesta.regions import tree
from semesta.registers import (
    Cleaned,
    Passwords,
    Staged,
    clean_membership,
    clean_population,
    parse_source,
    rows_set_aside,
    stage,
)


FIELDS = ("name", "birth", "sex")
MOTHER = "mother"
NEWBORN = "membership.newborn_months"
MEMORY = "1GB"
ROWS_PER_BATCH = 1 << 14
NEEDED = {
    "population": "nik kk name sex birth_date mother village status",
    "membership": "noka nik nik15 kk name sex birth_date mother village segment state "
    "start_date newborn",
}


@dataclass(frozen=True)
class Request:
    """What to encode. `sources` are `FILE[@REGION]` of one register (`kind`).

    `with_mother` puts the mother's name into the array, for registers that both have
    it. `out` is the file to hand over; `rows_list`, which stays, says which row of the
    register each of its rows is.
    """

    kind: str
    sources: tuple[str, ...]
    month: Month
    key: Key
    out: Path
    scope: str = "all"
    with_mother: bool = False
    rows_list: Path | None = None
    layout_map: Path | None = None
    passwords: Passwords = None


@dataclass(frozen=True)
class Encoded:
    """What was encoded; `set_aside` counts the rows that were not, by reason."""

    about: files.About
    rows: int
    set_aside: dict[str, int]


def encode(request: Request) -> Encoded:
    """Writes the encoded file, whole or not at all.

    Raises SemestaError for a register that cannot be read, or where a file to write
    exists already.
    """
    for path in filter(None, (request.out, request.rows_list)):
        twice = path == request.rows_list == request.out
        if twice or path.exists() or not path.parent.is_dir():
            raise SemestaError("encoding.cannot_write", file=path.name)
    with tempfile.TemporaryDirectory(prefix=".encode-", dir=request.out.parent) as name:
        work = Path(name)
        with Duck(memory=MEMORY, spill=work / "spill") as engine:
            staged, cleaned = _cleaned(engine, request, work)
            rows = _encoded_rows(engine, request, cleaned, work)
            count = pq.read_metadata(rows).num_rows
            reasons = rows_set_aside([(staged, cleaned)])["reason"].to_pylist()
            about = files.About(
                kind=request.kind,
                month=str(request.month),
                scope=request.scope,
                fields=_fields(request),
                fingerprint=request.key.fingerprint,
                rows_read=count + len(reasons),
                rows_set_aside=len(reasons),
            )
            files.write(work / "encoded", about, _batches(rows))
            _list_rows(engine, request, work)
            shutil.move(work / "encoded", request.out)
    return Encoded(about, count, dict(Counter(reasons).most_common()))


def _fields(request: Request) -> tuple[str, ...]:
    return (*FIELDS, MOTHER) if request.with_mother else FIELDS


def _cleaned(engine: Duck, request: Request, work: Path) -> tuple[Staged, Cleaned]:
    """The register as a run would clean it; deciles among its files are not needed."""
    kind = request.kind
    staged = stage(
        kind,
        [parse_source(text) for text in request.sources],
        work / "staged",
        layout_map=request.layout_map,
        passwords=request.passwords,
        scope=request.scope,
    )
    same = {
        "month": request.month,
        "region_table": tree().table(),
        "file_names": staged.file_names,
    }
    if kind == "population":
        return staged, clean_population(engine, staged.paths[kind], work, **same)
    return staged, clean_membership(
        engine, staged.paths[kind], work, scope=request.scope, **same
    )


def _encoded_rows(engine: Duck, request: Request, cleaned: Cleaned, work: Path) -> Path:
    """Every accepted row encoded, with where it came from, sorted by keyed numbers."""
    newborn_months = int(law.rulebook().value(NEWBORN, request.month.last_day).number)
    since = request.month.day_before(newborn_months)
    people = People(request.key, _fields(request), request.month, since)
    make = people.person if request.kind == "population" else people.card
    columns = ["file_id", "row", *NEEDED[request.kind].split()]
    schema = _ORIGIN
    for field in files.columns(request.kind):
        schema = schema.append(field)
    with pq.ParquetWriter(work / "unsorted.parquet", schema) as writer:
        found = dataset.dataset(cleaned.table)
        for batch in found.to_batches(columns, batch_size=ROWS_PER_BATCH):
            rows = [_origin(row) | make(row) for row in batch.to_pylist()]
            writer.write_batch(pa.RecordBatch.from_pylist(rows, schema))
    engine.read("encoded_rows", work / "unsorted.parquet")
    first = "noka" if request.kind == "membership" else "nik"
    order = f"{first} NULLS LAST, clk_00, clk_01, file_id, from_row"
    engine.write(
        f"SELECT * FROM encoded_rows ORDER BY {order}", work / "sorted.parquet"
    )
    return work / "sorted.parquet"


_ORIGIN = pa.schema(
    [
        pa.field("file_id", pa.int32()),
        pa.field("from_row", pa.int64()),
        pa.field("number", pa.string()),
    ]
)


def _origin(row: dict[str, object]) -> dict[str, object]:
    """Where a row came from: kept on this side, never in the encoded file."""
    number = row.get("noka") or row["nik"]
    return {
        "file_id": row["file_id"],
        "from_row": row["row"],
        "number": str(number) if number else None,
    }


def _batches(rows: Path) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(rows) as found:
        kept = [name for name in found.schema_arrow.names if name not in _ORIGIN.names]
        for batch in found.iter_batches(ROWS_PER_BATCH, columns=kept):
            yield batch.select(kept)


def _list_rows(engine: Duck, request: Request, work: Path) -> None:
    """The list that stays: by it, and by nothing else, results find their people."""
    if request.rows_list is None:
        return
    engine.read("sorted_rows", work / "sorted.parquet")
    engine.write_csv(sql_file(__package__, f"rows_of_{request.kind}"), work / "rows")
    (work / "rows").chmod(0o600)
    shutil.move(work / "rows", request.rows_list)
