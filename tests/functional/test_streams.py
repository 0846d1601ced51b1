"""What `run` prints, where, and in which language."""

import json
import shutil
from pathlib import Path

import pytest

from functional.command import (
    MONTH,
    Outcome,
    new_process,
    registers,
    run_words,
    semesta,
)
from functional.tables import STATES, region


OFFICIAL = """\
region_code,population,population_semester,registered,active,pbpu_pemda,source
63.09,270,2025-1,268,255,60,surat cabang
"""
FORBIDDEN = (
    "premi polis nasabah klien tertanggung temuan fiktif siluman kasus kampanye "
    "karantina menolak"
).split()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("streams")


@pytest.fixture(scope="module")
def indonesian(folder: Path) -> Outcome:
    return semesta(*run_words(*registers("layouts"), folder / "id"))


@pytest.fixture(scope="module")
def english(folder: Path) -> Outcome:
    return semesta(*run_words(*registers("layouts"), folder / "en", "--lang", "en"))


def test_the_summary_is_on_stdout_and_the_progress_on_stderr(
    indonesian: Outcome, folder: Path
) -> None:
    assert indonesian.code == 0
    assert indonesian.out.splitlines()[-1].endswith(str(folder / f"id/{MONTH}-r1"))
    assert [line[:2] for line in indonesian.err.splitlines()] == ["· "] * 6


@pytest.mark.parametrize(
    "words",
    [
        "Kabupaten Tabalong",
        "Penduduk           256",
        "98,05%",
        "84,7",
        "Penghargaan 2026",
        "belum memenuhi s.d. Pratama",
        "belum terdaftar",
        "kartu ganda",
        "Kelurahan Tanjung, Kecamatan Tanjung",
        "dibaca 527 = diterima 520 + belum dapat dipakai 7",
        "Belum dinyatakan: dasar hukum, nomor perjanjian",
    ],
)
def test_the_summary_says_what_the_regency_came_for(
    words: str, indonesian: Outcome
) -> None:
    assert words in " ".join(indonesian.out.split(" ")).replace("\n", " ")


def test_the_summary_keeps_to_the_words_of_the_page(indonesian: Outcome) -> None:
    found = set(indonesian.said.lower().split())
    assert not found.intersection(FORBIDDEN)


def test_the_summary_can_be_had_in_english(english: Outcome) -> None:
    assert english.code == 0
    for words in ("Population", "98.05%", "UHC status", "accepted 520", "Reading"):
        assert words in english.said
    for words in ("Penduduk", "98,05%", "diterima", "Membaca"):
        assert words not in english.said


def test_the_next_step_is_in_english_too(english: Outcome) -> None:
    assert "kurang" not in english.out


def test_quiet_prints_nothing_at_all(tmp_path: Path) -> None:
    done = semesta(*run_words(*registers("layouts"), tmp_path, "--quiet"))
    assert done == Outcome(0, "", "")


def test_json_prints_one_document_and_nothing_else(tmp_path: Path) -> None:
    official = tmp_path / "official.csv"
    official.write_text(OFFICIAL, encoding="utf-8")
    words = run_words(*registers("layouts"), tmp_path / "store", "--json")

    done = semesta(*words, "--official", official)

    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    assert found["path"] == str(tmp_path / "store" / f"{MONTH}-r1")
    assert (found["month"], found["scope"], found["edition"]) == (MONTH, "all", "2026")
    assert found["rows"]["rows_read"] == 527
    assert found["not_stated"] == [
        "basis",
        "agreement",
        "expiry",
        "purpose",
        "deletion_date",
    ]
    (tabalong,) = found["regions"]
    assert tabalong["headline"] == "administrative"
    row = region(tmp_path / "store" / "current", "63.09")
    states = {state: tabalong["bases"]["linked"][state] for state in STATES}
    assert states == {state: int(row[state]) for state in STATES}


def test_an_error_in_json_mode_leaves_stdout_empty(tmp_path: Path) -> None:
    _, membership = registers("layouts")
    done = semesta(*run_words("tidak_ada.csv", membership, tmp_path, "--json"))
    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("language", "words"), [("id", "tidak ada"), ("en", "does not exist")]
)
@pytest.mark.parametrize("form", ["--lang {}", "--lang={}"])
def test_errors_are_in_the_language_asked_for(
    form: str, language: str, words: str, tmp_path: Path
) -> None:
    _, membership = registers("layouts")
    more = form.format(language).split()
    done = semesta(*run_words("tidak_ada.csv", membership, tmp_path, *more))
    assert words in done.err


def test_a_pipe_of_another_encoding_gets_utf8(tmp_path: Path) -> None:
    done = new_process(
        "law",
        "show",
        "uhc_status.coverage",
        "--on",
        "2026-01-31",
        environment={"PYTHONIOENCODING": "ascii"},
    )
    assert done.code == 0
    assert "–" in done.out


def test_several_files_may_follow_one_option(tmp_path: Path) -> None:
    population, membership = registers("layouts")
    header, *rows = membership.read_text(encoding="utf-8").splitlines(keepends=True)
    for name, part in (("1.csv", rows[:100]), ("2.csv", rows[100:])):
        (tmp_path / name).write_text(header + "".join(part), encoding="utf-8")
    files = [tmp_path / "1.csv", tmp_path / "2.csv"]
    words = ["run", "--population", population, "--membership", *files]

    done = semesta(*words, "--month", MONTH, "--out", tmp_path / "store", "--quiet")

    assert done == Outcome(0, "", "")
    assert region(tmp_path / "store/current", "63.09")["registered"] == "251"


def test_names_of_files_are_printed_as_they_are(tmp_path: Path) -> None:
    """Square brackets could be taken for mark-up of the terminal."""
    population, membership = registers("layouts")
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(membership, folder / "peserta.csv")
    (folder / "catatan[bold].md").write_text("x", encoding="utf-8")
    done = semesta(*run_words(population, folder, tmp_path / "store"))
    assert done.code == 0
    assert "catatan[bold].md" in done.out
