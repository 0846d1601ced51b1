"""Exit codes: 0 done, 2 input unusable, 3 a sum that does not add up; never a trace."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from functional.command import (
    MONTH,
    SAMPLES,
    Outcome,
    hidden,
    new_process,
    registers,
    run_words,
    semesta,
)
from semesta import coverage, run
from semesta.published import Store


POPULATION, MEMBERSHIP = registers("layouts")
INVOICE = SAMPLES / "klaten" / "tagihan_pbpu_pemda.csv"

# What the user gives wrongly → what the message names.
UNUSABLE = {
    "no population file": (["--population", "tidak_ada.csv"], "tidak_ada.csv"),
    "no membership file": (["--membership", "tidak_ada.csv"], "tidak_ada.csv"),
    "an unknown month": (["--month", "2026-13"], "2026-13"),
    "a month in words": (["--month", "Januari 2026"], "Januari 2026"),
    "population as membership": (["--membership", POPULATION], "--population"),
    "membership as population": (["--population", MEMBERSHIP], "--membership"),
    "an invoice": (["--membership", INVOICE], "tagihan"),
    "an unknown region": (["--population", f"{POPULATION}@desa"], "desa"),
    "an unknown edition": (["--edition", "1999"], "1999"),
    "a store that is a file": (["--out", POPULATION], "--out"),
}

# Option → contents of its file → what the message names.
UNUSABLE_FILES = {
    "population": [("", "kosong"), ("%PDF-1.4 x", "PDF"), ("PAR1....", "Parquet")],
    "membership": [
        ("a;b\n1;2\n", "--map"),
        ("NOKA,NIK,NAMA,STATUS\n", "baris"),
        ('{"noka": "1"', "JSON"),
        ("PK\3\4 bukan zip", "zip"),
    ],
    "official": [
        ("a,b\n1,2\n", "region_code"),
        ("region_code,active\n63.09,banyak\n", "baris 2, kolom active"),
        ("region_code,active\n99.99,1\n", "baris 2, kolom region_code"),
        ("region_code,active\n63.1,1\n", "baris 2, kolom region_code"),
        ("region_code,active\n63.09,1\n63.09,2\n", "baris 3, kolom region_code"),
        ("region_code,population_semester\n63.09,2025\n", "kolom population_semester"),
    ],
    "facts": [
        ("a,b\n1,2\n", "region_code"),
        ("region_code,uhc_prioritas\n63.09,mungkin\n", "baris 2, kolom uhc_prioritas"),
        ("region_code,contributions_paid_through\n63.09,Mei\n", "baris 2, kolom contr"),
    ],
    "decisions": [
        ("a,b\n1,2\n", "noka"),
        ("noka,nik,verdict,who,when\n1,2,sama,a,2026-01-01\n", "baris 2, kolom nik"),
        (
            "noka,nik,verdict,who,when\n1,6309040412830035,entah,a,2026-01-01\n",
            "baris 2, kolom verdict",
        ),
    ],
    "legal": [
        ("- a\n", "YAML"),
        ("dasar: x\n", "dasar"),
        ("expiry: kapan\n", "expiry"),
    ],
    "map": [
        ("- a\n", "columns"),
        ("columns: {umur: NIK}\n", "umur"),
        ("columns: {nik: NIK}\ndate_order: acak\n", "acak"),
    ],
    "password-file": [("", "kata sandi")],
}
CASES = [
    (option, number)
    for option, contents in UNUSABLE_FILES.items()
    for number in range(len(contents))
]

USAGE = [
    [],
    ["law"],
    ["run"],
    ["award"],
    ["explain", "store"],
    ["evaluate", "store"],
    ["law", "show"],
    ["terbangkan"],
    ["run", "--bulan", MONTH],
    ["award", "--figures", "x.csv", "--format", "xml"],
]


@pytest.fixture
def attempt(tmp_path: Path) -> Callable[..., Outcome]:
    """A run of the smallest sample; later words win over those that it needs."""

    def carry_out(*words: object) -> Outcome:
        given = [str(word) for word in words]
        needed = {
            "--population": POPULATION,
            "--membership": MEMBERSHIP,
            "--month": MONTH,
            "--out": tmp_path / "store",
        }
        more = [w for name in needed.items() if name[0] not in given for w in name]
        return semesta("run", *more, *given)

    return carry_out


@pytest.mark.parametrize("case", UNUSABLE)
def test_unusable_input_ends_with_2_and_names_it(
    case: str, attempt: Callable[..., Outcome], tmp_path: Path
) -> None:
    words, named = UNUSABLE[case]
    check_refused(attempt(*words), str(named))
    assert not Store(tmp_path / "store").runs()


@pytest.mark.parametrize(("option", "number"), CASES)
def test_an_unusable_file_ends_with_2_and_says_where(
    option: str, number: int, attempt: Callable[..., Outcome], tmp_path: Path
) -> None:
    text, named = UNUSABLE_FILES[option][number]
    path = tmp_path / "berkas.csv"
    path.write_text(text, encoding="utf-8")

    done = attempt(f"--{option}", path)

    check_refused(done, named)
    assert "berkas.csv" in done.err
    assert not Store(tmp_path / "store").runs()


@pytest.mark.parametrize("option", UNUSABLE_FILES)
def test_a_file_that_is_not_there_ends_with_2(
    option: str, attempt: Callable[..., Outcome], tmp_path: Path
) -> None:
    check_refused(attempt(f"--{option}", tmp_path / "hilang.csv"), "hilang.csv")


def test_an_unknown_layout_shows_the_headers_that_were_found(
    attempt: Callable[..., Outcome], tmp_path: Path
) -> None:
    path = tmp_path / "berkas.csv"
    path.write_text("Sapaan;Kotak\nBu Siti;Biru\n", encoding="utf-8")
    check_refused(attempt("--membership", path), "Sapaan, Kotak")


def test_a_region_that_does_not_exist_is_refused(
    attempt: Callable[..., Outcome],
) -> None:
    check_refused(attempt("--population", f"{POPULATION}@99.99"), "99.99")


def test_a_map_whose_headers_are_in_no_file_is_refused(
    attempt: Callable[..., Outcome], tmp_path: Path
) -> None:
    path = tmp_path / "peta.yaml"
    path.write_text("columns: {nik: NOMOR INDUK}\n", encoding="utf-8")
    check_refused(attempt("--map", path), "peta.yaml")


@pytest.mark.parametrize("words", USAGE, ids=" ".join)
def test_a_usage_error_ends_with_2(words: list[str]) -> None:
    done = semesta(*words)
    assert done.code == 2
    assert "Traceback" not in done.said
    assert "Usage: semesta" in done.said


@pytest.mark.parametrize("option", ["--scope", "--lang", "--tidak-ada"])
def test_a_wrong_word_for_an_option_ends_with_2(
    option: str, attempt: Callable[..., Outcome]
) -> None:
    done = attempt(option, "entah")
    assert done.code == 2
    assert option in done.err
    assert "Traceback" not in done.said


def test_a_sum_that_does_not_add_up_ends_with_3_and_publishes_nothing(
    attempt: Callable[..., Outcome],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(coverage, "identities", lambda *_: [("jiwa", 256, 255)])

    done = attempt()

    assert done.code == 3
    assert done.out == ""
    assert "jiwa" in done.err and "256" in done.err and "255" in done.err
    assert "Traceback" not in done.err
    assert Store(tmp_path / "store").runs() == []
    assert hidden(tmp_path / "store") == []


def test_a_bridge_that_does_not_add_up_ends_with_3(
    attempt: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost_card(*arguments: object) -> dict:
        tables = published(*arguments)
        bridge = tables["bridge"]
        place = bridge.schema.get_field_index("not_found")
        more = [number + 1 for number in bridge["not_found"].to_pylist()]
        return tables | {"bridge": bridge.set_column(place, "not_found", [more])}

    published = coverage.tables_of_regions
    monkeypatch.setattr(coverage, "tables_of_regions", lost_card)
    done = attempt()
    assert done.code == 3
    assert "bridge.csv" in done.err


@pytest.mark.parametrize("stage", run.STAGES)
def test_an_unexpected_error_shows_no_trace_and_publishes_nothing(
    stage: str,
    attempt: Callable[..., Outcome],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def break_down(job: run.Job) -> int:
        raise ZeroDivisionError("SITI AMINAH 6309041911010001")

    monkeypatch.delenv("SEMESTA_DEBUG", raising=False)
    monkeypatch.setitem(run.STAGES, stage, break_down)

    done = attempt()

    assert done.code == 1
    assert "Traceback" not in done.said
    assert "SITI" not in done.said and "6309041911010001" not in done.said
    assert "ZeroDivisionError" in done.err and "SEMESTA_DEBUG" in done.err
    assert Store(tmp_path / "store").runs() == []
    assert hidden(tmp_path / "store") == []


@pytest.mark.parametrize("package", ["rapidfuzz", "duckdb", "typer", "yaml"])
def test_a_package_that_is_missing_is_named_without_a_trace(package: str) -> None:
    script = (
        f"import sys; sys.modules[{package!r}] = None; sys.argv = ['semesta', 'doctor']\n"
        "from semesta.__main__ import main; main()"
    )
    done = new_process(script=script)

    assert done.code == 1 and package in done.err
    assert "Traceback" not in done.said
    assert "requirements.lock" in done.err or package == "yaml"


def test_the_installed_command_keeps_these_codes(tmp_path: Path) -> None:
    good = new_process(*run_words(POPULATION, MEMBERSHIP, tmp_path / "a", "--quiet"))
    bad = new_process(*run_words("tidak_ada.csv", MEMBERSHIP, tmp_path / "b"))
    assert (good.code, good.out, good.err) == (0, "", "")
    assert (bad.code, bad.out) == (2, "")
    assert "tidak_ada.csv" in bad.err


@pytest.mark.parametrize(
    "link",
    [
        "lambda job: os.kill(os.getpid(), signal.SIGINT) or 1",
        "lambda job: soon.start() or job.engine.value(LONG)",
        "lambda job: soon.start() or job.engine.create(LONG, 'numbers')",
        "lambda job: soon.start() or job.engine.rows(LONG)",
    ],
)
def test_an_interrupted_run_says_so_and_ends_with_130(
    tmp_path: Path, link: str
) -> None:
    """Whether Python is at work, or the engine."""
    script = (
        "import os, signal; from threading import Timer\n"
        "from semesta import run; from semesta.cli import main\n"
        "LONG = 'SELECT count(*) FROM range(1000000000000) WHERE range % 7 = 3'\n"
        "soon = Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))\n"
        f"run.STAGES['link'] = {link}\n"
        "main()"
    )
    words = run_words(POPULATION, MEMBERSHIP, tmp_path / "store")
    done = new_process(*words, script=script)
    assert done.code == 130
    assert "Dihentikan" in done.err and "Traceback" not in done.err
    assert Store(tmp_path / "store").runs() == []
    assert hidden(tmp_path / "store") == []


def test_a_command_that_is_told_to_end_leaves_nothing_behind(tmp_path: Path) -> None:
    """Not Ctrl-C alone: a scheduler or a shutdown sends SIGTERM."""
    script = (
        "import os, signal; from semesta.cli import main\n"
        "from semesta.worklists import making\n"
        "making.write_sheets = lambda *a: os.kill(os.getpid(), signal.SIGTERM)\n"
        "main()"
    )
    store, out = tmp_path / "store", tmp_path / "petakan"
    new_process(*run_words(POPULATION, MEMBERSHIP, store, "--quiet"))
    done = new_process("worklist", store, "--out", out, script=script)
    assert done.code == 130
    assert "Dihentikan" in done.err and "Traceback" not in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def check_refused(done: Outcome, named: str) -> None:
    """One message of whole sentences on stderr that names what is wrong."""
    assert done.code == 2, done.said
    assert done.out == ""
    message = done.err.splitlines()[-1]
    assert re.fullmatch(r"\S.*[.…]", message), message
    assert named in message
    assert "Traceback" not in done.err
