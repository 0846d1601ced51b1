"""No command, no file that leaves a run and no refusal tells of anybody unasked.

What is planted in the registers is searched for in all that every command says and
writes; the files that must name people are declared here, and what they name.
"""

import os
import stat
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path

import docx
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import typer

from functional import planted
from functional.command import MONTH, Outcome, run_words, semesta
from functional.planted import PEOPLE, UNUSED, told, told_in, write
from semesta import cli
from semesta.documents import Stamp, lock_workbook, write_pdf


LATER = "2026-02"
LEGAL = "basis: UU\nagreement: 1\nexpiry: 2099-12-31\npurpose: uji\ndeletion_date: {}\n"
PLAN = "bulan;kuota;anggaran;realisasi\nJanuari 2026;2.000;Rp600.000.000;1\n"
FIGURES = (
    "region_code,region_name,edition,coverage,active\n63.09,Tabalong,2026,98.5,80\n"
)
MASKED = {"name", "address"}  # of whom the visit is about; numbers are masked
WHOLE = MASKED | {"nik", "kk", "noka", "birth"}
INVOICE = {"name", "nik", "noka", "birth"}  # as the sender wrote them

# Files that name people → what they tell of them. No other file tells anything.
DECLARED: Mapping[str, set[str]] = {
    "store*/*/residents.parquet": WHOLE,
    "store*/*/cards.parquet": WHOLE - {"address"},
    "store*/*/departed.parquet": WHOLE - {"address", "noka"},
    "store*/*/changes.parquet": {"name", "kk", "nik"},
    "store*/*/links.csv": {"nik", "noka"},
    "store*/*/quarantine.csv": {"name", "nik"},
    "audit*/tagihan.csv": INVOICE,
    "work*/pdf/*.pdf": MASKED,
    "work*/worklist/*.parquet": WHOLE,
    "worklist/xlsx/*.xlsx": MASKED,
    "review.xlsx": {"name", "birth"},  # nobody can decide without them
    "daftar-sandi.csv": {"nik"},  # the list that is never handed over
}
PUBLIC = "public*"  # made to be passed on: others may read it


def made(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Registers, lists and statements that the commands are given."""
    folder = tmp_path_factory.mktemp("inputs")
    broken = f"{PEOPLE[3].nik},{PEOPLE[3].name}"
    write(folder / "penduduk.csv", planted.population(), broken)
    write(folder / "penduduk2.csv", planted.population_later())
    write(folder / "peserta.csv", planted.membership())
    doubtful = planted.membership()
    doubtful[5] |= planted.doubt(doubtful[5])
    write(folder / "peserta-ragu.csv", doubtful)
    write(folder / "tagihan.csv", planted.invoice())
    cards = [{"NOKA": one.noka, "NIK": one.nik, "NAMA": one.name} for one in PEOPLE]
    write(folder / "kartu.csv", cards[6:12])
    truth = [{"noka": one.noka, "nik": one.nik, "finding": "moved"} for one in PEOPLE]
    write(folder / "truth.csv", truth[6:18])
    made(folder, "legal.yaml", LEGAL.format("2026-03-31"))
    made(folder, "plan.csv", PLAN)
    made(folder, "figures.csv", FIGURES)
    made(folder, "sandi.txt", "rahasia sekali\n")
    return folder


def commands(given: Path, out: Path) -> Iterator[list[object]]:
    """Every command, and its ways of saying and writing more."""
    store, first = out / "store", out / "store" / f"{MONTH}-r1"
    registers = given / "penduduk.csv", given / "peserta.csv"
    later = ["--population", given / "penduduk2.csv", "--membership", registers[1]]
    secret = ["--password-file", given / "sandi.txt"]
    listed = ["--switched-off", given / "kartu.csv", "--plan", given / "plan.csv"]
    invoice = ["audit", "--invoice", given / "tagihan.csv"]
    made_up = ["--people", 60, "--region", "63.09.04.1002"]
    yield [*run_words(*registers, store, "--legal", given / "legal.yaml")]
    yield ["run", *later, "--month", LATER, "--out", store, "--previous", first]
    doubtful = registers[0], given / "peserta-ragu.csv"
    yield [*run_words(*doubtful, out / "store2", "--json", "--lang", "en")]
    yield ["explain", first, PEOPLE[6].noka]
    yield ["explain", first, UNUSED[0], "--lang", "en"]
    yield ["evaluate", first, "--truth", given / "truth.csv"]
    yield [*invoice, "--run", first, "--out", out / "audit"]
    cards = ["--membership", registers[1], "--invoice-month", MONTH]
    yield [*invoice, *cards, "--out", out / "audit-kartu"]
    sick = ["--chronic", given / "kartu.csv"]
    yield ["worklist", store, "--out", out / "worklist", *sick]
    locked = [*secret, "--unmasked"]
    yield ["worklist", store, "--out", out / "work-utuh", *locked]
    yield ["gap", store, *listed]
    yield ["gap", store, *listed, "--json"]
    yield ["report", store, "--out", out / "report", "--previous", first]
    yield ["report", out / "store2", "--out", out / "report-ragu", "--lang", "en"]
    sheet, kept = out / "review.xlsx", out / "keputusan.csv"
    yield ["review", "export", out / "store2", "--out", sheet]
    yield ["review", "import", sheet, "--run", out / "store2", "--decisions", kept]
    yield ["show", store]
    key, codes = ["--key-file", out / "kunci"], out / "sandi.parquet"
    yield ["encode", "--new-key", out / "kunci"]
    encoded = ["encode", "--population", registers[0], "--month", MONTH, *key]
    yield [*encoded, "--out", codes, "--list", out / "daftar-sandi.csv"]
    yield ["export", store, "--public", "--out", out / "public"]
    yield ["award", "--figures", given / "figures.csv"]
    yield ["law", "list"]
    yield ["law", "show", "membership.child_age"]
    yield ["synth", "--out", out / "rekaan", *made_up]
    yield ["doctor", store]
    yield ["forget", store, "--dry-run"]


@pytest.fixture(scope="module")
def everything(inputs: Path, tmp_path_factory) -> tuple[Path, dict[str, Outcome]]:
    """All that the commands wrote and said, where no umask hides a careless mode."""
    out = tmp_path_factory.mktemp("everything")
    before = os.umask(0)
    try:
        said = {
            " ".join(map(str, words)): semesta(*words)
            for words in commands(inputs, out)
        }
    finally:
        os.umask(before)
    return out, said


def files_below(folder: Path) -> dict[str, Path]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path
        for path in found
        if "current" not in path.relative_to(folder).parts
    }


def test_every_command_is_looked_at(everything) -> None:
    _, said = everything
    known = set(typer.main.get_command(cli.app).commands)

    assert {words.split()[0] for words in said} == known
    assert {words: done.said for words, done in said.items() if done.code} == {}


def test_no_command_says_anything_about_anybody(everything) -> None:
    _, said = everything

    assert {words: told(done.said) for words, done in said.items()} == {
        words: set() for words in said
    }


def test_every_file_tells_what_is_declared_and_nothing_more(everything) -> None:
    out, _ = everything
    held = {name: told_in(path) for name, path in files_below(out).items()}

    wrong = {
        name: kinds
        for name, kinds in held.items()
        if not any(fnmatch(name, pattern) for pattern in DECLARED) and kinds
    }
    assert wrong == {}
    for pattern, kinds in DECLARED.items():
        names = [name for name in held if fnmatch(name, pattern)]
        assert set().union(*(held[name] for name in names)) == kinds, pattern


def test_all_kinds_of_files_were_looked_into(everything) -> None:
    out, _ = everything
    kinds = {path.suffix for path in files_below(out).values()}

    assert kinds >= {".csv", ".parquet", ".json", ".jsonl", ".html", ".md"}
    assert kinds >= {".xlsx", ".docx", ".pdf"}


def test_whatever_the_umask_only_what_is_public_can_be_read_by_others(
    everything,
) -> None:
    out, _ = everything
    modes = {
        path.relative_to(out).as_posix(): stat.S_IMODE(path.stat().st_mode)
        for path in out.rglob("*")
        if not path.is_symlink()
    }
    private = {
        name: oct(mode)
        for name, mode in modes.items()
        if not fnmatch(name, PUBLIC) and not name.startswith("rekaan") and mode & 0o077
    }

    assert private == {}
    assert modes["public/data/regions.csv"] & 0o044
    assert modes["store"] == modes[f"store/{MONTH}-r1"] == modes["worklist"] == 0o700
    assert modes[f"store/{MONTH}-r1/links.csv"] == 0o400
    assert modes["audit/tagihan.csv"] == modes["report/report.xlsx"] == 0o600


def test_the_search_looks_into_every_form(tmp_path: Path) -> None:
    one = PEOPLE[20]
    text = f"{one.name} {one.nik}"
    book = openpyxl.Workbook()
    book.active.append([text, one.born])
    book.save(tmp_path / "a.xlsx")
    letter = docx.Document()
    letter.add_paragraph(text)
    letter.save(str(tmp_path / "a.docx"))
    stamp = Stamp("x", one.born, "x", as_of=one.born)
    write_pdf(tmp_path / "a.pdf", "semesta.doctor", "probe", {"text": text}, stamp)
    pq.write_table(pa.table({"a": [text], "b": [one.born]}), tmp_path / "a.parquet")
    made(tmp_path, "a.html", f"<b>{one.name}</b> {one.nik} {one.born}")

    found = {path.name: told_in(path) for path in tmp_path.iterdir()}

    assert all(kinds >= {"name", "nik"} for kinds in found.values()), found
    assert all("birth" in found[f"a.{end}"] for end in ("xlsx", "parquet", "html"))
    held = write(tmp_path / "all.csv", planted.population())
    assert told_in(held) == {*planted.KINDS} - {"noka"}
    locked = tmp_path / "locked.xlsx"
    (tmp_path / "a.xlsx").rename(locked)
    lock_workbook(locked, "sandi")
    assert told_in(locked) == set()
