"""Pairs of names whose truth is known: of one person, and of two who might be one."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from python_calamine import load_workbook

from bench.measures import ROOT
from semesta.synth import Request, make


SAMPLES = ("samples/tabalong", "samples/klaten")
# Batak, Minangkabau, Sunda, Bali, Banjar, Minahasa, Makassar, Flores, Papua, Madura,
# Aceh, and Pontianak with its Tionghoa and Dayak.
REGENCIES = ("12.02", "13.06", "32.04", "51.08", "63.09", "71.02", "73.06")
MORE = ("53.08", "91.05", "35.26", "11.06", "61.71")
Pair = tuple[str, str]


@dataclass(frozen=True)
class Pairs:
    """Names as written on a card and in the population register, where they differ.

    `same`: of one person. `other`: of the card's holder and somebody else who was born
    in the same year in the same village, or on the same day.
    """

    same: list[Pair]
    other: list[Pair]


def of_samples() -> Pairs:
    return together(of_folder(ROOT / folder) for folder in SAMPLES)


def of_made_up(folder: Path, people: int, seed: int) -> Pairs:
    """Registers made anew, every damage at twice the stated rate."""
    found = []
    for region in (*REGENCIES, *MORE):
        asked = {"regions": (region,), "people": people, "seed": seed, "damage": 2.0}
        make(Request(folder / region, **asked))
        found.append(of_folder(folder / region / "2026-01"))
    return together(found)


def together(parts: Iterator[Pairs] | list[Pairs]) -> Pairs:
    listed = list(parts)
    return Pairs(
        list(chain.from_iterable(part.same for part in listed)),
        list(chain.from_iterable(part.other for part in listed)),
    )


def of_folder(folder: Path) -> Pairs:
    persons = {
        row["NIK"].strip(): row
        for row in rows(folder, "penduduk")
        if row["NAMA_LGKP"] and row["TGL_LHR"] and row["NO_KEL"]
    }
    owners = {row["noka"]: row["nik"] for row in rows(folder, "truth_links")}
    near = defaultdict(set)
    for nik, person in persons.items():
        for meeting in meetings(person):
            near[meeting].add(nik)
    same, other = [], []
    for card in rows(folder, "peserta"):
        nik = owners.get(card["NOKA"])
        if nik not in persons or card["NAMA"].startswith("BAYI"):
            continue
        name = card["NAMA"]
        same.append((name, persons[nik]["NAMA_LGKP"]))
        beside = set().union(*(near[meeting] for meeting in meetings(persons[nik])))
        other += [(name, persons[one]["NAMA_LGKP"]) for one in sorted(beside - {nik})]
    return Pairs(*([p for p in pairs if p[0] != p[1]] for pairs in (same, other)))


def meetings(person: dict[str, str]) -> tuple[tuple[str, ...], ...]:
    """Where one who might be taken for this person is looked for."""
    born = person["TGL_LHR"]
    village = (person["NO_KAB"], person["NO_KEC"], person["NO_KEL"])
    return (*village, born[-4:]), (born,)


def rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """The rows of a register: one file, or all of a folder."""
    inside = folder / name
    files = sorted(inside.iterdir()) if inside.is_dir() else folder.glob(f"{name}.*")
    for path in files:
        if path.suffix == ".xlsx":
            yield from sheet(path)
            continue
        with path.open(encoding="utf-8-sig", newline="") as file:
            semicolons = file.readline().count(";") > 1
            file.seek(0)
            yield from csv.DictReader(file, delimiter=";" if semicolons else ",")


def sheet(path: Path) -> Iterator[dict[str, str]]:
    for each in load_workbook(path).sheet_names:
        lines = load_workbook(path).get_sheet_by_name(each).to_python()
        head = next(at for at, line in enumerate(lines) if "NOKA" in line)
        for line in lines[head + 1 :]:
            yield dict(zip(map(str, lines[head]), map(str, line), strict=True))
