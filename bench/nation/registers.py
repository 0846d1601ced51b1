"""Made-up registers of the whole nation, of any size, in little memory.

Every village of every province is there, and each regency is as large a part of the
nation as it is by the official figures. The population register comes in the order of
villages, file by file; the membership list in the order of card numbers, which says
nothing about who holds them.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pyarrow as pa

from bench.people import (
    STRANGER,
    Area,
    People,
    districts_of,
    draw_holders,
    draw_people,
    village_sizes,
)
from bench.registers import (
    MONTH,
    Numbering,
    card_rows,
    population_rows,
    write,
)
from semesta.months import Month
from semesta.regions import NATION, Region, official_population, tree


PEOPLE_PER_FILE = 2_500_000
# How a person is kept between the two registers, in 28 bytes.
KEPT = np.dtype(
    [
        ("nik", np.int64),
        ("family", np.int64),
        ("place", np.int32),
        ("head", np.bool_),
        ("female", np.bool_),
        ("day", np.uint16),
        ("words", np.uint8, 3),
        ("status", np.uint8),
    ]
)
POPULATION, MEMBERSHIP, NEXT_MONTH = "population", "membership", "membership-next"


@dataclass(frozen=True)
class Wanted:
    """Registers to be made in `folder`: Parquet, and with `lines` also CSV.

    With `changed` there is a membership list of the next month, too, of which so large
    a part is not what it was.
    """

    folder: Path
    people: int
    seed: int = 1
    lines: bool = False
    changed: float = 0.0
    people_per_file: int = PEOPLE_PER_FILE


@cache
def villages() -> list[Region]:
    below = tree().children
    return [
        village
        for province in below(NATION)
        for regency in below(province.code)
        for district in below(regency.code)
        for village in below(district.code)
    ]


@cache
def shares(seed: int) -> np.ndarray:
    """Which part of the nation lives in each village."""
    regency = np.array([village.number // 1_000_000 for village in villages()])
    numbers, where = np.unique(regency, return_inverse=True)
    month = Month.parse(MONTH)
    official = [
        official_population(f"{number // 100:02d}.{number % 100:02d}", month).value
        for number in numbers
    ]
    sizes = village_sizes(np.random.default_rng(seed), len(regency))
    inside = sizes / np.bincount(where, sizes)[where]
    people = inside * np.array(official)[where]
    return people / people.sum()


@cache
def areas(wanted: Wanted) -> list[tuple[Area, int]]:
    """Whole districts, side by side, of about as many people as a file holds."""
    share = shares(wanted.seed)
    district = districts_of(villages())
    first = np.flatnonzero(np.append(True, np.diff(district) != 0))
    after = np.append(0, np.cumsum(share))[np.append(first, len(share))]
    files = max(1, round(wanted.people / wanted.people_per_file))
    ends = np.searchsorted(after, np.arange(1, files) / files)
    cuts = np.unique([0, *ends, len(first)])
    bounds = np.append(first, len(share))[cuts]
    until = np.round(after[cuts] * wanted.people).astype(int)
    random = np.random.default_rng(wanted.seed)
    elsewhere = random.choice(district, 1_000_000, p=share)
    return [
        (
            Area(
                districts=district[start:end],
                shares=share[start:end] / share[start:end].sum(),
                elsewhere=elsewhere,
                first=start,
                number=number,
            ),
            int(people),
        )
        for number, (start, end, people) in enumerate(
            zip(bounds, bounds[1:], np.diff(until), strict=False)
        )
        if people
    ]


def make(wanted: Wanted, processes: int = 2) -> None:
    """Writes the registers; the same whatever the number of processes."""
    kinds = [POPULATION, MEMBERSHIP, *([NEXT_MONTH] if wanted.changed else [])]
    for name in (*kinds, "kept"):
        (wanted.folder / name).mkdir(parents=True)
        if wanted.lines and name != "kept":
            lines_folder(wanted.folder / name).mkdir()
    numbers = range(len(areas(wanted)))
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        list(pool.map(_write_persons, [wanted] * len(numbers), numbers))
        list(pool.map(_write_cards, [wanted] * len(numbers), numbers))
    for number in numbers:
        _kept(wanted, number).unlink()
    (wanted.folder / "kept").rmdir()


def lines_folder(folder: Path) -> Path:
    """Where the CSV files lie of which `folder` holds the Parquet files."""
    return folder.with_name(f"{folder.name}-csv")


def _write_persons(wanted: Wanted, number: int) -> None:
    """The persons of an area, and for later whose cards there are, in random order."""
    area, people = areas(wanted)[number]
    random = np.random.default_rng((wanted.seed, 1, number))
    everybody = draw_people(random, people, area)
    listed = everybody[np.flatnonzero(everybody.status != STRANGER)]
    _write(wanted, POPULATION, number, population_rows(listed, villages()))
    holders = everybody[draw_holders(random, everybody)]
    kept = np.empty(len(holders), KEPT)
    for field in fields(People):
        kept[field.name] = getattr(holders, field.name)
    np.save(_kept(wanted, number), kept)


def _write_cards(wanted: Wanted, number: int) -> None:
    """A file of cards of everywhere: of those kept from every area an equal part."""
    files = [np.load(_kept(wanted, at), mmap_mode="r") for at in _numbers(wanted)]
    parts = len(files)
    starts = [len(kept) * number // parts for kept in files]
    ends = [len(kept) * (number + 1) // parts for kept in files]
    found = [kept[a:b] for kept, a, b in zip(files, starts, ends, strict=True)]
    random = np.random.default_rng((wanted.seed, 2, number))
    cards = random.permutation(np.concatenate(found))
    holders = People(*(cards[field.name] for field in fields(People)))
    months = {
        MEMBERSHIP: 0.0,
        **({NEXT_MONTH: wanted.changed} if wanted.changed else {}),
    }
    for name, changed in months.items():
        again = np.random.default_rng((wanted.seed, 3, number))
        rows = card_rows(again, holders, villages(), Numbering(sum(starts), changed))
        _write(wanted, name, number, rows)


def _numbers(wanted: Wanted) -> Sequence[int]:
    return range(len(list((wanted.folder / "kept").glob("*.npy"))))


def _write(wanted: Wanted, name: str, number: int, rows: Iterator[pa.Table]) -> None:
    folder, file = wanted.folder / name, f"part-{number:04d}"
    lines = lines_folder(folder) / f"{file}.csv" if wanted.lines else None
    write(rows, folder / f"{file}.parquet", lines, ";")


def _kept(wanted: Wanted, number: int) -> Path:
    return wanted.folder / "kept" / f"{number:04d}.npy"
