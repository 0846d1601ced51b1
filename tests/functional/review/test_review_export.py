"""`semesta review export`: what stands on the sheet, in which order, and what does not."""

import io
import json
import stat
import zipfile
from pathlib import Path

import msoffcrypto
import openpyxl
import pyarrow.parquet as pq
import pytest

from functional.command import semesta
from review_builders import Drawn, Sheet, card_of, column, exported, imported


TABALONG = "63.09.04.1002"


def test_what_decides_a_region_with_fewer_answers_comes_first(sheet: Sheet) -> None:
    told = column(sheet.rows(), "Yang ditentukan")
    lines = "UHC, UHC Prioritas, Pratama 2026"
    assert told == [
        *[f"menentukan: Kabupaten Tabalong: {lines}, kurang 1 jiwa"] * 2,
        *[f"menentukan: Kabupaten Hulu Sungai Utara: {lines}, kurang 3 jiwa"] * 5,
        *["memperjelas angka Desa Katekan"] * 2,
    ]


def test_a_card_that_cannot_bring_what_lacks_decides_nothing(tmp_path: Path) -> None:
    """Of 100 residents 98 are registered and 79 active: one active person lacks."""
    drawn = Drawn()
    drawn.region(TABALONG, active=79, without=0, waiting=1)
    for _ in range(19):
        drawn.card(drawn.person(TABALONG), STATUS="TIDAK AKTIF")
    drawn.open_card(drawn.person(TABALONG), STATUS="TIDAK AKTIF")

    rows = Sheet.opened(exported(drawn.run(tmp_path), tmp_path / "t.xlsx")).rows()

    told = {r["Kartu JKN Keadaan"]: str(r["Yang ditentukan"]) for r in rows}
    assert told.pop("aktif").endswith("Pratama 2026, kurang 1 jiwa")
    assert list(told.values()) == ["memperjelas angka Kelurahan Tanjung"]


def test_the_sheet_is_made_for_deciding(sheet: Sheet) -> None:
    table = sheet.table
    (rule,) = table.data_validations.dataValidation
    last = sheet.header + 9
    assert rule.formula1 == '"sama,berbeda,belum dapat diputuskan"'
    assert str(rule.sqref) == f"T{sheet.header + 1}:T{last}"
    assert table.freeze_panes == f"D{sheet.header + 1}"
    row = next(iter(sheet.rows()))
    assert row["Peluang"] == pytest.approx(0.69, abs=0.01)  # the stated model's
    assert "nama satu kata" in str(row["Yang cocok dan yang tidak"])
    assert "terlalu kecil untuk diterima" in str(row["Mengapa belum diputuskan"])
    assert [row[f"Diisi peninjau {name}"] for name in ("Putusan", "Oleh")] == [None] * 2


def test_what_differs_is_coloured_on_both_sides_and_nothing_else(sheet: Sheet) -> None:
    titles = sheet.titles()
    cells = dict(zip(titles, sheet.table[sheet.header + 1], strict=True))
    coloured = {
        title for title, cell in cells.items() if cell.fill.fgColor.rgb == "FFFCE4D6"
    }
    assert coloured == {
        *("Tanggal lahir Kartu", "Tanggal lahir Penduduk"),
        *("L/P Kartu", "L/P Pddk"),
    }


def test_no_whole_number_of_a_person_is_anywhere_in_the_file(
    drawn: Drawn, sheet: Sheet
) -> None:
    with zipfile.ZipFile(sheet.path) as parts:
        text = "\n".join(parts.read(name).decode("utf-8") for name in parts.namelist())
    numbers = [person[key] for person in drawn.people for key in ("NIK", "NO_KK")]
    numbers += [card["NOKA"] for card in drawn.cards]
    assert numbers and [n for n in numbers if str(n) in text] == []
    person = next(p for p in drawn.people if p["NAMA_LGKP"] in text)
    nik = str(person["NIK"])
    assert f"{nik[:4]}********{nik[-4:]}" in text


def test_whole_numbers_leave_only_behind_a_password(
    drawn: Drawn, run: Path, tmp_path: Path
) -> None:
    out, password = tmp_path / "utuh.xlsx", tmp_path / "sandi.txt"
    refused = semesta("review", "export", run, "--out", out, "--unmasked")
    assert refused.code == 2
    assert "tanpa kata sandi" in refused.err and not out.exists()

    password.write_text("rahasia\n")
    more = ("--unmasked", "--password-file", password)
    exported(run, out, *more)
    plain = io.BytesIO()
    with out.open("rb") as file:
        locked = msoffcrypto.OfficeFile(file)
        locked.load_key(password="rahasia")
        locked.decrypt(plain)
    rows = list(Sheet(out, openpyxl.load_workbook(plain)).rows())
    assert [card_of(drawn, row)["NOKA"] for row in rows] == column(
        rows, "Kartu JKN Nomor kartu"
    )
    taken = imported(out, run, tmp_path / "k.csv", "--password-file", password)
    assert (taken.code, "9 baris belum diputuskan" in taken.out) == (0, True)


def test_an_export_is_stamped_logged_and_for_its_owner_alone(
    run: Path, tmp_path: Path
) -> None:
    out = tmp_path / "t.xlsx"
    exported(run, out, "--region", "63.09", "--made-by", "Seksi Data")
    about = dict(openpyxl.load_workbook(out)["Keterangan"].iter_rows(values_only=True))
    log = (run.parent / "exports.log.jsonl").read_text("utf-8").splitlines()
    line = json.loads(log[-1])
    assert (about["Dibuat oleh"], about["Sumber"]) == ("Seksi Data", run.name)
    assert {key: line[key] for key in ("by", "what", "region", "rows")} == {
        "by": "Seksi Data",
        "what": "review",
        "region": "63.09",
        "rows": 2,
    }
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_an_export_that_cannot_be_logged_does_not_leave(
    drawn: Drawn, tmp_path: Path
) -> None:
    run = drawn.run(tmp_path)
    (run.parent / "exports.log.jsonl").mkdir()
    done = semesta("review", "export", run, "--out", tmp_path / "t.xlsx")
    assert done.code == 2
    assert [path.name for path in tmp_path.glob("*t.xlsx*")] == []


def test_a_sheet_is_never_written_over_one_that_may_be_filled_in(
    run: Path, sheet: Sheet
) -> None:
    before = sheet.path.read_bytes()
    done = semesta("review", "export", run, "--out", sheet.path)
    assert (done.code, sheet.path.read_bytes()) == (2, before)
    assert "sudah ada" in done.err


def test_a_card_that_two_may_own_stands_with_both_whatever_the_limit(
    namesakes: tuple[Drawn, Path], tmp_path: Path
) -> None:
    _, run = namesakes
    out = exported(run, tmp_path / "t.xlsx", "--limit", 1)
    rows = list(Sheet.opened(out).rows())
    assert column(rows, "Nama Penduduk") == ["WAGIYEM", "WAGIYEM"]
    assert all("milik 2 orang" in str(r["Mengapa belum diputuskan"]) for r in rows)


def test_every_resident_to_be_verified_stands_on_the_sheet(
    namesakes: tuple[Drawn, Path], tmp_path: Path
) -> None:
    _, run = namesakes
    residents = pq.read_table(run / "residents.parquet").to_pylist()
    unknown = [p["name"] for p in residents if p["state"] == "unknown"]
    rows = Sheet.opened(exported(run, tmp_path / "t.xlsx")).rows()
    assert sorted(map(str, column(rows, "Nama Penduduk"))) == sorted(unknown)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--region", "11.01"), "tidak ada pasangan"),
        (("--region", "99"), "99"),
        (("--limit", "0"), "--limit 0"),
    ],
)
def test_what_cannot_be_exported_is_said(
    run: Path, tmp_path: Path, more: tuple, said: str
) -> None:
    done = semesta("review", "export", run, "--out", tmp_path / "t.xlsx", *more)
    assert (done.code, said in done.err) == (2, True), done.err
