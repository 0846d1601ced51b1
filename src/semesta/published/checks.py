"""Does a table keep the contract? Every table is asked before it is written."""

from collections.abc import Callable, Iterable
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from semesta.errors import IdentityBroken, SemestaError
from semesta.published.contract import Column, File


MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"

ARROW_TYPES = {
    "text": pa.string(),
    "integer": pa.int64(),
    "rate": pa.float64(),
    "month": pa.string(),
    "date": pa.date32(),
    "boolean": pa.bool_(),
}


def conform(table: pa.Table, file: File) -> pa.Table:
    """The table in the contract's column order, types and row order.

    Raises SemestaError for a missing or unknown column, a type that does not fit, an
    empty or unlisted value; IdentityBroken where a sum does not add up.
    """
    check_names(table.column_names, file)
    columns = [_conform_column(table[c.name], c, file) for c in file.columns]
    result = pa.table(dict(zip(file.header, columns, strict=True)))
    check_sums(result, file)
    if file.sorted_by:
        return result.sort_by([(name, "ascending") for name in file.sorted_by])
    return result


def check_names(names: Iterable[str], file: File) -> None:
    """Raises SemestaError unless exactly the contract's columns are there."""
    found = list(names)
    missing = [name for name in file.header if name not in found]
    if missing:
        _refuse("published.missing_column", file, missing)
    unknown = [name for name in found if name not in file.header]
    if unknown or len(found) != len(file.header):
        _refuse("published.unknown_column", file, unknown or found)


def check_schema(schema: pa.Schema, file: File) -> None:
    """The same for the schema of a Parquet file; an undescribed file passes."""
    if not file.columns:
        return
    check_names(schema.names, file)
    for column in file.columns:
        _check_type(schema.field(column.name).type, column, file)


def check_sums(table: pa.Table, file: File) -> None:
    """Raises IdentityBroken where a whole is not the sum of its parts."""
    for whole, parts in file.sums.items():
        total = reduce(pc.add, (table[part] for part in parts))
        wrong = pc.sum(pc.not_equal(table[whole], total)).as_py() or 0
        if wrong:
            raise IdentityBroken(
                "published.sum_broken",
                file=file.name,
                whole=whole,
                parts=" + ".join(parts),
                rows=wrong,
            )


def _conform_column(
    values: pa.ChunkedArray, column: Column, file: File
) -> pa.ChunkedArray:
    _check_type(values.type, column, file)
    values = values.cast(ARROW_TYPES[column.type])
    if values.null_count and not column.optional:
        _refuse("published.empty_value", file, [column.name])
    if not _all_allowed(values, column):
        _refuse("published.value_not_allowed", file, [column.name])
    return values


def _check_type(found: pa.DataType, column: Column, file: File) -> None:
    if not (pa.types.is_null(found) or _FITS[column.type](found)):
        _refuse(
            "published.wrong_type",
            file,
            [f"{column.name} ({column.type}, not {found})"],
        )


def _all_allowed(values: pa.ChunkedArray, column: Column) -> bool:
    present = values.drop_null()
    if column.values:
        allowed = pc.is_in(present, value_set=pa.array(column.values))
    elif column.type == "month":
        allowed = pc.match_substring_regex(present, MONTH)
    elif column.type == "rate":
        allowed = pc.is_finite(present)
    else:
        return True
    return pc.all(allowed, min_count=0).as_py()


def _is_text(found: pa.DataType) -> bool:
    if pa.types.is_dictionary(found):
        found = found.value_type
    return pa.types.is_string(found) or pa.types.is_large_string(found)


_FITS: dict[str, Callable[[pa.DataType], bool]] = {
    "text": _is_text,
    "integer": pa.types.is_integer,
    "rate": pa.types.is_floating,
    "month": _is_text,
    "date": pa.types.is_date,
    "boolean": pa.types.is_boolean,
}


def _refuse(code: str, file: File, columns: list[str]) -> None:
    raise SemestaError(code, file=file.name, columns=", ".join(columns))
