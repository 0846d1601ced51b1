"""Spreadsheets with a password: what holds persons may leave only so."""

import io
from pathlib import Path

from msoffcrypto.format.ooxml import OOXMLFile


def lock_workbook(path: Path, password: str) -> None:
    """Encrypts an XLSX file in place, as spreadsheet programs do themselves."""
    plain = io.BytesIO(path.read_bytes())
    with path.open("wb") as out:
        OOXMLFile(plain).encrypt(password, out)
