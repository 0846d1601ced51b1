"""Spreadsheets (XLSX, XLSB, XLS, ODS) as tables: one per sheet.

The cells keep their types, so an identifier that was saved as a number is seen.
Hidden sheets are read too: people who are not counted would be worse than people who
are found twice, because the second finding is set aside with a reason.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError, InvalidKeyError
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from semesta.errors import SemestaError
from semesta.registers.families import with_families
from semesta.registers.layouts import Columns, Layout
from semesta.registers.sheet_extent import check_extent
from semesta.registers.tables import (
    HEADER_WITHIN,
    Batch,
    Header,
    batches_of_rows,
    find_header,
)


OLE = b"\xd0\xcf\x11\xe0"  # how XLS and protected workbooks begin

Passwords = Callable[[str], str | None] | str | None


class SheetTable:
    """The table of one sheet."""

    delimiter = ""
    encoding = ""
    continued: Sequence[int] = ()

    def __init__(
        self, sheet: CalamineSheet, hidden: bool, file: str, layouts: Sequence[Layout]
    ) -> None:
        self.file = file
        self.sheet = sheet.name
        self.hidden = hidden
        self._sheet = sheet
        top = list(islice(self._rows(), HEADER_WITHIN + 1))
        self.empty = not any(cell != "" for row in top for cell in row)
        self.header: Header | None = find_header(top, layouts)

    @property
    def width(self) -> int:
        return 0 if self._sheet.end is None else self._sheet.end[1] + 1

    def _rows(self) -> Iterator[list[Any]]:
        """The rows from the first of the sheet on, blank ones too."""
        if self._sheet.start is not None:
            yield from self._sheet.iter_rows()

    def batches(self, columns: Columns, layout: Layout) -> Iterator[Batch]:
        assert self.header is not None
        first = self.header.data_row
        rows: Iterator[tuple[int, Sequence[Any]]] = (
            (row, cells) for row, cells in enumerate(self._rows(), 1) if row >= first
        )
        if layout.families:
            rows = with_families(rows, columns)
        return batches_of_rows(self.file, rows, columns)


def sheet_tables(
    path: Path, file: str, layouts: Sequence[Layout], passwords: Passwords
) -> Iterator[SheetTable]:
    """The sheets of a workbook that hold cells, in their order."""
    with _opened(path, file, passwords) as stream, _damage_said(file):
        check_extent(stream, file)
        book = CalamineWorkbook.from_filelike(stream)
        for sheet in book.sheets_metadata:
            if sheet.typ == SheetTypeEnum.WorkSheet:
                hidden = sheet.visible != SheetVisibleEnum.Visible
                found = book.get_sheet_by_name(sheet.name)
                yield SheetTable(found, hidden, file, layouts)


def plain_workbook(
    path: Path, file: str, passwords: Passwords
) -> tuple[bytes, str | None]:
    """The bytes of a workbook without its password, and the password if it has one.

    Raises SemestaError without the right password.
    """
    with path.open("rb") as stream:
        office = _protected(stream)
        if office is None:
            return path.read_bytes(), None
        password = passwords(file) if callable(passwords) else passwords
        return _decrypted(office, file, password).read(), password


def cells_of(
    plain: bytes, file: str
) -> Iterator[tuple[str, bool, Iterator[list[Any]]]]:
    """Name, whether hidden, and rows of typed cells of every sheet, from A1 on."""
    with _damage_said(file):
        book = CalamineWorkbook.from_filelike(io.BytesIO(plain))
        for sheet in book.sheets_metadata:
            if sheet.typ == SheetTypeEnum.WorkSheet:
                found = book.get_sheet_by_name(sheet.name)
                hidden = sheet.visible != SheetVisibleEnum.Visible
                yield sheet.name, hidden, _rows_from_a1(found)


def _rows_from_a1(sheet: CalamineSheet) -> Iterator[list[Any]]:
    if sheet.start is not None:
        left = [""] * sheet.start[1]
        yield from (left + row for row in sheet.iter_rows())


@contextmanager
def _damage_said(file: str) -> Iterator[None]:
    """Turns what the reader says of a damaged workbook into one clear error."""
    try:
        yield
    except BaseException as error:
        # The reader panics over some damage, with a class that cannot be imported.
        panic = type(error).__name__ == "PanicException"
        if panic or isinstance(error, CalamineError):
            raise SemestaError("registers.corrupt_workbook", file=file) from error
        raise


@contextmanager
def _opened(path: Path, file: str, passwords: Passwords) -> Iterator[BinaryIO]:
    """The workbook's bytes, decrypted in memory where it is protected."""
    with path.open("rb") as stream:
        office = _protected(stream)
        stream.seek(0)
        yield stream if office is None else _decrypted(office, file, passwords)


def _protected(stream: BinaryIO) -> Any:
    """The encrypted document in the stream, None if it is not protected."""
    if stream.read(len(OLE)) != OLE:
        return None
    stream.seek(0)
    try:
        office = msoffcrypto.OfficeFile(stream)
        return office if office.is_encrypted() else None
    except Exception:
        return None  # damaged, or too old to be protected: the reader will tell


def _decrypted(office: Any, file: str, passwords: Passwords) -> BinaryIO:
    password = passwords(file) if callable(passwords) else passwords
    if not password:
        raise SemestaError("registers.password_needed", file=file)
    plain = io.BytesIO()
    try:
        office.load_key(password=password)
        office.decrypt(plain)
    except (InvalidKeyError, DecryptionError) as error:
        raise SemestaError("registers.password_wrong", file=file) from error
    except Exception as error:
        raise SemestaError("registers.corrupt_workbook", file=file) from error
    plain.seek(0)
    return plain
