"""Made-up people for measuring, as numbers: the same seed, the same people.

Families live in real villages, so codes resolve as they do in practice, and no two
persons have one NIK.
"""

from dataclasses import dataclass, fields
from datetime import date, timedelta

import numpy as np

from bench import damage
from semesta.regions import Region, tree


PROVINCE = "33"
PEOPLE_PER_REGENCY = 500_000
PEOPLE_PER_FAMILY = 3.5
FAMILIES_PER_AREA = 10_000_000  # at most, so that no two areas give one number
# The last digits of a NIK count those alike: who was born where they live from 1, who
# was born elsewhere from a number that only their area gives.
BORN_ELSEWHERE = 0.1
FIRST_FROM_ELSEWHERE, ALIKE_PER_AREA, MOST_ALIKE = 2_000, 50, 9_999

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
DAYS = [date(1935, 1, 1) + timedelta(days=at) for at in range(33_000)]
GROWN = 25_000
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


@dataclass(frozen=True)
class Area:
    """Where people live: the villages of a list from `first` on, by their `shares`.

    `elsewhere` are districts in which those were born who live in another, each as
    often as it is likely. `number` tells the areas of one country apart.
    """

    districts: np.ndarray
    shares: np.ndarray
    elsewhere: np.ndarray
    first: int = 0
    number: int = 0


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


def one_area(random: np.random.Generator, villages: list[Region]) -> Area:
    """An area of its own, of whose villages some are ten times others."""
    sizes = village_sizes(random, len(villages))
    districts = districts_of(villages)
    shares = sizes / sizes.sum()
    return Area(districts, shares, random.choice(districts, 10_000, p=shares))


def village_sizes(random: np.random.Generator, villages: int) -> np.ndarray:
    return random.lognormal(0, 0.8, villages)


def districts_of(villages: list[Region]) -> np.ndarray:
    """The six digits with which a NIK begins that is given in each village."""
    return np.array([village.number // 10_000 for village in villages])


def draw_people(random: np.random.Generator, people: int, area: Area) -> People:
    """Families in the order of their villages; `people` of them in the register."""
    total = round(people * (1 + damage.STRANGERS))
    family = np.sort(random.integers(0, int(total / PEOPLE_PER_FAMILY) + 1, total))
    homes = random.choice(len(area.shares), family[-1] + 1, p=area.shares)
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
    nik = niks(random, area, area.districts[place], day, female)
    family += area.number * FAMILIES_PER_AREA
    place += area.first
    return People(nik, family, place, head, female, day, words, status)


def niks(
    random: np.random.Generator,
    area: Area,
    district: np.ndarray,
    day: np.ndarray,
    female: np.ndarray,
) -> np.ndarray:
    """District of birth, birth date (a woman's day plus 40) and a number among those
    alike, of people who live in a district."""
    elsewhere = random.random(len(district)) < BORN_ELSEWHERE
    born_in = np.where(
        elsewhere, random.choice(area.elsewhere, len(district)), district
    )
    digits = np.array([d.day * 10_000 + d.month * 100 + d.year % 100 for d in DAYS])
    stem = born_in * 1_000_000 + digits[day] + female * 400_000
    alike = places_among_alike(stem * 2 + elsewhere)
    first = FIRST_FROM_ELSEWHERE + area.number * ALIKE_PER_AREA
    most = np.where(elsewhere, ALIKE_PER_AREA, FIRST_FROM_ELSEWHERE - 1)
    if first + ALIKE_PER_AREA > MOST_ALIKE or (alike >= most).any():
        raise ValueError("there are more people alike than numbers for them")
    return stem * 10_000 + alike + np.where(elsewhere, first, 1)


def places_among_alike(keys: np.ndarray) -> np.ndarray:
    """The how-manieth each is of those with its key, from 0."""
    order = np.argsort(keys, kind="stable")
    first = np.append(True, np.diff(keys[order]) != 0)
    place = np.arange(len(keys))
    among = np.empty_like(keys)
    among[order] = place - np.maximum.accumulate(np.where(first, place, 0))
    return among


def draw_holders(random: np.random.Generator, everybody: People) -> np.ndarray:
    """Whose card each row is, in random order: most have one, some of them two."""
    holders = np.flatnonzero(random.random(len(everybody)) < damage.WITH_CARD)
    twice = holders[random.random(len(holders)) < damage.WITH_TWO_CARDS]
    return random.permutation(np.concatenate([holders, twice]))
