"""`semesta review import`: what is taken back from a sheet, and what is refused."""

import csv
from datetime import date
from pathlib import Path

import pytest

from review_builders import Drawn, Sheet, card_of, exported, imported
from semesta.review import taking


NEW = "noka,nik,verdict,who,when,kk,name,birth_date,probability,note\n"
DAY = date(2026, 2, 3)


@pytest.mark.parametrize("before", [None, "noka,nik,verdict,who,when\n", NEW])
def test_a_sheet_without_verdicts_changes_nothing(
    run: Path, sheet: Sheet, decisions: Path, before: str | None
) -> None:
    if before is not None:
        decisions.write_text(before)
    done = imported(sheet.save(), run, decisions)
    assert (done.code, "9 baris belum diputuskan" in done.out) == (0, True)
    found = decisions.read_text() if decisions.exists() else None
    assert found == before


def test_a_sheet_imported_twice_is_taken_once(
    run: Path, sheet: Sheet, decisions: Path
) -> None:
    sheet.fill(1, "sama", "Ani", DAY)
    assert imported(sheet.save(), run, decisions).code == 0
    first = decisions.read_bytes()
    again = imported(sheet.path, run, decisions)
    assert "1 putusan sudah ada di sana" in again.out
    assert decisions.read_bytes() == first


def test_of_two_imports_at_once_the_second_is_asked_to_wait_and_nothing_is_lost(
    run: Path, sheet: Sheet, decisions: Path, tmp_path: Path, monkeypatch
) -> None:
    other = Sheet.opened(exported(run, tmp_path / "lain.xlsx"))
    other.fill(2, "sama", "Budi", DAY)
    sheet.fill(1, "sama", "Ani", DAY)
    append, refused = taking.append_decisions, []

    def while_another_begins(*written) -> None:
        refused.append(imported(other.save(), run, decisions))
        append(*written)

    monkeypatch.setattr(taking, "append_decisions", while_another_begins)
    assert imported(sheet.save(), run, decisions).code == 0
    monkeypatch.undo()

    assert [one.code for one in refused] == [2]
    assert "Proses lain sedang menulis" in refused[0].err
    assert imported(other.path, run, decisions).code == 0
    written = csv.DictReader(decisions.read_text(encoding="utf-8").splitlines())
    assert [row["who"] for row in written] == ["Ani", "Budi"]


CLEAN = ("sama", "Ani", DAY)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (("mungkin", "Ani", DAY), "kolom Putusan: putusan tidak dikenal"),
        (("sama", None, DAY), "kolom Oleh: siapa yang memutuskan belum diisi"),
        (("sama", "   ", DAY), "kolom Oleh: siapa yang memutuskan belum diisi"),
        (("sama", "Ani", None), "kolom Tanggal: tanggal memutuskan belum diisi"),
        (("sama", "Ani", "kemarin"), "kolom Tanggal: bukan tanggal"),
        (("sama", "Ani", "31-02-2026"), "kolom Tanggal: bukan tanggal"),
        (("sama", "Ani", "03/02/2026"), "kolom Tanggal: bukan tanggal yang pasti"),
        (("sama", "Ani", "02/13/2026"), "kolom Tanggal: bukan tanggal yang pasti"),
    ],
)
def test_one_unclear_answer_keeps_all_out_and_is_named_by_its_place(
    run: Path, sheet: Sheet, decisions: Path, answer: tuple, said: str
) -> None:
    sheet.fill(1, *CLEAN)
    row = sheet.fill(3, *answer)
    done = imported(sheet.save(), run, decisions)
    assert done.code == 2
    assert f"baris {row}, {said}" in done.err
    assert "1 isian belum dapat diterima" in done.err
    assert "mungkin" not in done.err and "kemarin" not in done.err
    assert not decisions.exists()


def test_every_fault_of_a_sheet_is_told_at_once(
    run: Path, sheet: Sheet, decisions: Path
) -> None:
    sheet.fill(1, "sama")
    sheet.fill(2, "?", "Ani", DAY)
    done = imported(sheet.save(), run, decisions, "--lang", "en")
    assert "3 entries cannot be taken" in done.err
    assert "column By: nobody is named" in done.err
    assert "column Verdict: not a known verdict" in done.err


def test_a_pair_number_that_was_changed_is_refused(
    run: Path, sheet: Sheet, decisions: Path
) -> None:
    row = sheet.fill(2, *CLEAN)
    place = sheet.titles().index("Nomor pasangan") + 1
    sheet.table.cell(row, place).value = "AAAA-AAAA-AAAA"
    done = imported(sheet.save(), run, decisions)
    assert (
        f"baris {row}, kolom Nomor pasangan: nomor pasangan ini tidak ada" in done.err
    )


def test_two_verdicts_on_one_pair_are_a_conflict(
    run: Path, sheet: Sheet, decisions: Path
) -> None:
    """Two reviewers' rows, copied under each other."""
    row = sheet.fill(1, *CLEAN)
    copy = sheet.header + 10
    for cell in sheet.table[row]:
        sheet.table.cell(copy, cell.column).value = cell.value
    first = sheet.titles().index("Diisi peninjau Putusan") + 1
    sheet.table.cell(copy, first).value = "berbeda"
    sheet.table.cell(copy, first + 1).value = "Budi"
    done = imported(sheet.save(), run, decisions)
    told = f"baris {copy}, kolom Putusan: pasangan yang sama diputuskan lain di baris"
    assert f"{told} {row}" in done.err
    assert (done.code, decisions.exists()) == (2, False)


def test_another_reviewers_verdict_stands_and_ones_own_may_be_corrected(
    run: Path, sheet: Sheet, decisions: Path
) -> None:
    row = sheet.fill(1, *CLEAN)
    assert imported(sheet.save(), run, decisions).code == 0
    before = decisions.read_bytes()
    sheet.fill(1, "berbeda", "Budi", DAY)
    refused = imported(sheet.save(), run, decisions)
    assert f"baris {row}, kolom Putusan: peninjau lain sudah memutuskan" in refused.err
    assert (refused.code, decisions.read_bytes()) == (2, before)
    sheet.fill(1, "berbeda", "ani", date(2026, 2, 4))
    assert imported(sheet.save(), run, decisions).code == 0
    assert decisions.read_bytes().startswith(before)


def test_a_card_is_not_given_to_two_persons(
    namesakes: tuple[Drawn, Path], tmp_path: Path
) -> None:
    _, run = namesakes
    sheet = Sheet.opened(exported(run, tmp_path / "t.xlsx"))
    first, second = sheet.fill(1, *CLEAN), sheet.fill(2, *CLEAN)
    done = imported(sheet.save(), run, tmp_path / "k.csv")
    assert f"baris {second}, kolom Putusan: kartu yang sama" in done.err
    assert f"baris {first}" in done.err and done.code == 2


def as_csv(sheet: Sheet, delimiter: str, encoding: str) -> Path:
    """The sheet as a spreadsheet program of an Indonesian Windows saves it."""
    path = sheet.path.with_suffix(".csv")
    with path.open("w", encoding=encoding, newline="") as out:
        writer = csv.writer(out, delimiter=delimiter)
        for cells in sheet.table.iter_rows(values_only=True):
            writer.writerow(
                f"{cell:%d-%m-%Y}" if isinstance(cell, date) else cell for cell in cells
            )
    return path


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(";", "cp1252"), (",", "utf-8-sig"), ("\t", "utf-8")]
)
def test_a_sheet_saved_as_csv_comes_back_the_same(
    run: Path, sheet: Sheet, decisions: Path, delimiter: str, encoding: str
) -> None:
    sheet.fill(1, "sama", "Andrée", DAY, 'dilihat; benar, "sama"\nRT 2')
    saved = as_csv(sheet, delimiter, encoding)
    done = imported(saved, run, decisions)
    assert done.code == 0, done.err
    by_csv = decisions.read_bytes()
    decisions.unlink()
    assert imported(sheet.save(), run, decisions).code == 0
    assert decisions.read_bytes() == by_csv
    assert 'dilihat; benar, ""sama"" RT 2' in by_csv.decode()


def test_a_sheet_sorted_filtered_and_cut_down_still_finds_its_pairs(
    drawn: Drawn, run: Path, sheet: Sheet, decisions: Path
) -> None:
    rows = list(sheet.rows())
    sheet.fill(4, *CLEAN)
    sheet.table.delete_rows(sheet.header + 1, 3)
    sheet.table.delete_rows(1, sheet.header - 2)
    sheet.table.delete_cols(2, 3)
    assert imported(sheet.save(), run, decisions).code == 0
    (line,) = csv.DictReader(decisions.read_text("utf-8").splitlines())
    assert line["noka"] == card_of(drawn, rows[3])["NOKA"]


def test_a_sheet_of_another_run_is_refused_and_of_a_repeated_one_is_not(
    drawn: Drawn, run: Path, namesakes: tuple[Drawn, Path], sheet: Sheet, tmp_path: Path
) -> None:
    sheet.fill(1, *CLEAN)
    decisions = tmp_path / "k.csv"
    refused = imported(sheet.save(), namesakes[1], decisions)
    assert (refused.code, decisions.exists()) == (2, False)
    assert "Tidak satu pun pasangan" in refused.err
    assert imported(sheet.path, drawn.run(tmp_path / "twin"), decisions).code == 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("hilang.xlsx", None, "tidak ada"),
        ("daftar.csv", "a,b\n1,2\n", "bukan lembar tinjauan"),
        ("kosong.csv", "", "bukan lembar tinjauan"),
        ("rusak.xlsx", "PK\x03\x04rusak", "tidak dapat dibuka"),
    ],
)
def test_what_is_no_review_sheet_is_said(
    run: Path, tmp_path: Path, name: str, content: str | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    done = imported(tmp_path / name, run, tmp_path / "k.csv")
    assert (done.code, said in done.err) == (2, True), done.err


def test_a_sheet_in_english_comes_back_as_well(run: Path, tmp_path: Path) -> None:
    sheet = Sheet.opened(exported(run, tmp_path / "t.xlsx", "--lang", "en"))
    first = sheet.titles().index("For the reviewer Verdict") + 1
    for place, value in enumerate(("undecided", "Ani", "2026-02-03T10:15")):
        sheet.table.cell(sheet.header + 1, first + place).value = value
    done = imported(sheet.save(), run, tmp_path / "k.csv")
    assert "1 belum dapat diputuskan" in done.out
    assert "2026-02-03T10:15:00" in (tmp_path / "k.csv").read_text()
