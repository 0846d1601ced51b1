"""DOCX files made equal bytes for equal contents: they are zips with times inside."""

import re
import zipfile
from datetime import date
from pathlib import Path


CORE = "docProps/core.xml"
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def settle(path: Path, as_of: date) -> None:
    """Gives the file and everything in it the time of `as_of`."""
    settled = path.with_name(f".{path.name}")
    stamp = (as_of.year, as_of.month, as_of.day, 0, 0, 0)
    said = rb"\g<1>" + f"{as_of}T00:00:00Z".encode() + rb"\g<2>"
    with (
        zipfile.ZipFile(path) as found,
        zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for member in found.infolist():
            content = found.read(member)
            if member.filename == CORE:
                content = MODIFIED.sub(said, content)
            info = zipfile.ZipInfo(member.filename, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, content)
    settled.replace(path)
