"""What every document shares: numbers on a page, the stamp, paper, passwords."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest
from pypdf import PdfReader

from semesta.documents import (
    Heading,
    Stamp,
    Workbook,
    count,
    decimal,
    lock_workbook,
    long_date,
    month_name,
    new_file,
    new_folder,
    percent,
    rupiah,
    write_pdf,
)
from semesta.errors import SemestaError


STAMP = Stamp(
    made_by="Seksi P2P & Kesmas",
    made_on=date(2026, 2, 3),
    source="2026-01-r1",
    as_of=date(2026, 1, 31),
    purpose="Petakan",
    keep_until=date(2027, 12, 31),
)


@pytest.mark.parametrize(
    ("shown", "indonesian", "english"),
    [
        (lambda lang: count(1204, lang), "1.204", "1,204"),
        (lambda lang: count(None, lang), "–", "–"),
        (lambda lang: rupiah(37800, lang), "Rp37.800", "Rp37,800"),
        (lambda lang: rupiah(-2800, lang), "-Rp2.800", "-Rp2,800"),
        (lambda lang: rupiah(None, lang), "–", "–"),
        (lambda lang: percent(0.98494, lang), "98,49%", "98.49%"),
        (lambda lang: decimal(0.998, 4, lang), "0,9980", "0.9980"),
        (lambda lang: month_name(2026, 5, lang), "Mei 2026", "May 2026"),
        (
            lambda lang: long_date(date(2026, 8, 17), lang),
            "17 Agustus 2026",
            "17 August 2026",
        ),
        (lambda lang: long_date(None, lang), "–", "–"),
    ],
)
def test_numbers_stand_as_the_language_has_them(shown, indonesian, english) -> None:
    assert (shown("id"), shown("en")) == (indonesian, english)


def test_a_stamp_says_who_when_for_what_and_until_when() -> None:
    assert STAMP.one_line("id") == (
        "Dibuat oleh: Seksi P2P & Kesmas; Tanggal dibuat: 3 Februari 2026; "
        "Sumber: 2026-01-r1; Keperluan: Petakan; "
        "Simpan paling lama sampai: 31 Desember 2027"
    )


def test_a_stamp_says_what_was_not_stated() -> None:
    bare = Stamp("a", date(2026, 2, 3), "2026-01-r1", date(2026, 1, 31))
    assert bare.lines("en")[-2:] == [
        ("Purpose", "not stated"),
        ("Keep at most until", "not stated"),
    ]


def test_a_locked_workbook_opens_with_its_password_alone(tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    with Workbook(path, STAMP) as book:
        book.sheet("Daftar", [Heading("name", "Nama")], [{"name": "=1+1"}])
    lock_workbook(path, "rahasia 1")
    with path.open("rb") as file:
        locked = msoffcrypto.OfficeFile(file)
        assert locked.is_encrypted()
        with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
            locked.load_key(password="lain", verify_password=True)
        locked.load_key(password="rahasia 1", verify_password=True)
        plain = io.BytesIO()
        locked.decrypt(plain)
    sheet = openpyxl.load_workbook(plain)["Daftar"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")


def test_equal_contents_are_equal_bytes(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        with Workbook(tmp_path / name, STAMP) as book:
            book.sheet("Daftar", [Heading("n", "N", "count")], [{"n": 5}])
    one, two = (
        (tmp_path / "one.xlsx").read_bytes(),
        (tmp_path / "two.xlsx").read_bytes(),
    )
    assert one == two


def test_paper_shows_its_data_as_text_whatever_marks_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.typ").write_text(
        "#let d = json(bytes(sys.inputs.data))\n= #d.title\n", encoding="utf-8"
    )
    monkeypatch.setattr("semesta.documents.paper.files", lambda package: tmp_path)
    for name in ("one.pdf", "two.pdf"):
        write_pdf(tmp_path / name, "any", "page", {"title": "#let $x$ *y*"}, STAMP)
    assert "#let $x$ *y*" in PdfReader(tmp_path / "one.pdf").pages[0].extract_text()
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_a_new_folder_is_there_whole_and_its_owners_alone(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    with new_folder(out) as folder:
        (folder / "inner").mkdir()
        (folder / "inner" / "list.csv").write_text("a")
        assert not out.exists()
    modes = {p.name: p.stat().st_mode & 0o777 for p in (out, *out.rglob("*"))}
    assert modes == {"out": 0o700, "inner": 0o700, "list.csv": 0o600}
    assert [path.name for path in out.parent.iterdir()] == ["out"]


@pytest.mark.parametrize(
    "error",
    [OSError(28, "No space left on device"), ValueError("No space left on device")],
)
def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path, error) -> None:
    out = tmp_path / "out"
    with pytest.raises(SemestaError) as said, new_folder(out) as folder:
        (folder / "half.csv").write_text("a")
        raise error
    assert said.value.code == "documents.folder_not_written"
    assert list(tmp_path.iterdir()) == []


def test_a_fault_of_the_program_is_not_taken_for_the_disks(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), new_folder(tmp_path / "out"):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_what_holds_something_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old.csv").write_text("a")
    (tmp_path / "file").write_text("a")
    for name in ("out", "file"):
        with pytest.raises(SemestaError) as said, new_folder(tmp_path / name):
            raise AssertionError("the block must not be entered")
        assert said.value.code == "documents.folder_not_empty"
    assert (tmp_path / "out" / "old.csv").read_text() == "a"


def test_nothing_is_written_into_a_published_run(tmp_path: Path) -> None:
    (tmp_path / "2026-01-r1").mkdir()
    (tmp_path / "2026-01-r1" / "manifest.json").write_text("{}")
    (tmp_path / "current").symlink_to("2026-01-r1")
    for inside in ("2026-01-r1/out", "2026-01-r1/deep/out", "current/out"):
        with pytest.raises(SemestaError) as said, new_folder(tmp_path / inside):
            raise AssertionError("the block must not be entered")
        assert said.value.code == "documents.folder_in_run"
    assert [path.name for path in (tmp_path / "current").iterdir()] == ["manifest.json"]
    with new_folder(tmp_path / "beside"):
        pass
    assert (tmp_path / "beside").is_dir()


def test_a_stamp_has_no_characters_that_documents_cannot_hold() -> None:
    stamp = replace(STAMP, made_by="Ani\x1b[31m\x00", purpose="audit\ntagihan")
    assert stamp.one_line("id").isprintable()
    assert dict(stamp.lines("id"))["Dibuat oleh"] == "Ani [31m "
    assert dict(stamp.lines("id"))["Keperluan"] == "audit tagihan"


def test_a_new_file_is_there_whole_and_its_owners_alone(tmp_path: Path) -> None:
    out = tmp_path / "in" / "a.xlsx"
    with new_file(out) as path:
        path.write_text("isi")
        assert not out.exists()
    assert (out.read_text(), out.stat().st_mode & 0o777) == ("isi", 0o600)
    assert [path.name for path in out.parent.iterdir()] == ["a.xlsx"]


def test_a_file_that_failed_or_exists_already_leaves_all_as_it_was(
    tmp_path: Path,
) -> None:
    out = tmp_path / "a.xlsx"
    with pytest.raises(ZeroDivisionError), new_file(out) as path:
        path.write_text("isi")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
    out.write_text("lama")
    with pytest.raises(SemestaError) as said, new_file(out):
        pass
    assert said.value.code == "documents.file_exists"
    assert out.read_text() == "lama"
