"""What goes wrong, at whatever stage and in whatever cell, is said without anybody."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from functional import planted
from functional.command import MONTH, run_words, semesta
from functional.planted import PEOPLE, told, told_in, write
from house import ROOT
from semesta import run


ONE = PEOPLE[6]
CARD = f"{ONE.noka},{ONE.nik}"
# What stands where something else belongs: a column slipped, or it is the wrong file.
VALUES = (ONE.name, ONE.nik, f"{ONE.born:%d-%m-%Y}")

# An option that takes a file → a right file for it.
FILES: Mapping[str, str] = {
    "--official": "region_code,registered,active,population\n63.09,60,50,70\n",
    "--facts": "region_code,uhc_prioritas,contributions_paid_through\n63.09,ya,2025-12\n",
    "--decisions": f"noka,nik,verdict,who,when\n{CARD},sama,A,2026-01-01\n",
    "--figures": "region_code,edition,coverage,active\n63.09,2026,98.5,80\n",
    "--plan": "bulan,kuota,anggaran\nJanuari 2026,2000,600000000\n",
    "--truth": f"noka,nik,finding\n{CARD},moved\n",
    "--targets": "region_code,coverage,active,population\n63.09,98,80,100\n",
    "--chronic": f"NOKA,NIK\n{CARD}\n",
    "--switched-off": f"NOKA,NIK\n{CARD}\n",
}
# First cells that an answer repeats, since it is about the region that they name.
LABELS = {"--figures": 1}
# An option that takes a word → a command that has it.
TYPED: Mapping[str, list[str]] = {
    "--month": ["run", "--population", "x", "--membership", "x", "--out", "x"],
    "--invoice-month": ["audit", "--invoice", "x", "--membership", "x", "--out", "x"],
    "--region": ["gap", "STORE"],
    "--population-change": ["gap", "STORE"],
    "--province-share": ["gap", "STORE"],
    "--reactivation-share": ["gap", "STORE"],
    "--start": ["gap", "STORE"],
    "--village": ["worklist", "STORE", "--out", "x"],
    "--on": ["forget", "STORE"],
    "--edition": ["award", "--figures", "x"],
    "--seed": ["synth", "--out", "x"],
    "--shock": ["synth", "--out", "x"],
    "--layout": ["synth", "--out", "x"],
    "--people": ["synth", "--out", "x", "--month"],
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a run of some of the planted people."""
    folder = tmp_path_factory.mktemp("refusals")
    people = write(folder / "penduduk.csv", planted.population()[:12])
    cards = write(folder / "peserta.csv", planted.membership()[:12])
    assert semesta(*run_words(people, cards, folder / "store", "--quiet")).code == 0
    return folder / "store"


def words_for(option: str, store: Path, out: Path) -> list[object]:
    """The command that takes the file; what it also needs is too little to succeed."""
    empty = out / "kosong.csv"
    empty.write_text("NIK,NAMA\n", encoding="utf-8")
    return {
        "--figures": ["award"],
        "--plan": ["gap", store],
        "--switched-off": ["gap", store],
        "--truth": ["evaluate", store],
        "--targets": [
            "synth",
            "--out",
            out / "rekaan",
            "--people",
            1,
            "--region",
            "63.09",
        ],
        "--chronic": ["worklist", store, "--out", out / "daftar", "--no-pdf"],
    }.get(option, list(run_words(empty, empty, out / "store")))


def slipped(text: str, labels: int) -> Iterator[str]:
    """The file with each cell in turn replaced by each value; then without header."""
    header, cells = list(csv.reader(io.StringIO(text)))
    for place in range(labels, len(cells)):
        for value in VALUES:
            changed = [*cells[:place], value, *cells[place + 1 :]]
            yield "\n".join((",".join(header), ",".join(changed), ""))
    yield ",".join(VALUES) + "\n"
    yield "\n".join([one.name for one in PEOPLE[:3]])


@pytest.mark.parametrize("option", FILES)
def test_no_cell_of_a_wrong_file_is_repeated(
    option: str, store: Path, tmp_path: Path
) -> None:
    path = tmp_path / "salah.csv"
    refused = 0
    for number, text in enumerate(slipped(FILES[option], LABELS.get(option, 0))):
        path.write_text(text, encoding="utf-8")
        out = tmp_path / str(number)
        out.mkdir()
        done = semesta(*words_for(option, store, out), option, path)
        refused += done.code == 2
        assert done.code in (0, 2) and told(done.said) == set(), (text, done.said)
    assert refused > 1


@pytest.mark.parametrize("option", TYPED)
def test_no_number_of_anybody_that_was_typed_is_repeated(
    option: str, store: Path
) -> None:
    words = [store if word == "STORE" else word for word in TYPED[option]]
    for number in (ONE.nik, ONE.noka, ONE.kk):
        for given in ((option, number), (f"--{number}",), (number, number)):
            done = semesta(*words, *given)
            assert done.code == 2 and told(done.said) == set(), done.said


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("stage", run.STAGES)
def test_what_breaks_at_any_stage_shows_nobody(
    stage: str, debug: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the engine cannot convert a cell: its own message has the cell."""

    def breaks(job: run.Job) -> int:
        try:
            raise ValueError(f"Could not convert string '{ONE.name}' to INT64")
        except ValueError as error:
            raise RuntimeError(ONE.nik) from error

    monkeypatch.setitem(run.STAGES, stage, breaks)
    monkeypatch.setenv("SEMESTA_DEBUG", "1" if debug else "")
    people = write(tmp_path / "penduduk.csv", planted.population()[:12])
    cards = write(tmp_path / "peserta.csv", planted.membership()[:12])
    done = semesta(*run_words(people, cards, tmp_path / "store"))

    assert done.code == 1 and "RuntimeError" in done.err
    assert ("in breaks" in done.err and "ValueError" in done.err) is debug
    assert told(done.said) == set()
    assert [path.name for path in (tmp_path / "store").iterdir()] == [".lock"]


LAYOUTS = ROOT / "tests" / "data" / "layouts"
VILLAGE = "63.09.04.1002"
POPULATION = ("siak_ekstrak.csv", "siak37.xlsx", "opensid_impor.xlsx")
POPULATION += ("opensid_ekspor_huruf.xlsx", "opendk.zip", "bip2016.xlsx")
MEMBERSHIP = ("peserta.csv", "vclaim.jsonl", "pbi_verifikasi.xlsx")
MEMBERSHIP += ("formulir_mutasi_pbpu_pemda.xlsx",)
PLANT = "QNEEDLESSQ"
NEEDLESS = re.compile(
    r"agama|suku|darah|cacat|hamil|pendidikan|pekerjaan|ayah|kawin|paspor"
    r"|akta|kodepos|kode pos|cara_kb|prolanis|tempat.?lahir|tmplhr|^lat$|^lng$",
    re.I,
)


def plant_in_table(table: list[list[Any]]) -> int:
    """Fills every needless column below the header; how many cells that were."""
    header = next(n for n, cells in enumerate(table) if sum(map(bool, cells)) > 8)
    places = [n for n, cell in enumerate(table[header]) if NEEDLESS.search(str(cell))]
    for cells in table[header + 1 :]:
        for place in places:
            cells[place] = PLANT
    return len(places) * (len(table) - header - 1)


def plant_in_csv(held: bytes) -> tuple[bytes, int]:
    text = held.decode("utf-8-sig")
    mark = ";" if ";" in text.splitlines()[0] else ","
    table = list(csv.reader(io.StringIO(text), delimiter=mark))
    for number, cells in enumerate(table):
        cells += [PLANT] * 2 if number else ["AGAMA", "GOL_DARAH"]
    lines = io.StringIO()
    csv.writer(lines, delimiter=mark).writerows(table)
    return lines.getvalue().encode(), 2 * len(table)


def plant_in_workbook(held: bytes) -> tuple[bytes, int]:
    book = openpyxl.load_workbook(io.BytesIO(held))
    planted_cells = 0
    for sheet in book.worksheets:
        table = [list(cells) for cells in sheet.iter_rows(values_only=True)]
        if not any(sum(map(bool, cells)) > 8 for cells in table):
            continue
        planted_cells += plant_in_table(table)
        for row, cells in enumerate(table, 1):
            for column, cell in enumerate(cells, 1):
                if cell == PLANT:
                    sheet.cell(row, column).value = PLANT
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue(), planted_cells


def plant_in_zip(held: bytes) -> tuple[bytes, int]:
    packed, count = io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(held)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            book, cells = plant_in_workbook(old.read(name))
            new.writestr(name, book)
            count += cells
    return packed.getvalue(), count


def plant_in_answers(held: bytes) -> tuple[bytes, int]:
    answers = [json.loads(line) for line in held.decode().splitlines()]
    for answer in answers:
        person = answer["response"]["peserta"]
        person["informasi"] = dict.fromkeys(("dinsos", "noSKTM", "prolanisPRB"), PLANT)
        person["mr"] = {"noMR": PLANT, "noTelepon": PLANT}
    return "\n".join(map(json.dumps, answers)).encode(), len(answers)


PLANTERS: Mapping[str, Callable[[bytes], tuple[bytes, int]]] = {
    ".csv": plant_in_csv,
    ".xlsx": plant_in_workbook,
    ".zip": plant_in_zip,
    ".jsonl": plant_in_answers,
}


def planted_copy(name: str, folder: Path) -> Path:
    """A file of a layout with something needless in every column that is not needed."""
    original = LAYOUTS / name
    held, cells = PLANTERS[original.suffix](original.read_bytes())
    assert cells > 50, name
    path = folder / name
    path.write_bytes(held)
    return path


@pytest.mark.parametrize(
    ("population", "membership"), [*zip(POPULATION, cycle(MEMBERSHIP), strict=False)]
)
def test_needless_columns_of_every_layout_stay_outside(
    population: str, membership: str, tmp_path: Path
) -> None:
    people = f"{planted_copy(population, tmp_path)}@{VILLAGE}"
    cards = planted_copy(membership, tmp_path)

    done = semesta(*run_words(people, cards, tmp_path / "store", "--quiet"))

    assert done.code == 0, done.said
    run_folder = tmp_path / "store" / f"{MONTH}-r1"
    assert PLANT not in done.said
    for file in run_folder.iterdir():
        assert PLANT not in " ".join(planted.texts_of(file.read_bytes())), file.name
    assert told_in(run_folder / "files.csv") == set()
