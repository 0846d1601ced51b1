"""Made-up registers for measuring, never for judging: the same seed, the same files.

Families live in real villages, so codes resolve as they do in practice. A card carries
its person's data with the damage that regions report: NIK missing or mistyped, villages
left out, names cut short, cards twice.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv
import pyarrow.parquet as parquet

from bench import damage
from bench.people import (
    DAYS,
    GROWN,
    LAST,
    MEN,
    STRANGER,
    WOMEN,
    People,
    draw_holders,
    draw_people,
    one_area,
    places,
)
from semesta.regions import Region


MONTH = "2026-01"
ROWS_AT_ONCE = 250_000
SEGMENTS = ["PBI APBN", "PBPU", "PBI APBD", "PPU BU", "PPU PN", "BP"]
SHARES = [0.36, 0.18, 0.22, 0.14, 0.07, 0.03]
STARTS = [str(date(2014 + at // 12, at % 12 + 1, 1)) for at in range(144)]
STANDINGS = [0.8, 0.06, 0.14]  # active, in arrears, switched off


def make(folder: Path, people: int, seed: int = 1) -> None:
    """Writes `population` and `membership`, each as .csv and as .parquet of text.

    `people` is the number of rows of the population register.
    """
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(seed)
    villages = places(people)
    everybody = draw_people(random, people, one_area(random, villages))
    listed = np.flatnonzero(everybody.status != STRANGER)
    persons = population_rows(everybody[listed], villages)
    write(persons, folder / "population.parquet", folder / "population.csv", ";")
    holders = draw_holders(random, everybody)
    rows = card_rows(random, everybody[holders], villages)
    write(rows, folder / "membership.parquet", folder / "membership.csv", ",")


def population_rows(listed: People, villages: list[Region]) -> Iterator[pa.Table]:
    """The extract of the civil registry, batch by batch."""
    codes = [village.code.split(".") for village in villages]
    parts = [pa.array(part) for part in zip(*codes, strict=True)]
    days = pa.array([f"{d:%d-%m-%Y}" for d in DAYS])
    for some in batches(listed):
        code = [pick(part, some.place) for part in parts]
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


def batches(everybody: People) -> Iterator[People]:
    """Not more than a batch of rows at a time."""
    for start in range(0, len(everybody), ROWS_AT_ONCE):
        yield everybody[np.s_[start : start + ROWS_AT_ONCE]]


@dataclass(frozen=True)
class Numbering:
    """Of card rows: the number before the first, and how many changed in a month.

    The same draws with another `changed` give the same cards but for those changed.
    """

    before: int = 0
    changed: float = 0.0


def card_rows(
    random: np.random.Generator,
    holders: People,
    villages: list[Region],
    numbering: Numbering = Numbering(),  # noqa: B008 (frozen)
) -> Iterator[pa.Table]:
    """The membership list, batch by batch."""
    written = Written(villages)
    before = numbering.before
    for some in batches(holders):
        number = np.arange(before + 1, before + len(some) + 1)
        yield cards(random, some, number, written, numbering.changed)
        before += len(some)


class Written:
    """How cards write what a person has as a place in a list."""

    def __init__(self, villages: list[Region]) -> None:
        self.days = pa.array([str(day) for day in DAYS])
        self.codes = pa.array([*(v.code.replace(".", "") for v in villages), ""])
        self.names = pa.array([*(v.name for v in villages), ""])
        self.nowhere = len(villages)


def cards(
    random: np.random.Generator,
    some: People,
    number: np.ndarray,
    written: Written,
    changed: float,
) -> pa.Table:
    def share(part: float) -> pa.Array:
        return pa.array(random.random(len(some)) < part)

    nik = np.where(share(damage.MISTYPED_NIK), mistyped(random, some.nik), some.nik)
    place = pc.if_else(share(damage.NO_VILLAGE), written.nowhere, pa.array(some.place))
    standing = random.choice(3, len(some), p=STANDINGS)
    turned = random.random(len(some)) < changed
    standing = np.where(turned, (standing + 1) % 3, standing)
    owed = np.where(standing == 1, random.integers(1, 25, len(some)), 0)
    return pa.table(
        {
            "NO": text(number),
            "NOKA": pc.utf8_lpad(text(number * 7), 13, "0"),
            "NAMA": cut_short(names(some), share(damage.NAME_CUT_SHORT)),
            "JENKEL": pick(["L", "P"], some.female),
            "TGLLHR": pick(written.days, some.day),
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
            "KDDESA": pick(written.codes, place),
            "NMDESA": pick(written.names, place),
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
    """Names without their last letter, but for those of one word, which have room."""
    long = pc.and_(where, pc.match_substring(written, " "))
    return pc.if_else(long, pc.utf8_slice_codeunits(written, 0, -1), written)


def family_cards(family: np.ndarray) -> pa.Array:
    return text(3_300_000_000_000_000 + family)


def text(numbers: np.ndarray) -> pa.Array:
    return pa.array(numbers).cast(pa.string())


def pick(words: Sequence[str] | pa.Array, places: np.ndarray | pa.Array) -> pa.Array:
    """The word at each place of the list."""
    listed = words if isinstance(words, pa.Array) else pa.array(words)
    return listed.take(pa.array(places).cast(pa.int64()))


def write(
    rows: Iterator[pa.Table], columns: Path, lines: Path | None, delimiter: str
) -> None:
    """The same rows as Parquet and, where wanted, as CSV; every column is text."""
    first = next(rows)
    with ExitStack() as files:
        writers = [
            files.enter_context(
                parquet.ParquetWriter(columns, first.schema, compression="zstd")
            )
        ]
        if lines:
            options = csv.WriteOptions(
                delimiter=delimiter, quoting_style="none", quoting_header="none"
            )
            writers.append(
                files.enter_context(
                    csv.CSVWriter(lines, first.schema, write_options=options)
                )
            )
        for batch in chain([first], rows):
            for writer in writers:
                writer.write_table(batch)
