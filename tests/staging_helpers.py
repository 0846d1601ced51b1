"""What the tests of reading share: write a file, stage it, look at the rows."""

import zipfile
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import xlsxwriter

from semesta.errors import SemestaError
from semesta.registers import Source, Staged, stage


def staged(kind: str, *paths: Path, **options: Any) -> Staged:
    """Stages files into a folder beside the first."""
    folder = paths[0].parent / "staged"
    return stage(kind, [Source(path) for path in paths], folder, **options)


def rows_of(result: Staged, name: str) -> list[dict[str, Any]]:
    return pq.read_table(result.paths[name]).to_pylist()


def people_in(path: Path, **options: Any) -> list[dict[str, Any]]:
    """The staged rows of a population file."""
    return rows_of(staged("population", path, **options), "population")


def members_in(path: Path, **options: Any) -> list[dict[str, Any]]:
    """The staged rows of a membership file."""
    return rows_of(staged("membership", path, **options), "membership")


def set_aside(result: Staged) -> list[tuple[int, str]]:
    return [(row.row, row.reason) for row in result.quarantine]


def refusal(kind, *paths, **options):
    """The code of the error that reading raises."""
    with pytest.raises(SemestaError) as refused:
        staged(kind, *paths, **options)
    assert refused.value.text("id") and refused.value.text("en")
    return refused.value.code.removeprefix("registers.")


def workbook(path, sheets, hidden=()):
    """Writes sheets of rows, as they stand."""
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path


def zipped(path, members, compression=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path
