"""A batch of found text → rows of staged Parquet, under canonical columns."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from semesta.errors import SemestaError
from semesta.registers.layouts import Columns, Layout, codes, key_of
from semesta.registers.schemas import FOUND, NUMBERED, QUARANTINE, SAID, schema
from semesta.registers.tables import Batch


# What hardly two rows share: a dictionary of it would be built in vain.
OWN = ("row", "noka", "nik", "kk", "name", "mother")


@dataclass(frozen=True)
class Context:
    """What holds for every row of a table that is being staged."""

    file_id: int
    file: str
    layout: Layout
    columns: Columns
    said: dict[str, str | None]


def staged_writer(path: Path, columns: pa.Schema) -> pq.ParquetWriter:
    """Writes what is read once and soon, so without statistics, which nobody asks for."""
    shared = [name for name in columns.names if name not in OWN]
    return pq.ParquetWriter(
        path, columns, use_dictionary=shared, write_statistics=False
    )


def staged_table(context: Context, batch: Batch) -> pa.Table:
    """A batch under the canonical columns of its kind."""
    kind, count = context.layout.kind, len(batch.rows)
    arrays: dict[str, pa.Array] = {
        "file_id": pa.repeat(pa.scalar(context.file_id, pa.int32()), count),
        "row": batch.rows,
    }
    for name in SAID[kind] + FOUND[kind]:
        if name in context.columns.used:
            arrays[name], numbers = _found(context, batch, name)
        else:
            said = context.said.get(name)
            arrays[name] = pa.repeat(pa.scalar(said, pa.string()), count)
            numbers = pa.nulls(count, pa.bool_())
        if name in NUMBERED[kind]:
            arrays[f"{name}_number"] = numbers
    return pa.table(arrays, schema=schema(kind))


def _found(context: Context, batch: Batch, name: str) -> tuple[pa.Array, pa.Array]:
    """The texts of a canonical column, and which of them were numbers."""
    first, *others = context.columns.used[name]
    texts, numbers = batch.cells[first], _numbers(batch, first)
    for at in others:
        _check_agreement(context, batch, name, (first, at))
        numbers = pc.if_else(pc.is_valid(texts), numbers, _numbers(batch, at))
        texts = pc.coalesce(texts, batch.cells[at])
    meanings = codes().get(key_of(context.columns.headers[first]))
    return (_translated(texts, meanings) if meanings else texts), numbers


def _numbers(batch: Batch, at: int) -> pa.Array:
    no = pa.repeat(pa.scalar(False), len(batch.rows))
    return batch.numbers.get(at, no)


def _translated(texts: pa.Array, meanings: dict[str, str]) -> pa.Array:
    place = pc.index_in(pc.utf8_trim_whitespace(texts), pa.array(list(meanings)))
    return pc.coalesce(pa.array(list(meanings.values())).take(place), texts)


def _check_agreement(
    context: Context, batch: Batch, name: str, pair: tuple[int, int]
) -> None:
    """Raises SemestaError where two columns of one identifier differ."""
    one, other = (pc.utf8_trim_whitespace(batch.cells[at]) for at in pair)
    differ = pc.fill_null(pc.not_equal(one, other), False)
    rows = batch.rows.filter(differ)
    if len(rows):
        headers = [context.columns.headers[at] for at in pair]
        raise SemestaError(
            "registers.columns_disagree",
            file=context.file,
            column=name,
            headers=", ".join(headers),
            row=rows[0].as_py(),
        )


def quarantine_table(context: Context, batch: Batch) -> pa.Table:
    """The rows that a batch sets aside."""
    rows = [
        {"file_id": context.file_id, "file": context.file, **vars(row)}
        for row in batch.set_aside
    ]
    return pa.Table.from_pylist(rows, schema=QUARANTINE)
