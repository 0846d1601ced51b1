"""Registers of a few small regions, drawn so that exactly known pairs stay open."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from functional.command import Outcome, run_words, semesta


TITLES = {"id": "Nomor pasangan", "en": "Pair number"}
PEOPLE = (
    *("NO_KK", "NIK", "NAMA_LGKP", "JENIS_KLMIN", "TGL_LHR", "STAT_HBKEL", "ALAMAT"),
    *("NO_RT", "NO_RW", "NO_PROP", "NO_KAB", "NO_KEC", "NO_KEL", "NAMA_LGKP_IBU"),
    *("FLAG_STATUS", "TGL_MATI"),
)
CARDS = (
    *("NOKA", "NAMA", "JENKEL", "TGLLHR", "NIK", "KKNO", "SEGMEN", "STATUS"),
    *("KDDESA", "RT", "RW"),
)
SYLLABLES = ("KAR", "SUM", "WAG", "TUM", "PON", "LEG", "MIS", "JUM", "SAR", "NGA")


@dataclass
class Drawn:
    """Two registers in the making."""

    people: list[dict[str, object]] = field(default_factory=list)
    cards: list[dict[str, object]] = field(default_factory=list)

    def person(self, village: str, *, nik: bool = True, **more: object) -> dict:
        """A resident with a name of one word that nobody else has."""
        number = len(self.people) + 1
        day, month, year = number % 10 + 1, number // 10 % 10 + 1, 1960 + number % 37
        a, b, c, d = village.split(".")
        written = f"{a}{b}{c}{day:02d}{month:02d}{year % 100:02d}{number:04d}"
        row = {
            **dict.fromkeys(PEOPLE, ""),
            **{"NO_KK": f"{a}{b}{c}010120{number:04d}", "NIK": written if nik else ""},
            **{"NAMA_LGKP": _name(number), "JENIS_KLMIN": 1, "STAT_HBKEL": "ANAK"},
            **{"TGL_LHR": f"{day:02d}-{month:02d}-{year}", "NO_RT": 1, "NO_RW": 2},
            **{"NO_PROP": a, "NO_KAB": b, "NO_KEC": c, "NO_KEL": d, "FLAG_STATUS": 0},
            **more,
        }
        self.people.append(row)
        return row

    def card(self, person: dict, **more: object) -> dict:
        """A card that says of itself what the register says of the person."""
        day, month, year = str(person["TGL_LHR"]).split("-")
        row = {
            **{"NOKA": f"{len(self.cards) + 1:013d}", "NAMA": person["NAMA_LGKP"]},
            **{"JENKEL": "L", "TGLLHR": f"{year}-{month}-{day}", "NIK": person["NIK"]},
            **{"KKNO": person["NO_KK"], "SEGMEN": "PPU BU", "STATUS": "AKTIF"},
            "KDDESA": "".join(
                str(person[f"NO_{k}"]) for k in ("PROP", "KAB", "KEC", "KEL")
            ),
            **{"RT": 1, "RW": 2},
            **more,
        }
        self.cards.append(row)
        return row

    def open_card(self, person: dict, **more: object) -> dict:
        """A card that may be the person's: no NIK, no family, one digit of the birth
        year is wrong, and so is the sex."""
        day, month, year = str(person["TGL_LHR"]).split("-")
        born = f"{int(year) - 1}-{month}-{day}"
        wrong = {"NIK": "", "KKNO": "", "TGLLHR": born, "JENKEL": "P"}
        return self.card(person, **wrong | more)

    def region(self, village: str, *, active: int, without: int, waiting: int) -> None:
        """Residents who are active, have no card, and wait for an answer."""
        for _ in range(active):
            self.card(self.person(village))
        for _ in range(without):
            self.person(village)
        for _ in range(waiting):
            self.open_card(self.person(village))

    def write(self, folder: Path) -> tuple[Path, Path]:
        folder.mkdir(parents=True, exist_ok=True)
        paths = folder / "penduduk.csv", folder / "peserta.csv"
        for path, names, rows in zip(
            paths, (PEOPLE, CARDS), (self.people, self.cards), strict=True
        ):
            with path.open("w", encoding="utf-8", newline="") as out:
                writer = csv.DictWriter(out, names)
                writer.writeheader()
                writer.writerows(rows)
        return paths

    def run(self, folder: Path, *more: object, month: str = "2026-01") -> Path:
        """A run of these registers; returns its folder."""
        words = list(run_words(*self.write(folder), folder / "store", "--quiet", *more))
        words[words.index("--month") + 1] = month
        done = semesta(*words)
        assert done.code == 0, done.err
        return (folder / "store" / "current").resolve()


def _name(number: int) -> str:
    digits = f"{number:03d}"
    return "".join(SYLLABLES[int(digit)] for digit in digits) + "AH"


def exported(run: Path, out: Path, *more: object) -> Path:
    """The review sheet of a run."""
    done = semesta("review", "export", run, "--out", out, *more)
    assert done.code == 0, done.err
    return out


def imported(sheet: Path, run: Path, decisions: Path, *more: object) -> Outcome:
    words = ("--run", run, "--decisions", decisions, *more)
    return semesta("review", "import", sheet, *words)


@dataclass(frozen=True)
class Sheet:
    """A review sheet as somebody opens it: rows by the titles of two header rows."""

    path: Path
    book: openpyxl.Workbook

    @classmethod
    def opened(cls, path: Path) -> "Sheet":
        return cls(path, openpyxl.load_workbook(path))

    @property
    def table(self) -> openpyxl.worksheet.worksheet.Worksheet:
        return self.book.worksheets[0]

    @property
    def header(self) -> int:
        """The row with the titles."""
        return next(
            cell.row
            for row in self.table.iter_rows()
            for cell in row
            if cell.value in TITLES.values()
        )

    def titles(self) -> list[str]:
        """`Nama Kartu`, …, `Putusan`: the group, where there is one, and the title."""
        found, group = [], ""
        merged = {
            cell: str(self.table.cell(area.min_row, area.min_col).value)
            for area in self.table.merged_cells.ranges
            for cell in range(area.min_col, area.max_col + 1)
        }
        for cell in self.table[self.header]:
            group = merged.get(cell.column, "")
            found.append(f"{group} {cell.value}".strip())
        return found

    def rows(self) -> Iterator[dict[str, object]]:
        titles = self.titles()
        for cells in self.table.iter_rows(min_row=self.header + 1, values_only=True):
            yield dict(zip(titles, cells, strict=True))

    def fill(self, number: int, *answer: object) -> int:
        """Verdict, name, date and note of the row with this number; returns its row."""
        row = self.header + number
        first = self.titles().index("Diisi peninjau Putusan") + 1
        for place, value in enumerate(answer):
            self.table.cell(row, first + place).value = value
        return row

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


def column(rows: Sequence[dict] | Iterator[dict], name: str) -> list:
    return [row[name] for row in rows]


def card_of(drawn: Drawn, row: dict) -> dict:
    """The drawn card of a row: no two names are equal."""
    return next(c for c in drawn.cards if c["NAMA"] == row["Nama Kartu"])
