"""Every invoice back to its sender, with the answers beside its rows."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

from semesta.audit.beside import Beside
from semesta.audit.checking import Checked
from semesta.audit.options import Options
from semesta.audit.returned_cells import (
    return_cells,
    sheet_of_parquet,
)
from semesta.audit.returned_text import return_text
from semesta.audit.returned_workbook import return_workbook
from semesta.audit.words import answers, answers_aside, headings
from semesta.documents import lock_workbook
from semesta.registers import InputFile, cells_of, plain_workbook, reason_text


Rows = dict[int, list[Any]]


def return_invoices(
    checked: Checked, options: Options, folder: Path, taken: set[str]
) -> list[str]:
    """Writes every invoice into `folder`; returns their names, none of them `taken`."""
    cells = _cells(checked, options.language)
    names = []
    for file in checked.bills.files:
        besides = [
            Beside(read, headings(options.language), cells[read.file_id])
            for read in checked.bills.reads
            if read.path == file.path
        ]
        if besides:
            name = _free_name(file, taken)
            taken.add(name.lower())
            _return(file, besides, folder / name, options)
            names.append(name)
    return names


def _cells(checked: Checked, language: str) -> Mapping[int, Rows]:
    """What stands beside each row, per table."""
    cells: dict[int, Rows] = {read.file_id: {} for read in checked.bills.reads}
    for line in lines_of(checked):
        cells[line["file_id"]][line["row"]] = answers(line, checked.tariffs, language)
    for (file_id, row), reason in checked.bills.aside.items():
        words = reason_text(reason, language)
        cells[file_id][row] = answers_aside(words, language)
    return cells


def lines_of(checked: Checked) -> Iterator[dict[str, Any]]:
    """The checked lines one by one."""
    for batch in checked.lines.to_batches(max_chunksize=10_000):
        yield from batch.to_pylist()


def _free_name(file: InputFile, taken: set[str]) -> str:
    """The sender's file name, with the ending of what comes back."""
    path = Path(file.path.name)
    same = file.content == "text" or path.suffix.lower() in (".xlsx", ".xlsm")
    ending = path.suffix if same else ".xlsx"
    name, number = f"{path.stem}{ending}", 1
    while name.lower() in taken:
        number += 1
        name = f"{path.stem}-{number}{ending}"
    return name


def _return(
    file: InputFile, besides: list[Beside], out: Path, options: Options
) -> None:
    as_of = options.stamp.as_of
    password = None
    if file.content == "text":
        return_text(besides[0], out)
    elif file.content == "parquet":
        shifted = {"Sheet1": _below_header(besides[0])}
        return_cells(sheet_of_parquet(file.path, file.name), shifted, out, as_of)
    else:
        plain, password = plain_workbook(file.path, file.path.name, options.passwords)
        if _is_xlsx(plain):
            return_workbook(plain, besides, out, as_of)
        else:
            of_sheets = {beside.read.sheet: beside for beside in besides}
            return_cells(cells_of(plain, file.name), of_sheets, out, as_of)
    if password:
        lock_workbook(out, password)


def _below_header(beside: Beside) -> Beside:
    """A Parquet file counts its records, a sheet its header too."""
    below = {row + 1: cells for row, cells in beside.cells.items()}
    return Beside(beside.read, beside.headings, below)


def _is_xlsx(plain: bytes) -> bool:
    """Whether a workbook is one whose parts can be written (no XLS, XLSB or ODS)."""
    stream = BytesIO(plain)
    if not is_zipfile(stream):
        return False
    with ZipFile(stream) as archive:
        return "xl/workbook.xml" in archive.namelist()
