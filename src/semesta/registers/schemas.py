"""Staged tables: text as found in the files, under canonical column names.

Reading writes them, cleaning reads them. One row is one row of a file; every column
is always there and NULL where the file has none.
"""

import pyarrow as pa


PLACE = (
    "province_name",
    "regency_name",
    "regency_code",
    "district_name",
    "district_code",
    "village_name",
    "village_code",
)
PERSON = ("nik", "kk", "name", "sex", "birth_date", "relation", "mother", "rt", "rw")

# What a file can say, per kind of register.
FOUND = {
    "population": (
        *PERSON,
        *PLACE,
        *("province_code", "address", "hamlet", "status", "death_date"),
    ),
    "membership": (
        "noka",
        *PERSON,
        *PLACE,
        *("care_class", "segment", "status", "status_code", "reason"),
        *("arrears_months", "start_date", "end_date"),
        *("facility_code", "facility_name", "newborn_note"),
    ),
    "deciles": ("kk", "nik", "decile"),
    "invoice": (
        "noka",
        *PERSON,
        *PLACE,
        *("amount", "contribution", "aid", "total", "month", "year"),
    ),
}

# Where it matters whether the cell was a number: identifiers may have lost digits, and
# the point of an amount means thousands in a text only.
NUMBERED = {
    "population": ("nik", "kk"),
    "membership": ("noka", "nik", "kk"),
    "deciles": (),
    "invoice": ("noka", "nik", "kk", "amount", "contribution", "aid", "total"),
}

# What the layout, the user or the title rows say about every row of a table.
SAID = {
    "population": ("date_order", "region_hint", "title_regency"),
    "membership": ("date_order", "region_hint", "title_regency", "default_segment"),
    "deciles": (),
    "invoice": ("date_order", "region_hint", "title_regency"),
}

# Where two columns claim to be one of these, only equal contents are accepted.
IDENTITY = ("noka", "nik", "name")


def schema(kind: str) -> pa.Schema:
    """The Arrow schema of `staged_<kind>.parquet`."""
    fields = [pa.field("file_id", pa.int32()), pa.field("row", pa.int64())]
    fields += [pa.field(name, pa.string()) for name in SAID[kind]]
    for name in FOUND[kind]:
        fields.append(pa.field(name, pa.string()))
        if name in NUMBERED[kind]:
            fields.append(pa.field(f"{name}_number", pa.bool_()))
    return pa.schema(fields)


QUARANTINE = pa.schema(
    [
        pa.field("file_id", pa.int32()),
        pa.field("file", pa.string()),
        pa.field("row", pa.int64()),
        pa.field("column", pa.string()),
        pa.field("value", pa.string()),
        pa.field("reason", pa.string()),
    ]
)

# The entry in a Parquet file's metadata by which an encoded register is known: it has no
# names, and is linked and never cleaned (semesta.encoding writes and reads it).
ENCODED = b"semesta_encoded"
