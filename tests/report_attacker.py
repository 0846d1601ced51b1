"""A patient reader of report.xlsx, who subtracts and solves what the sheets hide.

It knows what anybody may know: the parts of a sum add up to it, villages add up to
districts and these to the regency, nothing is below zero. It shares no code with the
program; how equations are solved is that of the attacker of public exports.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from attacker import Equation, Month


HIDDEN = "*"
CODE = "Kode"
INACTIVE = ("Nonaktif karena menunggak", "Nonaktif karena mutasi")
WITHOUT_CARD = ("Belum terdaftar", "Perlu verifikasi")
FINDINGS = (
    *("Meninggal", "Kartu ganda", "Pindah", "Belum padan", "NIK tidak sah"),
    *("NIK milik orang lain", "Perlu verifikasi", "Bayi menunggu NIK"),
)
LOCAL = "Didaftarkan Pemda"
WHOLE = "(jumlah)"


@dataclass
class Sheets(Month):
    """What is printed of some sums: their parts by place, and the sums themselves."""

    sums: dict[tuple[str, str], int] = field(default_factory=dict)

    def note(self, table: str, code: str, parts: Mapping[str, object]) -> None:
        for part, number in parts.items():
            cell = (table, code, "", part)
            if number == HIDDEN:
                self.hidden.add(cell)
            else:
                assert isinstance(number, int), (cell, number)
                self.shown[cell] = number

    def equations(self) -> list[Equation]:
        return [*self._of_sums(), *self._of_levels()]

    def _parts(self) -> Mapping[str, Mapping[str, set[str]]]:
        """Every part that a table prints, at the places that it prints."""
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for table, code, _, part in self.shown.keys() | self.hidden:
            found[table][code].add(part)
        return found

    def _of_sums(self) -> Iterator[Equation]:
        for table, places in self._parts().items():
            for code, parts in places.items():
                whole = (table, code, "", WHOLE)
                if (table, code) in self.sums:
                    self.shown[whole] = self.sums[table, code]
                    yield dict.fromkeys(
                        ((table, code, "", part) for part in sorted(parts)), -1
                    ) | {whole: 1}

    def _of_levels(self) -> Iterator[Equation]:
        """A part that a place does not print is zero there."""
        for table, places in self._parts().items():
            every = set().union(*places.values()) - {WHOLE}
            for above, inside in children(places):
                for part in sorted(every):
                    cells = [(table, above, "", part)]
                    cells += [(table, code, "", part) for code in inside]
                    for cell in cells:
                        if cell not in self.hidden:
                            self.shown.setdefault(cell, 0)
                    if not self._is_whole(table, above, inside):
                        cells.append((table, above, "of no place inside", part))
                    yield dict.fromkeys(cells[1:], -1) | {cells[0]: 1}

    def _is_whole(self, table: str, above: str, inside: list[str]) -> bool:
        """Whether the sums of the places inside are that of the place above."""
        of_places = sum(self.sums.get((table, code), 0) for code in inside)
        return self.sums.get((table, above), -1) == of_places


def children(codes: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Regencies and districts with the places that lie directly inside."""
    found = defaultdict(list)
    for code in sorted(codes):
        if code.count(".") > 1:
            found[code.rpartition(".")[0]].append(code)
    return sorted(found.items())


def read(path: Path) -> Sheets:
    """All sums of the sheets of a workbook in Bahasa Indonesia."""
    book, found = openpyxl.load_workbook(path, read_only=True), Sheets()
    for row in rows(book["Partisi"]):
        found.note("inactive", row[CODE], {part: row[part] for part in INACTIVE})
        found.note("without", row[CODE], {part: row[part] for part in WITHOUT_CARD})
    for row in rows(book["Wilayah"]):
        code, active = row[CODE], row["Aktif"]
        if row["Basis"] == "hasil pemadanan":
            found.sums["inactive", code] = row["Terdaftar"] - active
            found.sums["without", code] = row["Penduduk"] - row["Terdaftar"]
            found.sums["segments", code] = row["Terdaftar"]
            local = row[LOCAL]
            others = HIDDEN if local == HIDDEN else row["Penduduk"] - local
            found.note("local", code, {LOCAL: local, "others": others})
            found.sums["local", code] = row["Penduduk"]
    for row in rows(book["Segmen"]):
        found.note("segments", row[CODE], {row["Segmen"]: row["Terdaftar"]})
    for row in rows(book["Hasil pemadanan"]):
        found.note("findings", row[CODE], {part: row[part] for part in FINDINGS})
        whole = row["Kartu tercatat"] - row["Selisih wilayah"] - row["Terdaftar"]
        found.sums["findings", row[CODE]] = whole
    return found


def rows(sheet) -> Iterator[dict]:
    """The rows below the headings, by heading."""
    lines = sheet.iter_rows(values_only=True)
    head = next(line for line in lines if line and line[0] == CODE)
    for line in lines:
        if line[0] and "." in line[0]:
            yield dict(zip(head, line, strict=False))
