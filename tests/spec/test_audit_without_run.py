"""Without a run the checks that need none still run: the invoice against itself, or
against a membership list alone."""

import csv

import pytest

from audit_builders import a_run, card, checked, line, nik, rows_of
from semesta.errors import SemestaError
from semesta.months import Month


MEMBER = {
    "NOKA": "0000000000001",
    "NIK": "3310025505900001",
    "NAMA": "SITI AMINAH",
    "TGLLHR": "1990-05-15",
    "SEGMEN": "PBPU PEMDA",
    "STATUS": "AKTIF",
    "TMT": "2024-01-01",
    "KDDESA": "3310022007",
}


def members(folder, *differences):
    path = folder / "peserta.csv"
    with path.open("w", newline="") as out:
        writer = csv.DictWriter(out, list(MEMBER))
        writer.writeheader()
        writer.writerows(MEMBER | differs for differs in differences)
    return (str(path),)


def flags_of(found):
    return [row["flags"] for row in rows_of(found)]


def test_the_invoice_alone_is_checked_against_itself_and_the_law(tmp_path):
    lines = [
        line(1),
        line(1),
        line(2, NIK=str(nik(3))),
        line(3),
        line(4, NIK="331002550590000"),
        line(5, NIK="", NAMA="BAYI NY ANI"),
        line(6, IURAN="40000"),
        line(7, BULAN="2025-12"),
        line(8, NOKA="123456789012345"),
        line(9),
    ]
    found = checked(tmp_path, lines)

    assert flags_of(found) == [
        *({"double_line"}, {"double_line"}),
        *({"double_nik"}, {"double_nik"}),
        {"nik_impossible"},
        {"newborn_without_nik"},
        {"amount_not_tariff"},
        {"wrong_month"},
        {"card_impossible"},
        set(),
    ]
    assert {row["finding"] for row in rows_of(found)} == {"not_checked"}
    assert found.not_billed is None
    assert str(found.bills.month) == "2026-01"


def test_a_membership_list_adds_what_the_masterfile_says(tmp_path):
    membership = members(
        tmp_path,
        {},
        {"NOKA": "0000000000011", "SEGMEN": "PPU BU"},
        {"NOKA": "0000000000002", "NIK": str(nik(2)), "STATUS": "NON AKTIF"},
        {"NOKA": "0000000000003", "NIK": str(nik(3))},
    )
    found = checked(tmp_path, [line(1), line(2), line(9)], membership=membership)

    assert flags_of(found) == [
        {"other_payer"},
        {"billed_inactive"},
        {"not_in_masterfile"},
    ]
    assert found.not_billed is not None
    assert found.not_billed["noka"].to_pylist() == ["0000000000003"]


def test_an_invoice_that_names_no_month_needs_one(tmp_path):
    bare = {key: text for key, text in line(1).items() if key != "BULAN"}
    with pytest.raises(SemestaError) as refused:
        checked(tmp_path, [bare])

    assert refused.value.code == "audit.no_month"


def test_the_month_can_be_given(tmp_path):
    bare = {key: text for key, text in line(1).items() if key != "BULAN"}
    found = checked(tmp_path, [bare], invoice_month=Month(2026, 1))

    assert flags_of(found) == [set()]


def test_a_membership_list_of_which_nothing_can_be_used_is_refused(tmp_path):
    membership = members(tmp_path, {"NOKA": "-"})
    with pytest.raises(SemestaError) as refused:
        checked(tmp_path, [line(1)], membership=membership)

    assert refused.value.code == "audit.empty_masterfile"


def test_a_run_from_before_deaths_were_published_still_serves(tmp_path):
    run = a_run(tmp_path, [card(1, finding="deceased")], departed=None)
    (found,) = rows_of(checked(tmp_path, [line(1)], run=run))

    assert (found["finding"], found["months"]) == ("deceased", 1)
