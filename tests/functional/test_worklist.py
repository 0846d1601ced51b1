"""`semesta worklist`: what lies in the folder, who may read it, what is refused."""

import io
import json
import shutil
from collections import Counter
from pathlib import Path

import msoffcrypto
import openpyxl
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from functional.command import Outcome, semesta
from functional.tables import region
from semesta.published import open_run


STATES = ("unregistered", "inactive_arrears", "inactive_lapsed", "unknown")


@pytest.fixture(scope="module")
def store(klaten: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of its own, as exports are logged in it."""
    copy = tmp_path_factory.mktemp("petakan") / "store"
    shutil.copytree(klaten, copy, symlinks=True)
    return copy


@pytest.fixture(scope="module")
def whole(
    store: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Outcome]:
    """The worklist of all of Klaten, without paper."""
    out = tmp_path_factory.mktemp("whole") / "out"
    return out, semesta("worklist", store, "--out", out, "--no-pdf")


def some_village(store: Path) -> str:
    """The smallest village of the run with somebody to visit."""
    rows = [
        row
        for row in open_run(store).regions().to_pylist()
        if row["level"] == "village"
        and row["basis"] == "linked"
        and row["unregistered"]
    ]
    return min(rows, key=lambda row: row["population"])["region_code"]


def log_of(store: Path) -> list[dict]:
    lines = (store / "exports.log.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def opened(path: Path, password: str) -> openpyxl.Workbook:
    plain = io.BytesIO()
    with path.open("rb") as file:
        locked = msoffcrypto.OfficeFile(file)
        locked.load_key(password=password, verify_password=True)
        locked.decrypt(plain)
    return openpyxl.load_workbook(plain)


def test_the_list_holds_exactly_the_persons_whom_the_run_counts(
    store: Path, whole: tuple[Path, Outcome]
) -> None:
    out, done = whole
    assert done.code == 0, done.err
    rows = pq.read_table(out / "worklist" / "33.10.parquet").to_pylist()
    states = Counter(row["state"] for row in rows)
    counted = region(store / "current", "33.10")
    assert {state: states[state] for state in STATES} == {
        state: int(counted[state]) for state in STATES
    }
    assert f"{states['inactive_lapsed']:,}".replace(",", ".") in done.out


def test_every_village_has_a_workbook_that_another_library_reads(
    whole: tuple[Path, Outcome],
) -> None:
    out, _ = whole
    rows = pq.read_table(out / "worklist" / "33.10.parquet").to_pylist()
    per_village = Counter(row["village"] for row in rows)
    books = sorted((out / "xlsx").iterdir())
    assert len(books) == len(per_village)
    for path in books:
        number = int(path.name[:13].replace(".", ""))
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_name("Daftar")
        assert len(sheet.to_python()) - 6 == per_village[number], path.name


def test_only_the_owner_may_read_what_names_persons(
    whole: tuple[Path, Outcome],
) -> None:
    out, _ = whole
    modes = {
        "folder" if path.is_dir() else "file": path.stat().st_mode & 0o777
        for path in (out, *out.rglob("*"))
    }
    assert modes == {"folder": 0o700, "file": 0o600}
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_what_is_printed_and_logged_names_nobody(
    store: Path, whole: tuple[Path, Outcome]
) -> None:
    out, done = whole
    rows = pq.read_table(out / "worklist" / "33.10.parquet").to_pylist()
    line = next(line for line in log_of(store) if line["what"] == "worklist")
    assert (line["what"], line["region"], line["rows"]) == ("worklist", "ID", len(rows))
    said = done.said + json.dumps(line)
    assert not any(row["nik"] and row["nik"] in said for row in rows)
    assert not any(row["name"] and f" {row['name']} " in said for row in rows)


def test_a_village_gets_its_workbook_its_list_and_its_family_sheets(
    store: Path, tmp_path: Path
) -> None:
    village = some_village(store)
    out = tmp_path / "out"
    done = semesta(
        *("worklist", store, "--out", out, "--region", village),
        *("--made-by", "Agen Satu", "--lang", "en"),
    )
    assert done.code == 0, done.err
    assert "Worklist of" in done.out
    names = sorted(path.name for path in out.rglob("*") if path.is_file())
    assert all(name.startswith(village) for name in names if "parquet" not in name)
    assert [path.suffix for path in (out / "xlsx").iterdir()] == [".xlsx"]
    assert any(name.endswith("-daftar.pdf") for name in names)
    assert log_of(store)[-1]["by"] == "Agen Satu"
    assert log_of(store)[-1]["region"] == village


def test_documents_may_be_asked_for_some_villages_only(
    store: Path, tmp_path: Path
) -> None:
    village = some_village(store)
    out = tmp_path / "out"
    done = semesta("worklist", store, "--out", out, "--village", village)
    assert done.code == 0, done.err
    assert len(list((out / "xlsx").iterdir())) == 1
    rows = pq.read_table(out / "worklist" / "33.10.parquet", columns=["village"])
    assert len(set(rows["village"].to_pylist())) > 1


def test_the_same_run_gives_the_same_bytes(store: Path, tmp_path: Path) -> None:
    village = some_village(store)
    for name in ("one", "two"):
        done = semesta(
            *("worklist", store, "--out", tmp_path / name, "--region", village),
            *("--made-by", "A"),
        )
        assert done.code == 0, done.err
    one, two = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("one", "two")
    )
    assert one == two


def test_with_a_password_every_workbook_opens_with_it_alone(
    store: Path, tmp_path: Path
) -> None:
    password = tmp_path / "sandi.txt"
    password.write_text("rahasia 7\n")
    done = semesta(
        *("worklist", store, "--out", tmp_path / "out", "--no-pdf"),
        *("--region", some_village(store), "--password-file", password),
    )
    assert done.code == 0, done.err
    (path,) = (tmp_path / "out" / "xlsx").iterdir()
    header = [cell.value for cell in opened(path, "rahasia 7")["Daftar"][6]]
    assert "Tanggal lahir" not in header
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        opened(path, "lain")


def test_whole_numbers_leave_only_in_a_workbook_with_a_password_and_are_logged(
    store: Path, tmp_path: Path
) -> None:
    village, out = some_village(store), tmp_path / "out"
    words = ("worklist", store, "--out", out, "--region", village, "--unmasked")
    done = semesta(*words)
    assert done.code == 2
    assert "--password-file" in done.err
    assert not out.exists()
    password = tmp_path / "sandi.txt"
    password.write_text("rahasia 7")
    assert semesta(*words, "--password-file", password).code == 0
    assert log_of(store)[-1]["what"] == "worklist-unmasked"
    rows = pq.read_table(out / "worklist" / "33.10.parquet").to_pylist()
    (path,) = (out / "xlsx").iterdir()
    header, *cells = list(
        opened(path, "rahasia 7")["Daftar"].iter_rows(min_row=6, values_only=True)
    )
    assert [row[header.index("NIK")] or None for row in cells] == [
        row["nik"] for row in rows
    ]
    assert "Tanggal lahir" in header


def test_a_list_of_chronic_illness_marks_families_and_says_what_it_could_not_read(
    store: Path, whole: tuple[Path, Outcome], tmp_path: Path
) -> None:
    rows = pq.read_table(whole[0] / "worklist" / "33.10.parquet").to_pylist()
    ill = next(row for row in rows if row["state"] == "unregistered" and row["nik"])
    listed = tmp_path / "kronis.csv"
    listed.write_text(f"NIK\n{ill['nik']}\n12345\n")
    done = semesta(
        *("worklist", store, "--out", tmp_path / "out", "--chronic", listed),
        *("--no-xlsx", "--no-pdf"),
    )
    assert done.code == 0, done.err
    assert "2 baris dibaca, 1 tanpa NIK" in done.out
    found = pq.read_table(tmp_path / "out" / "worklist" / "33.10.parquet").to_pylist()
    assert {row["family"] for row in found if row["chronic"]} == {ill["family"]}
    assert {row["priority"] for row in found if row["chronic"]} == {1}


def test_an_empty_password_protects_nothing_and_is_refused(
    store: Path, tmp_path: Path
) -> None:
    password = tmp_path / "sandi.txt"
    password.write_text("\nrahasia\n")
    out = tmp_path / "out"
    done = semesta("worklist", store, "--out", out, "--password-file", password)
    assert done.code == 2
    assert "sandi.txt" in done.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--region", "99"), "99"),
        (("--region", "11.01"), "11.01"),
        (("--village", "33.10"), "33.10"),
        (("--village", "33.10.99.2001"), "33.10.99.2001"),
        (("--chronic", "tidak-ada.csv"), "tidak-ada.csv"),
        (("--password-file", "tidak-ada.txt"), "tidak-ada.txt"),
    ],
)
def test_what_cannot_be_made_is_refused_and_leaves_nothing(
    store: Path, tmp_path: Path, words: tuple[str, str], said: str
) -> None:
    done = semesta("worklist", store, "--out", tmp_path / "out", *words)
    assert done.code == 2
    assert said in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_not_touched(
    store: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "catatan.txt"
    kept.write_text("penting")
    done = semesta("worklist", store, "--out", tmp_path)
    assert done.code == 2
    assert str(tmp_path) in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["catatan.txt"]


def test_an_empty_folder_is_taken(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    done = semesta(
        *("worklist", store, "--out", out, "--region", some_village(store)),
        *("--no-xlsx", "--no-pdf"),
    )
    assert done.code == 0, done.err
    assert [path.name for path in out.iterdir()] == ["worklist"]


def test_what_cannot_be_logged_does_not_leave(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("semesta.published.exports.LOG", "no/such/folder/log")
    done = semesta(
        *("worklist", store, "--out", tmp_path / "out", "--no-xlsx", "--no-pdf")
    )
    assert done.code == 2
    assert list(tmp_path.iterdir()) == []


def test_beyond_many_villages_documents_are_made_on_request_only(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("semesta.worklists.sheets.MOST_VILLAGES", 1)
    monkeypatch.setattr("semesta.cli.petakan.MOST_VILLAGES", 1)
    done = semesta("worklist", store, "--out", tmp_path / "many")
    assert done.code == 0, done.err
    assert [path.name for path in (tmp_path / "many").iterdir()] == ["worklist"]
    assert "--village" in done.out
    done = semesta("worklist", store, "--out", tmp_path / "asked", "--xlsx")
    assert done.code == 0, done.err
    names = sorted(path.name for path in (tmp_path / "asked").iterdir())
    assert names == ["worklist", "xlsx"]
