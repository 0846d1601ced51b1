"""Made-up registers for measuring, never for judging: the same seed, the same files.

Families live in real villages, so codes resolve as they do in practice. A card carries
its person's data with the damage that regions report: NIK missing or mistyped, villages
left out, names cut short, cards twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv
import pyarrow.parquet as parquet

from bench import damage
from semesta.regions import Region, tree


MONTH = "2026-01"
PROVINCE = "33"
PEOPLE_PER_REGENCY = 500_000
PEOPLE_PER_FAMILY = 3.5
ROWS_AT_ONCE = 250_000

MEN = """ABDUL AGUS AHMAD ANDI ARIF BAMBANG BAYU BUDI DEDI DENI DIDIK EDI EKO FAJAR HADI
HASAN HENDRA HERI IMAM INDRA IRFAN IWAN JOKO KETUT MUHAMMAD NUR RAHMAT RIDWAN RIZKI
RUDI SLAMET SUGENG SUTRISNO TEGUH TRI UJANG WAHYU YANTO YUSUF ZAENAL""".split()
WOMEN = """AISYAH ANI ANISA AYU DESI DEWI DIAN DWI ENDANG ERNA FATIMAH FITRI HARTINI
INDAH KARTINI LESTARI LINA MARIA MARYAM MURNI NI NINGSIH NUR NURHAYATI PARTINI PUTRI
RATNA RINA ROHANI SARI SITI SRI SUMARNI SURYANI TITIN TUTI WATI WULAN YANTI YULI""".split()
LAST = """ADITYA AMIN ANWAR ARDIANSYAH ASTUTI BASUKI CAHYONO DARMAWAN EFENDI FAUZI
FIRMANSYAH GUNAWAN HAKIM HANDAYANI HARTONO HARYANTO HIDAYAT IRAWAN ISMAIL JUNAEDI
KURNIAWAN KUSUMA LUBIS MAHENDRA MAULANA MULYADI MULYANI NASUTION NUGROHO PERMANA
PRASETYO PRATAMA PURNOMO PURWANTO RAHARJO RAHAYU RAHMAN RAMADHAN SANTOSO SAPUTRA
SETIAWAN SIREGAR SISWANTO SUHARTO SULISTYO SUPRIYADI SURYADI SUSANTI SUSILO SUTANTO
SYAHPUTRA UTAMI UTOMO WAHYUDI WIBOWO WIDODO WIJAYA WINATA YUDHA YULIANTO""".split()
WORDS, NO_WORD = (len(MEN), len(LAST), len(LAST)), len(LAST)
SEGMENTS = ["PBI APBN", "PBPU", "PBI APBD", "PPU BU", "PPU PN", "BP"]
SHARES = [0.36, 0.18, 0.22, 0.14, 0.07, 0.03]

DAYS = [date(1935, 1, 1) + timedelta(days=at) for at in range(33_000)]
GROWN = 25_000
STARTS = [str(date(2014 + at // 12, at % 12 + 1, 1)) for at in range(144)]
STRANGER = 3


@dataclass(frozen=True)
class People:
    """One number per person and column: text is made when a batch is written.

    `day`, `place` and `words` are places in lists: of DAYS, villages and names (the
    last of which is blank). `status` is 0 living, 1 deceased, 2 moved; a STRANGER has a
    card here and stands in no population register.
    """

    nik: np.ndarray
    family: np.ndarray
    place: np.ndarray
    head: np.ndarray
    female: np.ndarray
    day: np.ndarray
    words: np.ndarray
    status: np.ndarray

    def __getitem__(self, rows: np.ndarray) -> "People":
        return People(*(getattr(self, field.name)[rows] for field in fields(self)))

    def __len__(self) -> int:
        return len(self.nik)


def make(folder: Path, people: int, seed: int = 1) -> None:
    """Writes `population` and `membership`, each as .csv and as .parquet of text.

    `people` is the number of rows of the population register.
    """
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(seed)
    villages = places(people)
    everybody = draw_people(random, people, villages)
    listed = np.flatnonzero(everybody.status != STRANGER)
    write(folder / "population", population_rows(everybody, listed, villages), ";")
    holders = draw_holders(random, everybody)
    write(folder / "membership", card_rows(random, everybody, holders, villages), ",")


def regencies(people: int) -> tuple[Region, ...]:
    """As many neighbouring regencies as so many people live in."""
    return tree().children(PROVINCE)[: max(1, round(people / PEOPLE_PER_REGENCY))]


def places(people: int) -> list[Region]:
    """The villages of the regencies."""
    below = tree().children
    return [
        village
        for regency in regencies(people)
        for district in below(regency.code)
        for village in below(district.code)
    ]


def draw_people(
    random: np.random.Generator, people: int, villages: list[Region]
) -> People:
    """Families in the order of their villages, of which some are ten times others."""
    total = round(people * (1 + damage.STRANGERS))
    family = np.sort(random.integers(0, int(total / PEOPLE_PER_FAMILY) + 1, total))
    sizes = random.lognormal(0, 0.8, len(villages))
    homes = random.choice(len(villages), family[-1] + 1, p=sizes / sizes.sum())
    place = np.sort(homes)[family]
    head = np.append(True, family[1:] != family[:-1])
    female = random.random(total) < np.where(head, 0.1, 0.62)
    grown = head | (random.random(total) < 0.35)
    day = random.integers(np.where(grown, 0, GROWN), np.where(grown, GROWN, len(DAYS)))
    words = np.stack([random.integers(0, size, total) for size in WORDS], axis=1)
    words[random.random(total) < 0.15, 1:] = NO_WORD
    words[random.random(total) < 0.6, 2] = NO_WORD
    gone = damage.GONE
    status = random.choice(3, total, p=[1 - 2 * gone, gone, gone])
    status[random.permutation(total)[: total - people]] = STRANGER
    districts = np.array([int(v.code.replace(".", "")) // 10_000 for v in villages])
    born_in = np.where(random.random(total) < 0.1, random.permutation(place), place)
    nik = niks(districts[born_in], day, female)
    return People(nik, family, place, head, female, day, words, status)


def niks(district: np.ndarray, day: np.ndarray, female: np.ndarray) -> np.ndarray:
    """District, birth date (a woman's day plus 40) and a number among those alike."""
    digits = np.array([d.day * 10_000 + d.month * 100 + d.year % 100 for d in DAYS])
    stem = district * 1_000_000 + digits[day] + female * 400_000
    order = np.argsort(stem, kind="stable")
    first = np.append(True, np.diff(stem[order]) != 0)
    place = np.arange(len(stem))
    serial = np.empty_like(stem)
    serial[order] = place - np.maximum.accumulate(np.where(first, place, 0)) + 1
    return stem * 10_000 + serial


def draw_holders(random: np.random.Generator, everybody: People) -> np.ndarray:
    """Whose card each row is, in random order: most have one, some of them two."""
    holders = np.flatnonzero(random.random(len(everybody)) < damage.WITH_CARD)
    twice = holders[random.random(len(holders)) < damage.WITH_TWO_CARDS]
    return random.permutation(np.concatenate([holders, twice]))


def population_rows(
    everybody: People, listed: np.ndarray, villages: list[Region]
) -> Iterator[pa.Table]:
    """The extract of the civil registry, batch by batch."""
    codes = [village.code.split(".") for village in villages]
    days = [f"{d:%d-%m-%Y}" for d in DAYS]
    for start in range(0, len(listed), ROWS_AT_ONCE):
        some = everybody[listed[start : start + ROWS_AT_ONCE]]
        code = [pick(part, some.place) for part in zip(*codes, strict=True)]
        yield pa.table(
            {
                "NO_KK": family_cards(some.family),
                "NIK": text(some.nik),
                "NAMA_LGKP": names(some),
                "JENIS_KLMIN": text(some.female + 1),
                "TGL_LHR": pick(days, some.day),
                "STAT_HBKEL": text(relations(some)),
                "ALAMAT": pc.binary_join_element_wise(
                    "JL. RAYA NO.", text(some.family % 200 + 1), " "
                ),
                "NO_RT": text(some.family % 7 + 1),
                "NO_RW": text(some.family % 4 + 1),
                "NO_PROP": code[0],
                "NO_KAB": code[1],
                "NO_KEC": code[2],
                "NO_KEL": code[3],
                "NAMA_LGKP_IBU": mothers(some.family),
                "FLAG_STATUS": text(some.status),
                "TGL_MATI": pick(["", "15-06-2025", ""], some.status),
            }
        )


def card_rows(
    random: np.random.Generator,
    everybody: People,
    holders: np.ndarray,
    villages: list[Region],
) -> Iterator[pa.Table]:
    """The membership list, batch by batch."""
    for start in range(0, len(holders), ROWS_AT_ONCE):
        some = everybody[holders[start : start + ROWS_AT_ONCE]]
        yield cards(random, some, start, villages)


def cards(
    random: np.random.Generator, some: People, start: int, villages: list[Region]
) -> pa.Table:
    def share(part: float) -> pa.Array:
        return pa.array(random.random(len(some)) < part)

    nik = np.where(share(damage.MISTYPED_NIK), mistyped(random, some.nik), some.nik)
    number = np.arange(start + 1, start + len(some) + 1)
    place = pc.if_else(share(damage.NO_VILLAGE), len(villages), pa.array(some.place))
    standing = random.choice(3, len(some), p=[0.8, 0.06, 0.14])
    owed = np.where(standing == 1, random.integers(1, 25, len(some)), 0)
    return pa.table(
        {
            "NO": text(number),
            "NOKA": pc.utf8_lpad(text(number * 7), 13, "0"),
            "NAMA": cut_short(names(some), share(damage.NAME_CUT_SHORT)),
            "JENKEL": pick(["L", "P"], some.female),
            "TGLLHR": pick([str(day) for day in DAYS], some.day),
            "NIK": pc.if_else(share(damage.NO_NIK), "", text(nik)),
            "KKNO": pc.if_else(
                share(damage.NO_FAMILY_CARD), "", family_cards(some.family)
            ),
            "PISAT": text(relations(some)),
            "KELAS_RAWAT": text(random.integers(1, 4, len(some))),
            "SEGMEN": pick(SEGMENTS, random.choice(6, len(some), p=SHARES)),
            "STATUS": pick(["AKTIF", "NON AKTIF", "NON AKTIF"], standing),
            "KET_STATUS": pick(["", "MENUNGGAK IURAN", "DINONAKTIFKAN"], standing),
            "BLN_TUNGGAK": text(owed),
            "TMT": pick(STARTS, random.integers(0, len(STARTS), len(some))),
            "KDDESA": pick([*(v.code.replace(".", "") for v in villages), ""], place),
            "NMDESA": pick([*(v.name for v in villages), ""], place),
            "RT": text(some.family % 7 + 1),
            "RW": text(some.family % 4 + 1),
        }
    )


def names(some: People) -> pa.Array:
    """One to three words: about as many different names as a regency has."""
    first = pc.if_else(
        pa.array(some.female),
        pick(WOMEN, some.words[:, 0]),
        pick(MEN, some.words[:, 0]),
    )
    rest = [pick([*LAST, ""], some.words[:, at]) for at in (1, 2)]
    return pc.utf8_rtrim_whitespace(pc.binary_join_element_wise(first, *rest, " "))


def mothers(family: np.ndarray) -> pa.Array:
    return pc.binary_join_element_wise(
        pick(WOMEN, family % len(WOMEN)), pick(LAST, family % (len(LAST) - 1)), " "
    )


def relations(some: People) -> np.ndarray:
    """Head 1, spouse 3, child 4."""
    return np.where(some.head, 1, np.where(some.day < GROWN, 3, 4))


def mistyped(random: np.random.Generator, nik: np.ndarray) -> np.ndarray:
    """Each NIK with one digit after the first replaced by another."""
    unit = 10 ** random.integers(0, 15, len(nik))
    digit = nik // unit % 10
    return nik + ((digit + random.integers(1, 10, len(nik))) % 10 - digit) * unit


def cut_short(written: pa.Array, where: pa.Array) -> pa.Array:
    """Names without their last letter."""
    return pc.if_else(where, pc.utf8_slice_codeunits(written, 0, -1), written)


def family_cards(family: np.ndarray) -> pa.Array:
    return text(3_300_000_000_000_000 + family)


def text(numbers: np.ndarray) -> pa.Array:
    return pa.array(numbers).cast(pa.string())


def pick(words: Sequence[str], places: np.ndarray | pa.Array) -> pa.Array:
    """The word at each place of the list."""
    return pa.array(words).take(pa.array(places).cast(pa.int64()))


def write(path: Path, batches: Iterator[pa.Table], delimiter: str) -> None:
    """The same rows as `.csv` and as `.parquet`; every column is text."""
    first = next(batches)
    options = csv.WriteOptions(
        delimiter=delimiter, quoting_style="none", quoting_header="none"
    )
    with (
        csv.CSVWriter(
            path.with_suffix(".csv"), first.schema, write_options=options
        ) as lines,
        parquet.ParquetWriter(
            path.with_suffix(".parquet"), first.schema, compression="zstd"
        ) as columns,
    ):
        for batch in chain([first], batches):
            lines.write_table(batch)
            columns.write_table(batch)
