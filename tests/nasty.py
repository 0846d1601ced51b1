"""Files as offices really send them when something went wrong, made on the spot."""

import io
import re
import zipfile

import msoffcrypto.format.ooxml
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from readers import PEOPLE, cells, open_document, workbook, zipped


TEXT = PEOPLE.read_text("utf-8")
HEADER, GOOD, *_ = TEXT.splitlines()
NIK, FAR = GOOD.split(",")[1], 'r="XFD1048576"'
PICTURE = bytes(range(256)) * 20


def table(*lines: str, end: str = "\n", encoding: str = "utf-8") -> bytes:
    """A population register of these lines."""
    return end.join([HEADER, *lines, ""]).encode(encoding)


def sheet_changed(pattern: str, by: str) -> bytes:
    """A workbook whose first sheet says something else than its writer wrote."""
    with zipfile.ZipFile(io.BytesIO(workbook())) as book:
        members = {name: book.read(name) for name in book.namelist()}
    name = "xl/worksheets/sheet1.xml"
    members[name] = re.sub(pattern.encode(), by.encode(), members[name], count=1)
    return zipped(**members)


def protected(password: str = "rahasia") -> bytes:
    locked = io.BytesIO()
    book = msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(workbook()))
    book.encrypt(password, locked)
    return locked.getvalue()


def sheet(change=lambda book, sheet: None, **options: object) -> bytes:
    """A workbook of the register, with something that offices do to theirs."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, **options}) as book:
        one = book.add_worksheet("Data")
        for row, values in enumerate(cells()):
            one.write_row(row + 2, 0, values)
        change(book, one)
    return stream.getvalue()


def written_dates(*serials: float) -> bytes:
    """Dates of birth as number cells in a date format."""

    def write(book, one):
        form = book.add_format({"num_format": "dd/mm/yyyy"})
        for row, serial in enumerate(serials, 3):
            one.write_number(row, 4, serial, form)

    return sheet(write)


def bomb(inside: str = "a.csv", bytes_unpacked: int = 100 << 20) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(inside, b"0" * bytes_unpacked)
        if inside.startswith("xl/"):
            archive.writestr("xl/workbook.xml", "<workbook/>")
    return stream.getvalue()


def nested(depth: int) -> bytes:
    content = table(GOOD)
    for level in range(depth):
        content = zipped(**{"a.zip" if level else "a.csv": content})
    return content


def symbolic_link(target: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("a.csv")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, target)
    return stream.getvalue()


def parquet(**columns: pa.Array) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream)
    return stream.getvalue()


# What → contents → the entry of the catalogue that says so.
REFUSED = {
    "nothing": (b"", "empty_file"),
    "blank lines": (b"\n \r\n", "empty_file"),
    "a byte order mark alone": (b"\xef\xbb\xbf", "empty_file"),
    "UTF-16 and nothing else": ("\r\n".encode("utf-16"), "empty_file"),
    "NUL bytes alone": (b"\0" * 5000, "empty_file"),
    "headers alone": (table(), "no_rows"),
    "headers and NUL bytes": (table() + b"\0" * 99, "no_rows"),
    "a PDF": (b"%PDF-1.7\n" + PICTURE, "not_a_table"),
    "a web page": (b"<!DOCTYPE html><table><tr><td>NIK</table>", "not_a_table"),
    "a piece of a web page": (b"<div><table><tr><td>NIK</table></div>", "not_a_table"),
    "a web page in UTF-16": ("<html></html>".encode("utf-16"), "not_a_table"),
    "a spreadsheet in XML": (b'<?xml version="1.0"?><Workbook/>', "not_a_table"),
    "a letter": (zipped(**{"word/document.xml": "<w/>"}), "not_a_table"),
    "slides": (zipped(**{"ppt/presentation.xml": "<p/>"}), "not_a_table"),
    "a letter of another office": (
        zipped(
            **{
                "mimetype": "application/vnd.oasis.opendocument.text",
                "content.xml": "<x/>",
            }
        ),
        "not_a_table",
    ),
    "a photograph": (b"\xff\xd8\xff\xe0" + PICTURE, "not_a_table"),
    "a moving picture": (b"GIF89a" + PICTURE, "not_text"),
    "a program": (b"MZ\x90\0" + PICTURE, "not_text"),
    "a packed file": (b"BZh91AY&SY" + PICTURE, "not_text"),
    "one endless line": (table() + b"x" * (33 << 20), "not_text"),
    "a million columns": (b"k," * 1_000_000 + b"NIK\n1\n", "too_many_columns"),
    "a million blank columns": (
        (HEADER + "," * 1_000_000 + "\n" + GOOD).encode(),
        "too_many_columns",
    ),
    "an identifier twice, and they differ": (
        f"{HEADER},NIK\n{GOOD},6309045606900992\n".encode(),
        "columns_disagree",
    ),
    "decisions": (b"noka,nik,verdict,who,when\n1,2,sama,a,b\n", "other_option"),
    "labelled cards": (b"noka,nik,finding\n1,2,matched\n", "other_option"),
    "a workbook cut off": (workbook()[:9000], "corrupt_workbook"),
    "a workbook that lost its beginning": (
        b"PK\3\4" + workbook()[6000:],
        "corrupt_workbook",
    ),
    "a workbook with broken XML": (
        sheet_changed(r"(?s)<sheetData>.*", "<sheetData><row"),
        "corrupt_workbook",
    ),
    "a workbook without its strings": (
        sheet_changed(r"<v>0</v>", "<v>99999</v>"),
        "corrupt_workbook",
    ),
    "a cell in the far corner that nothing announces": (
        sheet_changed(r"</sheetData>", f"<row><c {FAR}><v>1</v></c></row></sheetData>"),
        "sheet_too_large",
    ),
    "a row that no sheet has": (
        sheet_changed(r'r="A1"', 'r="A4000000000"'),
        "sheet_too_large",
    ),
    "a column that no sheet has": (
        sheet_changed(r'r="A1"', 'r="ZZZZZZZZZZZZ1"'),
        "sheet_too_large",
    ),
    "a workbook with a password": (protected(), "password_needed"),
    "an old workbook cut off": (b"\xd0\xcf\x11\xe0" + PICTURE, "corrupt_workbook"),
    "an open document cut off": (open_document()[:-30], "corrupt_workbook"),
    "a zip bomb": (bomb(), "zip_bomb"),
    "a workbook that is a bomb": (bomb("xl/sharedStrings.xml"), "zip_bomb"),
    "zips within zips": (nested(4), "zip_too_deep"),
    "an empty zip": (zipped(), "no_register"),
    "a zip with a link out of it": (symbolic_link("/etc/passwd"), "no_register"),
    "a zip with NUL in a name": (zipped(**{"a\0.csv": table(GOOD)}), "no_register"),
    "a zip with an empty file": (zipped(**{"a.csv": b""}), "empty_file"),
    "a zip with a PDF named CSV": (zipped(**{"a.csv": b"%PDF-1.7"}), "not_a_table"),
    "a zip with a wrong sum": (
        zipped(**{"a.csv": table(GOOD)}).replace(b"GANG", b"GONG"),
        "corrupt_zip",
    ),
    "JSON cut off": (b'[{"nik": "1", "nama": ', "corrupt_json"),
    "JSON that is too deep": (b'{"a":' * 100_000, "corrupt_json"),
    "an empty JSON array": (b"[]", "no_rows"),
    "JSON of numbers": (b"[1, 2, 3]", "no_rows"),
    "Parquet cut off": (parquet(nik=pa.array(["1"]))[:-5], "corrupt_parquet"),
    "Parquet with a name that is no text": (
        parquet(nik=pa.array(["1"]), nama=pa.array(["A"])).replace(b"nik", b"n\xffk"),
        "corrupt_parquet",
    ),
    "Parquet without rows": (
        parquet(nik=pa.array([], pa.string()), nama=pa.array([], pa.string())),
        "no_rows",
    ),
}

# What is read all the same → contents → rows read.
READ = {
    "line ends of three kinds": (table(GOOD, GOOD) + f"\r\n{GOOD}\n\r".encode(), 3),
    "carriage returns alone": (table(GOOD, end="\r"), 1),
    "a lone quote": (table(f'"{GOOD}', GOOD), 2),
    "a thousand quotes": (table('"' * 1001, GOOD), 2),
    "a cell of 10 MB": (table(GOOD.replace("GANG", "G" * (10 << 20))), 1),
    "NUL bytes in cells": (table(GOOD.replace("GANG", "\0GA\0NG")), 1),
    "UTF-16": (table(GOOD, encoding="utf-16"), 1),
    "UTF-16 without a mark": (table(GOOD, encoding="utf-16-be"), 1),
    "two byte order marks": (b"\xef\xbb\xbf" * 2 + table(GOOD), 1),
    "all headers twice": (f"{HEADER},{HEADER}\n{GOOD},{GOOD}\n".encode(), 1),
    "dates that never were": (
        table(
            *(
                GOOD.replace("15-05-1985", date)
                for date in (
                    *("31-12-9999", "29-02-1900", "00-00-0000", "-1-05-1985"),
                    *("15-13-1985", "15--5-1985", "2958466", "-5", "9" * 400),
                )
            )
        ),
        9,
    ),
    "dates beyond a spreadsheet": (written_dates(-5, 0, 60, 2958466, 1e300), 6),
    "merged titles and a hidden column": (
        sheet(
            lambda book, one: (
                one.merge_range(0, 0, 0, 9, "DATA PENDUDUK"),
                one.set_column(3, 3, None, None, {"hidden": True}),
            )
        ),
        6,
    ),
    "formulas": (
        sheet(
            lambda book, one: (
                one.write_formula(3, 1, "=B4", None, NIK),
                one.write_formula(4, 2, "=1/0", None, "#DIV/0!"),
            )
        ),
        6,
    ),
    "a sheet that states another extent": (
        sheet_changed(r'<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"'),
        12,
    ),
    "paths that lead out of a zip": (
        zipped(
            **{"../../a.csv": table(GOOD), "/etc/b.csv": table(), "C:\\c.csv": GOOD}
        ),
        1,
    ),
    "JSON with numbers of any length and halves of letters": (
        b'{"nik": %s, "nama": "\\ud800", "tgl_lahir": NaN}' % (b"9" * 5000),
        1,
    ),
    "JSON lines of which one is broken": (
        b'{"nik":"1","nama":"A"}\n{"nik": \n{"nik":"2","nama":"B"}\n',
        3,
    ),
    "Parquet with odd types": (
        parquet(
            nik=pa.array([2**63], pa.uint64()),
            nama=pa.array([b"\xff"]),
            tanggal_lahir=pa.array([2**31 - 1], pa.date32()),
            alamat=pa.array([[{"a": 1}]]),
            rt=pa.array([1], pa.duration("s")),
        ),
        1,
    ),
}
