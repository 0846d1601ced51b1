"""Made-up people whose every value is known again wherever it turns up.

No word of theirs is part of a header, a message or the name of a place, and no number
of theirs is a count, so a search finds them in any file, in whatever form it is stored.
"""

import csv
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from io import BytesIO
from pathlib import Path

import pyarrow.parquet as pq
import pypdf


VILLAGES = ("63.09.04.1002", "63.09.04.1004")
FAMILIES = 24
EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet
LETTERS = "BDFGHJKLMNPRSTWZ"

# What the purpose does not need: written as the headers of registers have it.
NEEDLESS = {
    "AGAMA": "QAGAM",
    "SUKU": "QSUKU",
    "GOL_DARAH": "QDARA",
    "PENYANDANG CACAT": "QCACA",
    "PDDK_AKH": "QDIDI",
    "JENIS_PKRJN": "QKERJ",
    "NAMA_LGKP_AYAH": "QAYAH",
    "STATUS HAMIL": "QHAMI",
    "NOMOR TELEPON": "QTELE",
    "EMAIL": "QEMAI",
}


@dataclass(frozen=True)
class Person:
    """One of a family of three: a worker, a spouse, a child."""

    number: int

    @property
    def family(self) -> int:
        return self.number // 3

    @property
    def word(self) -> str:
        """Three letters that no other person has."""
        high, low = divmod(self.number, len(LETTERS))
        return LETTERS[high] + "O" + LETTERS[low]

    @property
    def name(self) -> str:
        return f"QUZV{self.word} VOXJ{self.word}I"

    @property
    def mother(self) -> str:
        return f"XYLM{self.word}A"

    @property
    def address(self) -> str:
        return f"GANG ZZPR{LETTERS[self.family % 16]}U"

    @property
    def born(self) -> date:
        years = (1971, 1974, 2011)[self.number % 3]
        return date(years, 3, 5) + timedelta(days=self.number)

    @property
    def sex(self) -> str:
        return "LP"[self.number % 2]

    @property
    def nik(self) -> str:
        day = self.born.day + (40 if self.sex == "P" else 0)
        return f"630904{day:02}{self.born:%m%y}{7001 + self.number}"

    @property
    def kk(self) -> str:
        return f"630904121212{8001 + self.family}"

    @property
    def noka(self) -> str:
        return f"00098765{43001 + self.number}"

    @property
    def village(self) -> str:
        return VILLAGES[self.family % 2]


PEOPLE = [Person(number) for number in range(3 * FAMILIES)]
UNUSED = ("0009876549901", "6309040503719901")  # a card and a NIK of nobody


def _writings(day: date) -> Iterator[str]:
    months = ("Maret", "March", "April"), ("Mei", "May", "Juni")
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%m/%d/%Y", "%Y%m%d", "%d.%m.%Y"):
        yield day.strftime(form)
    for month in (word for group in months for word in group):
        yield f"{day.day} {month} {day.year}"
    yield f"<v>{(day - EPOCH).days}</v>"
    yield f"datetime.date({day.year}, {day.month}, {day.day})"


# What is told of a person → the writings by which it is known again.
KINDS: Mapping[str, Iterable[str]] = {
    "name": ("QUZV", "VOXJ"),
    "mother": ("XYLM",),
    "address": ("ZZPR",),
    "needless": NEEDLESS.values(),
    "nik": [*(person.nik for person in PEOPLE), UNUSED[1]],
    "kk": {person.kk for person in PEOPLE},
    "noka": [*(person.noka for person in PEOPLE), UNUSED[0]],
    "birth": {text for one in PEOPLE for text in _writings(one.born)},
}


def told(text: str) -> set[str]:
    """The kinds of what a text tells of anybody."""
    text = text.upper()
    return {
        kind
        for kind, writings in KINDS.items()
        if any(writing.upper() in text for writing in writings)
    }


def told_in(path: Path) -> set[str]:
    """The same of a file, whatever form it is stored in, and of its name."""
    return told(path.name) | set().union(*map(told, texts_of(path.read_bytes())))


def texts_of(held: bytes) -> Iterator[str]:
    """All texts of what a file holds: cells, parts, pages, properties."""
    if held.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(held)) as parts:
            for name in parts.namelist():
                yield from texts_of(parts.read(name))
    elif held.startswith(b"%PDF"):
        pdf = pypdf.PdfReader(BytesIO(held))
        yield str(pdf.metadata)
        for page in pdf.pages:
            text = page.extract_text()
            yield text
            yield text.replace("\n", "")  # a word that is broken over two lines
    elif held.startswith(b"PAR1"):
        file = pq.ParquetFile(BytesIO(held))
        yield f"{file.schema_arrow} {file.metadata.metadata}"
        yield str(file.read().to_pylist())
    else:
        yield unescape(held.decode("utf-8", errors="replace"))


Row = dict[str, str]


def population() -> list[Row]:
    """Everybody; one has died, one has moved away, one stands there twice."""
    rows = [_person_row(person) for person in PEOPLE]
    rows[4] |= {"FLAG_STATUS": "1", "TGL_MATI": "2025-10-10"}
    rows[7] |= {"FLAG_STATUS": "2"}
    unknown_village = rows[8] | {"NO_KEL": "9999", "NIK": UNUSED[1]}
    return [*rows, rows[2], unknown_village]


def _person_row(person: Person) -> Row:
    codes = map(int, person.village.split("."))
    province, regency, district, village = map(str, codes)
    return {
        "NO_KK": person.kk,
        "NIK": person.nik,
        "NAMA_LGKP": person.name,
        "JENIS_KLMIN": "1" if person.sex == "L" else "2",
        "TGL_LHR": f"{person.born:%d-%m-%Y}",
        "STAT_HBKEL": ("KEPALA KELUARGA", "ISTRI", "ANAK")[person.number % 3],
        "ALAMAT": person.address,
        "NO_RT": "1",
        "NO_RW": "2",
        "NO_PROP": province,
        "NO_KAB": regency,
        "NO_KEC": district,
        "NO_KEL": village,
        "NAMA_LGKP_IBU": person.mother,
        "FLAG_STATUS": "0",
        "TGL_MATI": "",
        **NEEDLESS,
    }


def population_later() -> list[Row]:
    """A month later: one more has died, one more has moved away."""
    rows = population()
    rows[10] |= {"FLAG_STATUS": "1", "TGL_MATI": "2026-02-10"}
    rows[13] |= {"FLAG_STATUS": "2"}
    return rows


def membership() -> list[Row]:
    """Cards of all but every fifth; some owe, some lapsed, some of nobody."""
    rows = [_card_row(person) for person in PEOPLE if person.number % 5]
    stranger = rows[0] | {"NOKA": UNUSED[0], "NIK": UNUSED[1], "NAMA": "QUZVAAA"}
    second = rows[1] | {"NOKA": "0009876549902"}
    unclear = rows[2] | {"NOKA": "0009876549903", "STATUS": rows[2]["NAMA"]}
    return [*rows, stranger, second, unclear]


def _card_row(person: Person) -> Row:
    owing, lapsed = person.number % 7 == 1, person.number % 7 == 2
    return {
        "NOKA": person.noka,
        "NAMA": person.name,
        "JENKEL": person.sex,
        "TGLLHR": f"{person.born:%Y-%m-%d}",
        "NIK": person.nik,
        "KKNO": person.kk,
        "PISAT": str((1, 3, 4)[person.number % 3]),
        "KELAS_RAWAT": "3",
        "SEGMEN": "PBPU" if owing else "PBPU PEMDA",
        "STATUS": "NON AKTIF" if owing or lapsed else "AKTIF",
        "KET_STATUS": "",
        "BLN_TUNGGAK": "6" if owing else "0",
        "TMT": "2020-01-01",
        "KDDESA": person.village.replace(".", ""),
        **NEEDLESS,
    }


def doubt(card: Row) -> Row:
    """What makes its holder uncertain: two digits of the NIK and the sex are wrong."""
    nik = card["NIK"][:-2] + "".join(str((int(d) + 5) % 10) for d in card["NIK"][-2:])
    other = {"L": "P", "P": "L"}[card["JENKEL"]]
    return {"NIK": nik, "JENKEL": other, "KKNO": "", "KDDESA": ""}


def invoice() -> list[Row]:
    """Every card that government pays for, and one that nobody has."""
    lines = [row for row in membership() if row["SEGMEN"] == "PBPU PEMDA"]
    return [
        {
            **{key: row[key] for key in ("NOKA", "NIK", "NAMA", "TGLLHR")},
            "IURAN": "37800",
            "BULAN": "2026-01",
        }
        for row in lines
    ]


def write(path: Path, rows: Sequence[Mapping[str, str]], *more: str) -> Path:
    """A CSV of rows, and lines that are none after them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)
        file.writelines(f"{line}\n" for line in more)
    return path
