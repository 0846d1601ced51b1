"""A workbook comes back as it came: the new cells are put behind the last column of its
sheets, and everything else in the file (styles, pictures, computed values, other sheets,
macros) stays as its bytes are."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from openpyxl.utils import column_index_from_string, get_column_letter

from semesta.audit.beside import Beside
from semesta.audit.words import COLUMNS, RUPIAH


RUPIAH_FORMAT = '[$-421]"Rp"#,##0'
WIDTHS = {"note": 60, "finding": 22, "nature": 18}
USUAL_WIDTH = 14
WORKBOOK, STYLES = "xl/workbook.xml", "xl/styles.xml"
FIRST_OWN_FORMAT = 164  # smaller numbers are formats that every program knows

_ROW = re.compile(rb"<((?:\w+:)?)row\b([^>]*?)(?:/>|>(.*?)</\1row>)", re.DOTALL)
_NUMBER = re.compile(rb'\br="(\d+)"')
_SPANS = re.compile(rb'\s+spans="[^"]*"')
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+)\d+"[^>]*?(/?)>')
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?ref="[A-Z]+\d+:([A-Z]+)(\d+)"')
_COLUMNS = re.compile(rb"<((?:\w+:)?)cols>(.*?)</\1cols>", re.DOTALL)
_UP_TO = re.compile(rb'\bmax="(\d+)"')
_SHEET_DATA = re.compile(rb"<((?:\w+:)?)sheetData\b")
_DIMENSION = re.compile(rb'(<(?:\w+:)?dimension\b[^>]*?ref="[A-Z]+\d+:)[A-Z]+(\d+")')
_ROOT = re.compile(rb"<((?:\w+:)?)styleSheet\b[^>]*>")
_FORMATS = re.compile(rb"<((?:\w+:)?)numFmts\b[^>]*>(.*?)</\1numFmts>", re.DOTALL)
_FORMAT_NUMBER = re.compile(rb'\bnumFmtId="(\d+)"')
_LOOKS = re.compile(rb"<((?:\w+:)?)cellXfs\b[^>]*>(.*?)</\1cellXfs>", re.DOTALL)
_LOOK = re.compile(rb"<(?:\w+:)?xf\b")
_STYLE = re.compile(rb'\bs="(\d+)"')


def return_workbook(
    plain: bytes, besides: Iterable[Beside], out: Path, as_of: date
) -> None:
    """Writes the XLSX of `plain` with the new columns of its sheets to `out`."""
    stamp = (as_of.year, as_of.month, as_of.day, 0, 0, 0)
    with (
        zipfile.ZipFile(io.BytesIO(plain)) as found,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        changed = _changed(found, besides)
        for member in found.infolist():
            content = changed.get(member.filename)
            info = zipfile.ZipInfo(member.filename, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, found.read(member) if content is None else content)


def _changed(book: zipfile.ZipFile, besides: Iterable[Beside]) -> dict[str, bytes]:
    """The parts of the file that differ, by name."""
    changed: dict[str, bytes] = {}
    rupiah = None
    if STYLES in book.namelist():
        changed[STYLES], rupiah = _with_rupiah(book.read(STYLES))
    sheets = _sheets(book)
    for beside in besides:
        name = sheets[beside.read.sheet]
        changed[name] = _Sheet(book.read(name), beside, rupiah).written()
    return changed


def _sheets(book: zipfile.ZipFile) -> dict[str, str]:
    """Name of a sheet → name of its part."""
    relations = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    targets = {part.attrib["Id"]: part.attrib["Target"] for part in relations}
    found = {}
    for sheet in ElementTree.fromstring(book.read(WORKBOOK)).findall(".//{*}sheet"):
        number = next(v for k, v in sheet.attrib.items() if k.endswith("}id"))
        target = PurePosixPath("/xl", targets[number])  # absolute ones replace /xl
        found[sheet.attrib["name"]] = str(target).lstrip("/")
    return found


def _with_rupiah(styles: bytes) -> tuple[bytes, int | None]:
    """The styles with one more, for rupiah, and its number; as they are if unusual."""
    root, looks = _ROOT.search(styles), _LOOKS.search(styles)
    if root is None or looks is None:
        return styles, None
    prefix = root[1].decode()
    formats = _FORMATS.search(styles)
    known = map(int, _FORMAT_NUMBER.findall(formats[2])) if formats else ()
    number = 1 + max(FIRST_OWN_FORMAT - 1, *known, 0)
    form = f'numFmtId="{number}" formatCode={quoteattr(RUPIAH_FORMAT)}'
    entry = f"<{prefix}numFmt {form}/>"
    look = (
        f'<{prefix}xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" '
        'applyNumberFormat="1"/>'
    )
    styles = _LOOKS.sub(lambda found: _with_last(found, look), styles, count=1)
    if formats:
        styles = _FORMATS.sub(lambda found: _with_last(found, entry), styles, count=1)
    else:
        whole = f'<{prefix}numFmts count="1">{entry}</{prefix}numFmts>'
        styles = styles[: root.end()] + whole.encode() + styles[root.end() :]
    return styles, len(_LOOK.findall(looks[2]))


def _with_last(found: re.Match[bytes], entry: str) -> bytes:
    """A list of styles with one more entry, its count one higher."""
    end = found[0].rindex(b"</")
    text = found[0][:end] + entry.encode() + found[0][end:]
    return re.sub(
        rb'\bcount="(\d+)"',
        lambda count: b'count="%d"' % (int(count[1]) + 1),
        text,
        count=1,
    )


class _Sheet:
    """The XML of one sheet and the cells that it gets."""

    def __init__(self, xml: bytes, beside: Beside, rupiah: int | None) -> None:
        self.xml = xml
        self.beside = beside
        self.first = 1 + max([beside.read.width, *self._merged_columns()])
        self.letters = [
            get_column_letter(self.first + place) for place in range(len(COLUMNS))
        ]
        self.styles: Mapping[str, int | None] = dict.fromkeys(RUPIAH, rupiah)
        self.row = 0

    def written(self) -> bytes:
        """The whole sheet with its new cells."""
        xml = _ROW.sub(self._with_cells, self.xml)
        last = self.letters[-1].encode()
        xml = _DIMENSION.sub(rb"\g<1>" + last + rb"\g<2>", xml, count=1)
        return self._with_widths(xml)

    def _merged_columns(self) -> Iterator[int]:
        """Where merged cells below the headers end: nothing is written inside them."""
        for letters, row in _MERGED.findall(self.xml):
            if int(row) >= self.beside.read.header_row:
                yield column_index_from_string(letters.decode())

    def _with_cells(self, match: re.Match[bytes]) -> bytes:
        prefix, attributes, inside = match[1], match[2], match[3] or b""
        number = _NUMBER.search(attributes)
        self.row = int(number[1]) if number else self.row + 1
        is_header = self.row == self.beside.read.header_row
        cells = self.beside.headings if is_header else self.beside.cells.get(self.row)
        if cells is None:
            return match[0]
        style = self._style_of_last(inside) if is_header else None
        inside = _CELL.sub(self._unless_in_the_way, inside)
        new = b"".join(self._cells(prefix.decode(), cells, style))
        attributes = _SPANS.sub(b"", attributes)
        tag = prefix + b"row"
        return b"<%s%s>%s%s</%s>" % (tag, attributes, inside, new, tag)

    def _unless_in_the_way(self, match: re.Match[bytes]) -> bytes:
        """Cells that hold a style only give way to the new ones."""
        is_empty = match[2] == b"/"
        beyond = column_index_from_string(match[1].decode()) >= self.first
        return b"" if is_empty and beyond else match[0]

    def _style_of_last(self, inside: bytes) -> int | None:
        """New titles look like the sender's last one."""
        styles = [
            int(style[1])
            for cell in _CELL.finditer(inside)
            if (style := _STYLE.search(cell[0]))
            and column_index_from_string(cell[1].decode()) <= self.beside.read.width
        ]
        return styles[-1] if styles else None

    def _cells(
        self, prefix: str, cells: list[Any], style: int | None
    ) -> Iterator[bytes]:
        for column, letter, value in zip(COLUMNS, self.letters, cells, strict=True):
            if value is None:
                continue
            is_text = isinstance(value, str)
            look = style if is_text else self.styles.get(column)
            place = f' r="{letter}{self.row}"' + (f' s="{look}"' if look else "")
            if is_text:
                text = f"<{prefix}t>{escape(value)}</{prefix}t>"
                cell = f'{place} t="inlineStr"><{prefix}is>{text}</{prefix}is>'
            else:
                cell = f"{place}><{prefix}v>{value}</{prefix}v>"
            yield f"<{prefix}c{cell}</{prefix}c>".encode()

    def _with_widths(self, xml: bytes) -> bytes:
        """Columns wide enough to read, unless the sender's widths reach this far."""
        start = _SHEET_DATA.search(xml)
        columns = _COLUMNS.search(xml)
        taken = map(int, _UP_TO.findall(columns[2])) if columns else ()
        if start is None or max(taken, default=0) >= self.first:
            return xml
        prefix = start[1].decode()
        widths = "".join(
            f'<{prefix}col min="{at}" max="{at}" customWidth="1" '
            f'width="{WIDTHS.get(column, USUAL_WIDTH)}"/>'
            for at, column in enumerate(COLUMNS, self.first)
        )
        if columns:
            end = columns.end() - len(f"</{prefix}cols>")
            return xml[:end] + widths.encode() + xml[end:]
        whole = f"<{prefix}cols>{widths}</{prefix}cols>".encode()
        return xml[: start.start()] + whole + xml[start.start() :]
