"""Reads a list that names cards, and nothing else that must be known of them."""

import re
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from semesta.errors import SemestaError
from semesta.registers.sheets import Passwords
from semesta.registers.sources import parse_source
from semesta.registers.staging import stage


CARD_LIST = pa.schema([("noka", pa.string()), ("nik", pa.int64())])
GUARDS = re.compile(r"""\.0$|[\s'"=`’.\u00a0\u200b\ufeff]+""")
CARD_NUMBER = re.compile(r"\d{8,13}")  # a spreadsheet takes leading zeros away
NIK = re.compile(r"[1-9]\d{15}")


def read_card_list(file: str, passwords: Passwords = None) -> pa.Table:
    """The rows of a list (CSV, workbook, zip, …) with the columns of `CARD_LIST`.

    Any layout with a column of card numbers or NIK will do. What cannot be one is
    null: a NIK that lost digits would name somebody else. Raises SemestaError for a
    file that is no such list.
    """
    with tempfile.TemporaryDirectory() as folder:
        try:
            staged = stage(
                "membership",
                [parse_source(file)],
                Path(folder),
                passwords=passwords,
                scope="card-list",
            )
        except SemestaError as error:
            if error.code != "registers.unknown_layout":
                raise
            said = error.parameters
            raise SemestaError(
                "registers.no_card_column",
                file=said["file"],
                headers=said["headers"],
            ) from None
        columns = ["noka", "nik", "nik_number"]
        rows = pq.read_table(staged.paths["membership"], columns=columns).to_pylist()
        unreadable = sum(read.rows_unreadable for read in staged.reads)
    found = [
        {"noka": _noka(row["noka"]), "nik": _nik(row["nik"], row["nik_number"])}
        for row in rows
    ]
    return pa.Table.from_pylist(found + [{}] * unreadable, CARD_LIST)


def _noka(text: str | None) -> str | None:
    bare = GUARDS.sub("", text or "")
    return bare.zfill(13) if CARD_NUMBER.fullmatch(bare) else None


def _nik(text: str | None, was_number: bool | None) -> int | None:
    """A number cell keeps 15 digits and ends in 0; no serial number is 0000."""
    bare = GUARDS.sub("", text or "")
    lost = bare.endswith("0000") or (was_number and bare.endswith("0"))
    return int(bare) if NIK.fullmatch(bare) and not lost else None
