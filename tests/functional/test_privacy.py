"""What is planted in a register must not come out anywhere but inside the run."""

import os
import re
import stat
import tempfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from functional.command import MONTH, Outcome, new_process, run_words, semesta
from functional.tables import rows
from house import ROOT
from semesta import run


DATA = ROOT / "tests" / "data" / "runs"

# A repeated NIK, an unknown village, a broken line, nobody, an unknown status and a
# card number that is none are among the rows.
PEOPLE = DATA / "penduduk.csv"
MEMBERS = DATA / "peserta.csv"
# Of what stands there no word may be part of a header, a message or a region.
NAMES = ("ZULFAQOR WIBAWANTI", "QEYLAXANDRA JUMPUTMANI", "XAVERIUSTO PLENTHUNG")
MOTHERS = ("VUVUZELIANI", "HYACINTHAYU")
ADDRESSES = ("TRENGGILINGAN 77", "KUPUKUPUAN 88")
FAITHS = ("MISTIKALISME", "PENGHAYATIWA")
KK = ("6309041212120991", "6309041212120992")
NIKS = ("6309041505850991", "6309045606900992", "6309041708950993")
CARDS = ("0009876543211", "0009876543212", "0009876543213", "0009876543214")
BIRTHS = ("15-05-1985", "1985-05-15", "16-06-1990", "1990-06-16")
PLANTED = (*NAMES, *MOTHERS, *ADDRESSES, *FAITHS, *KK, *NIKS, *CARDS, *BIRTHS)
WORDS = re.compile(
    "|".join(word for text in PLANTED for word in text.split() if len(word) > 3), re.I
)
LONG_NUMBER = re.compile(r"\b(\d{13}|\d{15,16})\b")
INTERNAL = {"links.csv", "quarantine.csv"}
INTERNAL |= {
    f"{name}.parquet" for name in ("residents", "departed", "cards", "changes")
}


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def text_of(path: Path) -> str:
    """All that a published file says."""
    if path.suffix == ".parquet":
        return str(pq.read_table(path).to_pylist())
    return path.read_text(encoding="utf-8")


def leaks(text: str) -> set[str]:
    """Planted words and long numbers in a text."""
    return {
        found.group() for found in (*WORDS.finditer(text), *LONG_NUMBER.finditer(text))
    }


def test_the_search_would_find_what_is_planted() -> None:
    given = PEOPLE.read_text(encoding="utf-8") + MEMBERS.read_text(encoding="utf-8")
    assert all(text in given for text in PLANTED)
    assert leaks(f"... {NAMES[0].title()} ...") and leaks(CARDS[0])
    assert leaks("NIK 1234567890123456.") and not leaks("63.09.04.1002 256 2026-01-31")


@pytest.mark.parametrize(
    "more", [[], ["--lang", "en"], ["--json"], ["--scope", "pbpu"]]
)
def test_a_run_shows_nobody_on_the_terminal(more: list[str], tmp_path: Path) -> None:
    done = semesta(*run_words(PEOPLE, MEMBERS, tmp_path / "store", *more))
    assert done.code == 0
    assert leaks(done.said) == set()


def test_only_internal_files_of_a_run_hold_persons(tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert semesta(*run_words(PEOPLE, MEMBERS, store, "--quiet")).code == 0
    reasons = {row["reason"] for row in rows(store / "current", "quarantine.csv")}
    assert len(reasons) >= 5, "the broken rows were seen"
    later = later_register(tmp_path / "later.csv")
    since = ("--month", "2026-02", "--previous", store)

    done = semesta(*run_words(later, MEMBERS, store, *since))

    assert done.code == 0
    assert leaks(done.said) == set()
    folder = store / "2026-02-r1"
    held = {path.name for path in folder.iterdir() if leaks(text_of(path))}
    assert held == INTERNAL


def later_register(path: Path) -> Path:
    """The same people a month later; the first has moved away."""
    header, first, *rest = PEOPLE.read_text(encoding="utf-8").splitlines()
    status = header.split(",").index("FLAG_STATUS")
    cells = first.split(",")
    cells[status] = "2"
    return write(path, header, ",".join(cells), *rest)


def test_columns_that_nobody_needs_stay_outside_even_of_a_run(tmp_path: Path) -> None:
    done = semesta(*run_words(PEOPLE, MEMBERS, tmp_path / "store", "--quiet"))
    assert done.code == 0
    folder = tmp_path / "store" / "current"
    for path in folder.iterdir():
        assert not any(faith in text_of(path) for faith in FAITHS)
    population, membership = rows(folder, "files.csv")
    assert population["columns_dropped"] == "AGAMA; GOL_DARAH"
    assert membership["columns_dropped"] == "AGAMA"


def rows_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()[1:]


# What goes wrong → the option and the lines of its file.
DECISION = "noka,nik,verdict,who,when"
BROKEN = {
    "population without a header": ("population", rows_of(PEOPLE)),
    "membership without a header": ("membership", rows_of(MEMBERS)),
    "unknown headers": ("membership", ["KOLOM1,KOLOM2,NAMA", *rows_of(MEMBERS)]),
    "JSON cut off": ("membership", [f'{{"noKartu": "{CARDS[0]}", "nama":']),
    "two columns that disagree": (
        "membership",
        ["NIK,NO NIK,NOKA,NAMA,STATUS", f"{NIKS[0]},{NIKS[1]},{CARDS[0]},X,AKTIF"],
    ),
    "decisions without a header": ("decisions", [f"{CARDS[0]},{NIKS[0]},sama,x,y"]),
    "a decision about no NIK": (
        "decisions",
        [DECISION, f"{CARDS[0]},{NAMES[0]},sama,x,2026-01-01"],
    ),
    "a verdict that is a name": (
        "decisions",
        [DECISION, f"{CARDS[0]},{NIKS[0]},{NAMES[0]},x,2026-01-01"],
    ),
    "a time that is a name": (
        "decisions",
        [DECISION, f"{CARDS[0]},{NIKS[0]},sama,x,{NAMES[0]}"],
    ),
    "a fact that is a number": (
        "facts",
        ["region_code,uhc_prioritas", f"63.09,{NIKS[0]}"],
    ),
    "a region that is a name": ("official", ["region_code", NAMES[0]]),
}
# The register itself, given for something else.
REGISTER_FOR = ("official", "facts", "decisions", "legal", "map")


@pytest.mark.parametrize("case", BROKEN)
def test_no_error_shows_anybody(case: str, tmp_path: Path) -> None:
    option, lines = BROKEN[case]
    path = write(tmp_path / "salah.txt", *lines)
    for language in ("id", "en"):
        check_refusal(option, path, tmp_path / "store", "--lang", language)


def test_a_list_of_names_without_a_header_shows_nobody(tmp_path: Path) -> None:
    path = write(tmp_path / "salah.csv", *(f"{name};L;DUSUN" for name in NAMES))
    check_refusal("membership", path, tmp_path / "store")


@pytest.mark.parametrize("option", REGISTER_FOR)
def test_a_register_given_for_something_else_shows_nobody(
    option: str, tmp_path: Path
) -> None:
    check_refusal(option, PEOPLE, tmp_path / "store")


def test_registers_that_are_exchanged_show_nobody(tmp_path: Path) -> None:
    check_refusal("population", MEMBERS, tmp_path / "store")
    check_refusal("membership", PEOPLE, tmp_path / "store")


def check_refusal(option: str, path: Path, store: Path, *more: str) -> None:
    """A run with this file is refused without a word about anybody."""
    given = {"population": PEOPLE, "membership": MEMBERS, option: path}
    words = [word for name, file in given.items() for word in (f"--{name}", file)]
    done = semesta("run", *words, "--month", MONTH, "--out", store, *more)
    assert done.code == 2, done.said
    assert leaks(done.said) == set()


def test_a_broken_sum_shows_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish = run.STAGES["publish"]

    def lose_a_row(job: run.Job) -> int:
        first = job.staged["population"].reads[0]
        object.__setattr__(first, "rows_read", first.rows_read + 1)
        return publish(job)

    monkeypatch.setitem(run.STAGES, "publish", lose_a_row)
    done = semesta(*run_words(PEOPLE, MEMBERS, tmp_path / "store"))
    assert done.code == 3
    assert "penduduk.csv" in done.err
    assert leaks(done.said) == set()


def test_explain_shows_the_card_masked_and_nobody(tmp_path: Path) -> None:
    semesta(*run_words(PEOPLE, MEMBERS, tmp_path / "store", "--quiet"))
    said = [semesta("explain", tmp_path / "store", noka) for noka in CARDS]
    assert [done.code for done in said] == [0, 0, 0, 2]
    assert all(leaks(done.said) == set() for done in said)
    assert "*********3211" in said[0].out


def test_evaluate_shows_nobody(tmp_path: Path) -> None:
    semesta(*run_words(PEOPLE, MEMBERS, tmp_path / "store", "--quiet"))
    truth = write(
        tmp_path / "truth.csv",
        "noka,nik,finding",
        f"{CARDS[0]},{NIKS[1]},matched",
        f"{CARDS[2]},{NIKS[2]},moved",
    )
    done = semesta("evaluate", tmp_path / "store", "--truth", truth)
    assert leaks(done.said) == set()


def readable_by_others(folder: Path) -> list[str]:
    """Files and folders that anybody but the owner may look into."""
    found = [folder, *folder.rglob("*")]
    return [
        str(path)
        for path in found
        if not path.is_symlink() and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]


def test_a_run_is_readable_by_its_owner_only_while_and_after_it_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, elsewhere = tmp_path / "store", tmp_path / "elsewhere"
    elsewhere.mkdir()
    seen: list[str] = []
    decide = run.STAGES["decide"]

    def look_around(job: run.Job) -> int:
        seen.extend(readable_by_others(store))
        seen.extend(str(path) for path in elsewhere.rglob("*"))
        assert any(store.rglob("*.parquet"))
        return decide(job)

    monkeypatch.setitem(run.STAGES, "decide", look_around)
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    monkeypatch.chdir(elsewhere)
    before = os.umask(0)
    try:
        done = semesta(*run_words(PEOPLE, MEMBERS, store, "--quiet"))
    finally:
        os.umask(before)
    assert done == Outcome(0, "", "")
    assert seen == []
    assert readable_by_others(store) == []
    assert stat.S_IMODE((store / f"{MONTH}-r1").stat().st_mode) == 0o700
    assert list(elsewhere.iterdir()) == []


def test_nothing_is_left_in_the_working_or_temporary_folder(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    words = run_words(PEOPLE, MEMBERS, tmp_path / "store", "--quiet")
    done = new_process(*words, cwd=elsewhere, environment={"TMPDIR": str(elsewhere)})
    assert done == Outcome(0, "", "")
    assert list(elsewhere.iterdir()) == []
