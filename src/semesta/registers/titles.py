"""What the title rows above a header say about the place of all rows below it."""

import re
from collections.abc import Iterable, Sequence


_CODE = re.compile(r"(?:KODE[^:\d]*:?\s*)?([1-9]\d\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)")
_LABELS = {
    "title_regency": r"KABUPATEN\s*/\s*KOTA|KAB\.?\s*/\s*KOTA|KABUPATEN|KAB\.?|KOTA",
    "district_name": r"KECAMATAN|KEC\.?|KAPANEWON|DISTRIK",
    "village_name": r"DESA\s*/\s*KEL(?:URAHAN)?\.?|KELURAHAN\s*/\s*DESA|DESA|KELURAHAN"
    r"|NAGARI|GAMPONG|KALURAHAN|KAMPUNG|PEKON",
}
_END = r"(?=\s*(?:[,;()\d]|TAHUN|BULAN|PERIODE|PER\b|PROVINSI|PROV\b|KEC|KAB|KOTA\b|$))"


def said_in_titles(titles: Iterable[Sequence[str]]) -> dict[str, str]:
    """Place columns found in title rows: `title_regency` (name or code) and others.

    `Kabupaten : TABALONG`, `DATA PENDUDUK KABUPATEN TABALONG TAHUN 2026`, a cell with a
    code such as `63.09`. A name keeps the word Kabupaten or Kota, because some names are
    both.
    """
    said: dict[str, str] = {}
    for row in titles:
        cells = [cell.strip() for cell in row if cell.strip(" :\t")]
        for cell in cells:
            if match := _CODE.fullmatch(cell.upper()):
                said.setdefault("title_regency", match[1])
        line = re.sub(r"\s+", " ", " ".join(cells)).upper()
        for column, labels in _LABELS.items():
            match = re.search(
                rf"\b({labels})(?!\w)\s*:?\s*([A-Z][A-Z .'-]*?){_END}", line
            )
            if match:
                said.setdefault(column, _name(column, *match.groups()))
    return said


def _name(column: str, label: str, name: str) -> str:
    if column == "title_regency" and "/" not in label:
        return f"{'KOTA' if label == 'KOTA' else 'KABUPATEN'} {name}"
    return name
