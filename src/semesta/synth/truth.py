"""The truth beside the registers: links, coverage, changes, sums, official figures."""

import csv
import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from semesta.months import Month
from semesta.synth.blocks import Block, facilities
from semesta.synth.maker import TRUTH, Told
from semesta.synth.places import Village
from semesta.synth.request import Request
from semesta.synth.words import read_yaml


COVERAGE = (
    *("population", "active", "inactive", "unregistered", "pemda", "arrears", "lapsed"),
)
LEVELS = (2, 5, 8, 13)  # letters of the codes of province, regency, district, village
DECIDED = (2, 5)
FILES = {"truth_links": "truth_links.csv", "changes": "truth_changes.csv"}
OFFICIAL = (
    *("region_code", "population", "population_semester", "registered", "active"),
    *("pbpu_pemda", "source"),
)
FACTS = (
    "region_code",
    "uhc_prioritas",
    "contributions_paid_through",
    "jamkesda_integrated",
)
Places = dict[str, dict[str, int]]  # code → residents by state
README = """DATA REKAAN - MADE-UP DATA

Semua orang, kartu, NIK, dan nomor KK di folder ini dikarang oleh program. Tidak seorang
pun ada. Susunan nomornya benar, sehingga sebuah nomor dapat kebetulan sama dengan nomor
sungguhan; nomor urut NIK dimulai dari 9001, yang hampir tidak dipakai pendaftaran.

Everybody here is made up by a program; nobody exists. Numbers are well-formed, so one may
by chance equal a real one; serial numbers start at 9001, where registration hardly comes.
"""


class Truth:
    """Gathers what the blocks tell; files of a month are joined in the order of blocks."""

    def __init__(self, request: Request, folder: Path) -> None:
        self.request = request
        self.folder = folder
        self.months = [request.first_month.plus(turn) for turn in range(request.months)]
        self.villages: list[list[pa.Table]] = [[] for _ in self.months]
        self.counts: list[Counter[str]] = [Counter() for _ in self.months]
        self.damage: list[Counter[str]] = [Counter() for _ in self.months]

    def add(self, turn: int, block: Block, told: Told) -> None:
        """What one block tells of one month. Blocks come in order."""
        folder = self.folder / str(self.months[turn])
        for name, file in FILES.items():
            part = folder / TRUTH.format(name, block.name)
            if part.exists():
                _append(part, folder / file)
        self.counts[turn].update(told.counts)
        self.damage[turn].update(told.damage)
        self.villages[turn].append(told.villages)

    def close(self, villages: list[Village]) -> dict[str, int]:
        """Writes the sums of every month; returns those of the last."""
        for turn, month in enumerate(self.months):
            folder = self.folder / str(month)
            places = _places(self.villages[turn])
            self._write_coverage(folder, places)
            self._write_official(folder, places, month)
            _write_facilities(folder, villages)
            self._write_json(folder, turn)
        (self.folder / "BACA-SAYA.txt").write_text(README, encoding="utf-8")
        for path in self.folder.rglob("*"):
            path.chmod(0o700 if path.is_dir() else 0o600)
        regions = [code for code in places if len(code) == DECIDED[-1]]
        population = sum(places[code]["population"] for code in regions)
        return dict(self.counts[-1]) | {
            "population": population,
            "regions": len(regions),
        }

    def _write_coverage(self, folder: Path, places: Places) -> None:
        rows = [
            [code, *(places[code][name] for name in COVERAGE)]
            for code in sorted(places)
        ]
        _write_csv(folder / "truth_coverage.csv", ("region", *COVERAGE), rows)

    def _write_official(self, folder: Path, places: Places, month: Month) -> None:
        """Figures and facts as `--official` and `--facts` read them: cards counted by the
        branch would differ a little; here they are the truth."""
        codes = sorted(code for code in places if len(code) in DECIDED)
        semester = _semester(month)
        rows = []
        for code in codes:
            place = places[code]
            registered = place["population"] - place["unregistered"]
            figures = (registered, place["active"], place["pemda"])
            rows.append([code, place["population"], semester, *figures, "data rekaan"])
        _write_csv(folder / "resmi.csv", OFFICIAL, rows)
        paid = str(month.plus(-1))
        facts = [[code, "ya", paid, "ya"] for code in codes]
        _write_csv(folder / "fakta.csv", FACTS, facts)

    def _write_json(self, folder: Path, turn: int) -> None:
        """Counts, parameters and the stated rates, for whoever measures."""
        request = self.request
        told = {
            **self.counts[turn],
            "damage": dict(sorted(self.damage[turn].items())),
            "parameters": {
                "people": request.people,
                "regions": list(request.regions),
                "months": request.months,
                "first_month": str(request.first_month),
                "seed": request.seed,
                "damage": request.damage,
                "shocks": [f"{s.kind}:{s.month}:{s.share}" for s in request.shocks],
            },
            "rates_per_thousand": {
                name: entry["rate"]
                for group in ("damage", "register", "month")
                for name, entry in read_yaml("rates.yaml")[group].items()
            },
            "note": "Data rekaan: tidak seorang pun di dalamnya ada.",
        }
        text = json.dumps(told, ensure_ascii=False, indent=1)
        (folder / "truth.json").write_text(text + "\n", encoding="utf-8")


def _places(villages: list[pa.Table]) -> Places:
    """The sums of villages and of every region above them."""
    table = pa.concat_tables(villages)
    found: Places = {}
    for letters in LEVELS:
        code = pc.utf8_slice_codeunits(table["code"], 0, letters)
        level = table.set_column(0, "code", code).group_by("code")
        for row in level.aggregate([(name, "sum") for name in COVERAGE]).to_pylist():
            found[row["code"]] = {name: row[f"{name}_sum"] for name in COVERAGE}
    return found


def _semester(month: Month) -> str:
    """The semester of which figures are out in a month: half a year back."""
    out = month.plus(-7)
    return f"{out.year}-{1 if out.number <= 6 else 2}"


def _append(part: Path, whole: Path) -> None:
    """The rows of a part at the end of the whole; the header once."""
    with part.open("rb") as rows, whole.open("ab") as target:
        header = rows.readline()
        if not target.tell():
            target.write(header)
        shutil.copyfileobj(rows, target, 1 << 20)
    part.unlink()


def _write_facilities(folder: Path, villages: list[Village]) -> None:
    rows: list[list[Any]] = []
    for district in sorted({village.district for village in villages}):
        for facility in facilities(district):
            rows.append(
                [facility["code"], facility["name"], facility["kind"], district]
            )
    _write_csv(folder / "faskes.csv", ("kode", "nama", "jenis", "kode_kecamatan"), rows)


def _write_csv(path: Path, header: tuple[str, ...], rows: list[list[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
