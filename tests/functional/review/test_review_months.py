"""Verdicts of a sheet in the runs that are given them, month after month."""

import csv
from datetime import date, datetime
from pathlib import Path

from functional.tables import link, region
from review_builders import Drawn, Sheet, card_of, column, exported, imported
from semesta.published import open_run


NEW = "noka,nik,verdict,who,when,kk,name,birth_date,probability,note\n"
DAY = date(2026, 2, 3)
CLEAN = ("sama", "Ani", DAY)


def test_verdicts_come_back_and_change_the_next_run(
    drawn: Drawn, run: Path, sheet: Sheet, decisions: Path, tmp_path: Path
) -> None:
    rows = list(sheet.rows())
    sheet.fill(1, "sama", "Ani", datetime(2026, 2, 3), "KK lama")
    sheet.fill(2, "Berbeda", "Ani", "03.02.2026")
    sheet.fill(3, "belum dapat diputuskan", "Budi", "2026-02-03")
    sheet.fill(4, "berbeda", "Budi", "13/02/2026")

    done = imported(sheet.save(), run, decisions)

    assert done.code == 0, done.err
    assert "4 putusan ditambahkan ke keputusan.csv: 1 sama, 2 berbeda, 1" in done.out
    assert "5 baris belum diputuskan" in done.out
    cards = [card_of(drawn, row) for row in rows[:4]]
    lines = list(csv.DictReader(decisions.read_text("utf-8").splitlines()))
    assert column(lines, "noka") == column(cards, "NOKA")
    assert column(lines, "verdict") == ["same", "different", "undecided", "different"]
    assert column(lines, "when") == [*["2026-02-03"] * 3, "2026-02-13"]
    assert lines[0] | {"nik": "", "noka": ""} == {
        **{"noka": "", "nik": "", "verdict": "same", "who": "Ani"},
        **{"when": "2026-02-03", "kk": "", "name": "", "birth_date": ""},
        **{"probability": "0.694599", "note": "KK lama"},
    }

    after = drawn.run(tmp_path / "after", "--decisions", decisions)
    assert link(after, cards[0]["NOKA"])["method"] == "review"
    assert link(after, cards[1]["NOKA"])["finding"] == "nik_invalid"
    counted = region(after, "63.09")
    assert (counted["active"], counted["unregistered"]) == ("49", "1")
    assert counted["unknown"] == "0"
    again = Sheet.opened(exported(after, tmp_path / "again.xlsx")).rows()
    names = column(again, "Nama Kartu")
    assert cards[2]["NAMA"] in names
    assert {cards[0]["NAMA"], cards[1]["NAMA"]}.isdisjoint(names)


def test_a_file_of_an_earlier_version_keeps_its_lines(
    run: Path, sheet: Sheet, decisions: Path
) -> None:
    old = "noka;nik;verdict;who;when\r\n1;6309021505900001;beda;lama;2025-12-01"
    decisions.write_bytes(b"\xef\xbb\xbf" + old.encode())
    sheet.fill(1, "sama", "Ani; bidang data", DAY)
    assert imported(sheet.save(), run, decisions).code == 0
    header, first, added = decisions.read_text("utf-8").splitlines()
    assert header == NEW.strip().replace(",", ";")
    assert first == old.splitlines()[1]
    assert '"Ani; bidang data"' in added


def test_a_resident_without_nik_is_decided_for_the_months_to_come(
    namesakes: tuple[Drawn, Path], tmp_path: Path
) -> None:
    drawn, run = namesakes
    sheet = Sheet.opened(exported(run, tmp_path / "t.xlsx"))
    numbers = [r["No"] for r in sheet.rows() if not r["NIK Penduduk"]]
    sheet.fill(int(str(numbers[0])), *CLEAN)
    decisions = tmp_path / "k.csv"
    assert imported(sheet.save(), run, decisions).code == 0
    (line,) = csv.DictReader(decisions.read_text("utf-8").splitlines())
    assert (line["nik"], line["name"]) == ("", "WAGIYEM")

    # Next month the register has other rows, another order, and a NIK for her.
    later = Drawn(people=drawn.people[::-1], cards=drawn.cards[::-1])
    hers = next(p for p in later.people if not p["NIK"])
    later.people = [
        {**p, "NIK": "6309041111700999"} if p is hers else p for p in later.people
    ]
    after = later.run(tmp_path / "feb", "--decisions", decisions, month="2026-02")
    found = link(after, line["noka"])
    assert (found["nik"], found["method"]) == ("6309041111700999", "review")
    assert open_run(after).manifest.options["decisions_without_pair"] == 0

    # The month after she is gone: the decision waits, and the run says so.
    gone = Drawn(
        [p for p in later.people if p["NIK"] != "6309041111700999"], later.cards
    )
    last = gone.run(tmp_path / "mar", "--decisions", decisions, month="2026-03")
    assert open_run(last).manifest.options["decisions_without_pair"] == 1
    assert link(last, line["noka"])["method"] != "review"


def test_a_card_of_the_dead_whose_holder_lives_is_asked_about_once(
    namesakes: tuple[Drawn, Path], tmp_path: Path
) -> None:
    drawn, run = namesakes
    out = exported(run, tmp_path / "t.xlsx")
    sheet = Sheet.opened(out)
    asked = [r for r in sheet.rows() if r["Kartu JKN Keadaan"] == "meninggal"]
    (row,) = asked
    assert "register menyatakan hidup" in str(row["Mengapa belum diputuskan"])

    sheet.fill(int(str(row["No"])), *CLEAN)
    assert imported(sheet.save(), run, tmp_path / "same.csv").code == 0
    same = drawn.run(tmp_path / "same", "--decisions", tmp_path / "same.csv")
    again = Sheet.opened(exported(same, tmp_path / "again.xlsx")).rows()
    assert "meninggal" not in column(again, "Kartu JKN Keadaan")
    assert region(same, "63.09")["unknown"] == region(run, "63.09")["unknown"]

    sheet.fill(int(str(row["No"])), "berbeda", "Ani", DAY)
    assert imported(sheet.save(), run, tmp_path / "other.csv").code == 0
    other = drawn.run(tmp_path / "other", "--decisions", tmp_path / "other.csv")
    before, after = region(run, "63.09"), region(other, "63.09")
    assert int(after["unknown"]) == int(before["unknown"]) - 1
    assert int(after["unregistered"]) == int(before["unregistered"]) + 1


def test_the_share_that_turned_out_the_same_is_told_by_band(
    run: Path, sheet: Sheet, decisions: Path
) -> None:
    for number, verdict in enumerate(("sama", "sama", "berbeda", "sama"), start=1):
        sheet.fill(number, verdict, "Ani", DAY)
    done = imported(sheet.save(), run, decisions)
    assert "0,500–0,700" in done.out
    (row,) = [line for line in done.out.splitlines() if "0,500–0,700" in line]
    assert "4" in row and "75,00%" in row
