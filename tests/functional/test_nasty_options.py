"""Any file in any option: one message, code 2, nothing written, nobody named."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from functional.command import (
    SAMPLES,
    Outcome,
    new_process,
    registers,
    run_words,
    semesta,
)
from functional.test_privacy import leaks
from nasty import HEADER, REFUSED, protected
from readers import DECISIONS, FACTS, FIGURES, LEGAL, MAP, MEMBERS, PEOPLE, PLAN, TRUTH


INVOICE = SAMPLES / "klaten" / "tagihan_pbpu_pemda.csv"
OFFICIAL = b"region_code,population,active\n63.09,256,200\n"
TARGETS = b"region_code,coverage,local_government_share\n63.09,98,20\n"
CHRONIC = b"NIK\n6309040412830035\n"

# Option → the words of the command, `store` a store with a run, `out` not there yet.
Words = Callable[[Path, Path, Path], list[object]]
OPTIONS: dict[str, Words] = {
    "run --population": lambda f, store, out: run_words(f, MEMBERS, out),
    "run --membership": lambda f, store, out: run_words(PEOPLE, f, out),
    **{
        f"run {option}": lambda f, store, out, option=option: [
            *run_words(PEOPLE, MEMBERS, out, option, f)
        ]
        for option in ("--official", "--facts", "--decisions", "--map", "--previous")
    },
    "run --legal": lambda f, store, out: [
        *run_words(PEOPLE, MEMBERS, out, "--legal", f)
    ],
    "audit --invoice": lambda f, store, out: [
        *("audit", "--invoice", f, "--run", store, "--out", out)
    ],
    "audit --run": lambda f, store, out: [
        *("audit", "--invoice", INVOICE, "--run", f, "--out", out)
    ],
    "audit --membership": lambda f, store, out: [
        *("audit", "--invoice", INVOICE, "--membership", f, "--out", out)
    ],
    "gap RUN": lambda f, store, out: ["gap", f],
    "gap --plan": lambda f, store, out: ["gap", store, "--plan", f],
    "gap --switched-off": lambda f, store, out: ["gap", store, "--switched-off", f],
    "worklist RUN": lambda f, store, out: ["worklist", f, "--out", out],
    "worklist --chronic": lambda f, store, out: [
        *("worklist", store, "--out", out, "--chronic", f)
    ],
    "report RUN": lambda f, store, out: ["report", f, "--out", out],
    "export RUN": lambda f, store, out: ["export", f, "--public", "--out", out],
    "evaluate RUN": lambda f, store, out: ["evaluate", f, "--truth", f],
    "evaluate --truth": lambda f, store, out: ["evaluate", store, "--truth", f],
    "explain RUN": lambda f, store, out: ["explain", f, "1"],
    "award --figures": lambda f, store, out: ["award", "--figures", f],
    "synth --targets": lambda f, store, out: [
        *("synth", "--people", 99, "--region", "63.09", "--targets", f, "--out", out)
    ],
    "forget STORE": lambda f, store, out: ["forget", f, "--dry-run"],
}
FILES = {
    "population": PEOPLE.read_bytes(),
    "membership": MEMBERS.read_bytes(),
    "invoice": INVOICE.read_bytes()[:2000],
    "official": OFFICIAL,
    "facts": FACTS,
    "decisions": DECISIONS,
    "plan": PLAN,
    "figures": FIGURES,
    "targets": TARGETS,
    "truth": TRUTH,
    "chronic": CHRONIC,
    "map": MAP,
    "legal": LEGAL,
    "a photograph": REFUSED["a photograph"][0],
    "a workbook with a password": protected(),
    "a long number": b"region_code,active\n63.09," + b"9" * 5000,
    "deep YAML": b"columns: " + b"[" * 2000 + b"]" * 2000,
}
# What an option may take besides its own kind: lists name persons by NIK or card.
NAMES_PERSONS = {"population", "membership", "invoice", "decisions", "truth", "chronic"}
ALSO_TAKES = {
    "gap --switched-off": NAMES_PERSONS,
    "worklist --chronic": NAMES_PERSONS,
    "run --population": {"population"},
    "run --membership": {"membership"},
    "audit --membership": {"membership"},
    "audit --invoice": {"invoice"},
    "run --official": {"official", "figures"},
    "run --facts": {"facts", "figures"},
    "award --figures": {"figures", "official", "facts", "targets"},
    "synth --targets": {"targets"},
    "evaluate --truth": {"truth", "decisions"},
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a run of a few persons."""
    path = tmp_path_factory.mktemp("nasty") / "store"
    done = semesta(*run_words(*registers("layouts"), path, "--quiet"))
    assert done.code == 0
    return path


@pytest.mark.parametrize("option", OPTIONS)
def test_a_file_in_the_wrong_option_is_refused(
    option: str, store: Path, tmp_path: Path
) -> None:
    own = option.rpartition("-")[2]
    out = tmp_path / "out"
    for kind, content in FILES.items():
        if kind == own or kind in ALSO_TAKES.get(option, ()):
            continue
        path = tmp_path / "berkas.csv"
        path.write_bytes(content)
        check_refused(semesta(*OPTIONS[option](path, store, out)), kind)
        assert left(tmp_path) <= {"berkas.csv", "out", ".lock"}, kind


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("kind", ["pipe", "socket", "device", "long name", "folder"])
def test_what_is_no_ordinary_file_is_refused_without_waiting(
    option: str,
    kind: str,
    store: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "bukan"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        monkeypatch.chdir(tmp_path)  # a long path is no address
        with socket.socket(socket.AF_UNIX) as end:
            end.bind(path.name)
    elif kind == "device":
        path = Path("/dev/zero")
    elif kind == "folder":
        path.mkdir()
    else:
        path = tmp_path / ("x" * 5000)
    done = semesta(*OPTIONS[option](path, store, tmp_path / "out"))
    check_refused(done, kind)


def test_a_name_with_line_ends_and_signs_is_shown_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "data\n\x1b[2J🏥.csv"
    path.write_bytes(b"")
    done = semesta(*run_words(path, MEMBERS, tmp_path / "store"))
    check_refused(done, "a name")
    assert "\x1b" not in done.err and "🏥" in done.err


def test_headers_with_signs_that_move_the_cursor_are_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"Sapaan;\x1b[2JKotak\nBu Siti;Biru\n")
    check_refused(semesta(*run_words(path, MEMBERS, tmp_path / "store")), "headers")


@pytest.mark.parametrize(
    "month", ["2026-13", "2026-00", "26-01", "0000-01", "9999-01", "-2026-01", "2026-1"]
)
def test_a_month_that_does_not_exist_is_refused(month: str, tmp_path: Path) -> None:
    words = run_words(PEOPLE, MEMBERS, tmp_path / "store", f"--month={month}")
    check_refused(semesta(*words), month)
    assert left(tmp_path) == set()


def test_rows_that_cannot_be_read_say_why_none_is_used(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{HEADER}\na,b\n")
    done = semesta(*run_words(path, MEMBERS, tmp_path / "store"))
    check_refused(done, "rows")
    assert "wrong_number_of_fields" in done.err


# The size that no file may exceed, in KB: each breaks another stage of the run.
@pytest.mark.parametrize("kilobytes", [1, 4, 16])
def test_a_disk_that_fills_leaves_nothing_behind(
    kilobytes: int, tmp_path: Path
) -> None:
    script = (
        "import resource; from semesta.cli import main\n"
        f"size = {kilobytes} << 10\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)); main()"
    )
    words = run_words(*registers("layouts"), tmp_path / "store")
    done = new_process(*words, "--quiet", script=script)
    check_refused(done, f"{kilobytes} KB")
    assert left(tmp_path) == {"store", ".lock"}


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.name != ".lock"} | {
        path.name for path in folder.rglob(".lock")
    }


def check_refused(done: Outcome, what: str) -> None:
    """One message of one line on stderr, without a trace or a person.

    Above it stands how far a run came, or how the command is used.
    """
    assert done.code == 2, (what, done.said)
    assert done.out == "", what
    *above, message = done.err.strip().splitlines()
    assert all(not line or line.startswith(("·", "Usage")) for line in above), above
    assert message.isprintable(), (what, message)
    assert "Traceback" not in message
    assert leaks(message) == set(), what
