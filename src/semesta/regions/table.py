"""The region tree as one Arrow table, for joins."""

from collections.abc import Mapping

import pyarrow as pa

from semesta.regions.codes import level_of, number_of, parent_of
from semesta.regions.kinds import kind_of
from semesta.regions.search import search_key


SCHEMA = pa.schema(
    [
        pa.field("number", pa.int64(), nullable=False),
        pa.field("code", pa.string(), nullable=False),
        pa.field("name", pa.string(), nullable=False),
        pa.field("level", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("parent_number", pa.int64()),
        pa.field("key", pa.string(), nullable=False),
    ]
)


def region_table(names: Mapping[str, str]) -> pa.Table:
    """One row per region, by number.

    Columns: number (ten digits, ended by zeros; nation 0), code (dotted; `ID`), name,
    level, kind, parent_number (null for the nation), key (`place_key` of the name
    without the word for its kind).
    """
    numbers = {code: number_of(code) for code in names}
    parents = {code: parent_of(code) for code in names}
    columns = {
        "number": numbers.values(),
        "code": names.keys(),
        "name": names.values(),
        "level": map(level_of, names),
        "kind": map(kind_of, names.keys(), names.values()),
        "parent_number": (numbers.get(parent or "") for parent in parents.values()),
        "key": map(search_key, names.keys(), names.values()),
    }
    arrays = [pa.array(columns[field.name], field.type) for field in SCHEMA]
    return pa.Table.from_arrays(arrays, schema=SCHEMA).sort_by("number")
