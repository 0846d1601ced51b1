"""The encoded file: Parquet with what was encoded, and how, written beside the rows.

Nothing of the key or of a person stands there; a fingerprint shows whether two files were
made with the same key.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from semesta.errors import SemestaError
from semesta.registers import ENCODED


VERSION = 1
WORDS = 16
CLK = tuple(f"clk_{place:02d}" for place in range(WORDS))

KEYED = (
    "nik",
    "nik15",
    "kk",
    "birth_in_village",
    "sound_in_village",
    "birth_and_sound",
)
# Left in the clear, because coverage counts by it; docs/how-to/link-without-names.md
# gives the reason of each.
CLEAR = {
    "population": {
        "village": pa.int64(),
        "status": pa.string(),
        "sex": pa.string(),
        "age_from": pa.int16(),
    },
    "membership": {
        "noka": pa.string(),
        "village": pa.int64(),
        "segment": pa.string(),
        "state": pa.string(),
        "start_date": pa.date32(),
        "newborn": pa.bool_(),
    },
}


@dataclass(frozen=True)
class About:
    """What an encoded file says about itself. `rows_read` of the register that it was
    made of are its rows and `rows_set_aside`."""

    kind: str
    month: str
    scope: str
    fields: tuple[str, ...]
    fingerprint: str
    rows_read: int
    rows_set_aside: int
    version: int = VERSION


def columns(kind: str) -> pa.Schema:
    """The columns of an encoded register, in order."""
    bits = [pa.field("clk_bits", pa.int16())]
    bits += [pa.field(name, pa.int64()) for name in CLK]
    clear = [pa.field(name, form) for name, form in CLEAR[kind].items()]
    return pa.schema([pa.field(name, pa.int64()) for name in KEYED] + clear + bits)


def write(path: Path, about: About, batches: Iterable[pa.RecordBatch]) -> None:
    """Writes an encoded file that only its owner may read."""
    text = json.dumps(asdict(about), sort_keys=True)
    schema = columns(about.kind).with_metadata({ENCODED: text.encode()})
    path.touch(0o600, exist_ok=False)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(
                batch.cast(columns(about.kind)).replace_schema_metadata()
            )


def is_encoded(path: Path) -> bool:
    """Whether a path is an encoded file, of any version."""
    try:
        return path.is_file() and ENCODED in (pq.read_metadata(path).metadata or {})
    except (pa.ArrowException, OSError):
        return False


def read_about(path: Path) -> About:
    """What an encoded file says about itself.

    Raises SemestaError for one of another version, or whose columns are not its own.
    """
    try:
        entry = json.loads(pq.read_metadata(path).metadata[ENCODED])
        known = entry.get("version") == VERSION
        about = About(**entry | {"fields": tuple(entry["fields"])}) if known else None
        whole = about and pq.read_schema(path).equals(columns(about.kind))
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError) as error:
        raise SemestaError("encoding.damaged", file=path.name) from error
    if about is None:
        raise SemestaError("encoding.other_version", file=path.name, version=VERSION)
    if not whole:
        raise SemestaError("encoding.damaged", file=path.name)
    return about
