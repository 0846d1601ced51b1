"""What the audit says of a line: its finding, and what else is to be noticed."""

from datetime import date

import pytest

from audit_builders import a_run, card, checked, line, nik, rows_of, the_line
from semesta.audit import nature_of
from semesta.months import Month


@pytest.mark.parametrize(
    ("finding", "nature"),
    [
        ("deceased", "strong"),
        ("duplicate", "strong"),
        ("moved", "clarify"),
        ("identity_conflict", "clarify"),
        ("nik_invalid", "clarify"),
        ("unknown", "clarify"),
        ("not_found", "clarify"),
        ("matched", "none"),
        ("newborn_waiting", "none"),
    ],
)
def test_a_line_has_the_finding_of_its_card(tmp_path, finding, nature):
    found = the_line(tmp_path, [line(1)], [card(1, finding=finding)])

    assert found["finding"] == finding
    assert found["flags"] == set()
    assert nature_of(finding, ()) == nature


def test_a_card_number_without_its_zeros_is_the_same_card(tmp_path):
    found = the_line(tmp_path, [line(1, NOKA="1")], [card(1)])

    assert (found["finding"], found["flags"]) == ("matched", set())


BILLED = [
    ("active", {}, set()),
    ("arrears", {}, {"billed_inactive"}),
    ("lapsed", {}, {"billed_inactive"}),
    ("lapsed", {"end_date": date(2026, 1, 1)}, set()),
    ("lapsed", {"end_date": date(2025, 12, 31)}, {"billed_inactive"}),
    ("active", {"start_date": date(2026, 1, 31)}, set()),
    ("active", {"start_date": date(2026, 2, 1)}, {"billed_inactive"}),
]


@pytest.mark.parametrize(("state", "dates", "flags"), BILLED)
def test_a_card_is_billed_while_active_in_the_month_or_flagged(
    tmp_path, state, dates, flags
):
    found = the_line(tmp_path, [line(1)], [card(1, state=state, **dates)])

    assert found["flags"] == flags


@pytest.mark.parametrize(
    ("other", "flags"),
    [
        ({"segment": "ppu-bu"}, {"other_payer"}),
        ({"segment": "pbi-jk"}, {"other_payer"}),
        ({"segment": "ppu-bu", "state": "lapsed"}, set()),
        ({"segment": "pbpu-pemda"}, set()),
        ({"segment": "unknown"}, set()),
        ({"segment": "ppu-bu", "person_id": 2}, set()),
    ],
)
def test_another_active_card_with_another_payer_is_flagged(tmp_path, other, flags):
    second = card(2, person_id=1) | other
    found = the_line(tmp_path, [line(1)], [card(1), second])

    assert found["flags"] == flags


def test_a_card_that_the_masterfile_lacks_is_to_clarify(tmp_path):
    found = the_line(tmp_path, [line(7)], [card(1)])

    assert found["finding"] == "not_in_masterfile"
    assert found["flags"] == {"not_in_masterfile"}
    assert nature_of(found["finding"], ()) == "clarify"


def test_of_an_unknown_card_the_nik_tells_which_card_is_known(tmp_path):
    found = the_line(tmp_path, [line(7, NIK=str(nik(1)))], [card(1)])

    assert found["card_of_nik"] == "0000000000001"


def test_a_line_without_a_card_number_is_found_by_its_nik(tmp_path):
    found = the_line(tmp_path, [line(1, NOKA="")], [card(1, finding="moved")])

    assert (found["finding"], found["card"]) == ("moved", "0000000000001")


def test_a_nik_on_two_cards_finds_neither(tmp_path):
    cards = [card(1), card(2, card_nik=nik(1))]
    found = the_line(tmp_path, [line(1, NOKA="")], cards)

    assert found["finding"] == "not_in_masterfile"


@pytest.mark.parametrize("scope", ["pbi-jk", "unregistered-list"])
def test_a_run_that_holds_no_such_cards_misses_none(tmp_path, scope):
    found = the_line(tmp_path, [line(7)], [card(1)], scope=scope)

    assert (found["finding"], found["flags"]) == ("not_checked", set())


def test_a_card_of_another_segment_is_flagged(tmp_path):
    found = the_line(tmp_path, [line(1)], [card(1, segment="pbpu")])

    assert found["flags"] == {"card_not_pemda"}


AMOUNTS = [
    ({"IURAN": "37800"}, set()),
    ({"IURAN": "35000"}, {"amount_not_tariff"}),
    ({"IURAN": "42000"}, {"amount_not_tariff"}),
    ({"KONTRIBUSI": "35000", "BANTUAN IURAN": "2800"}, set()),
    ({"KONTRIBUSI": "37800", "BANTUAN IURAN": "0"}, {"amount_not_tariff"}),
    ({"KONTRIBUSI": "35000", "BANTUAN IURAN": "7000"}, {"amount_not_tariff"}),
    ({"KONTRIBUSI": "35000"}, set()),
    ({"KONTRIBUSI": "37800"}, {"amount_not_tariff"}),
]


@pytest.mark.parametrize(("amounts", "flags"), AMOUNTS)
def test_an_amount_is_the_tariff_of_the_law_or_flagged(tmp_path, amounts, flags):
    bare = {key: text for key, text in line(1).items() if key != "IURAN"}
    found = the_line(tmp_path, [bare | amounts], [card(1)])

    assert found["flags"] == flags


def test_the_tariff_is_that_of_the_month_that_is_billed(tmp_path):
    """No tariff is known before 2021, so nothing is said of the amount."""
    run = a_run(tmp_path, [card(1, start_date=None)])
    lines = [line(1, BULAN="2020-12", IURAN="25500")]
    (found,) = rows_of(checked(tmp_path, lines, run=run, invoice_month=Month(2020, 12)))

    assert found["flags"] == set()
    assert (found["contribution"], found["aid"]) == (25_500, 0)


def test_a_line_of_another_month_than_the_invoice_is_flagged(tmp_path):
    lines = [line(1, BULAN="Desember 2025"), line(2)]
    run = a_run(tmp_path, [card(1), card(2)])
    first, second = rows_of(checked(tmp_path, lines, run=run))

    assert (first["flags"], second["flags"]) == ({"wrong_month"}, set())


def test_the_month_of_the_invoice_can_be_given(tmp_path):
    run = a_run(tmp_path, [card(1)])
    lines = [line(1, BULAN="2025-12")]
    (found,) = rows_of(checked(tmp_path, lines, run=run, invoice_month=Month(2025, 12)))

    assert found["flags"] == set()


def test_of_several_invoices_each_has_the_month_that_most_of_its_lines_say(tmp_path):
    run = a_run(tmp_path, [card(number) for number in (1, 2, 3)])
    december = [line(1, BULAN="2025-12"), line(2, BULAN="2025-12"), line(3)]
    january = [line(1), line(2)]
    found = rows_of(checked(tmp_path, december, january, run=run))

    assert [row["flags"] for row in found] == [
        *(set(), set(), {"wrong_month"}),
        *(set(), set()),
    ]


def test_a_month_without_a_year_is_the_latest_up_to_the_invoice(tmp_path):
    lines = [line(1, BULAN="Januari"), line(2, BULAN="12")]
    run = a_run(tmp_path, [card(1), card(2)])
    first, second = rows_of(checked(tmp_path, lines, run=run))

    assert first["month"] == 2026 * 12
    assert second["month"] == 2025 * 12 + 11


def test_a_card_billed_twice_in_a_month_is_flagged_in_both_lines(tmp_path):
    run = a_run(tmp_path, [card(1), card(2)])
    found = rows_of(checked(tmp_path, [line(1), line(2), line(1)], run=run))

    assert [row["flags"] for row in found] == [{"double_line"}, set(), {"double_line"}]
    assert found[0]["bills_of_card"] == 2


def test_a_card_billed_in_two_months_is_not_billed_twice(tmp_path):
    run = a_run(tmp_path, [card(1)])
    invoices = [line(1, BULAN="2025-12")], [line(1)]
    found = rows_of(checked(tmp_path, *invoices, run=run))

    assert [row["flags"] for row in found] == [set(), set()]


def test_one_nik_on_two_cards_of_an_invoice_is_flagged(tmp_path):
    run = a_run(tmp_path, [card(1), card(2)])
    found = rows_of(checked(tmp_path, [line(1), line(2, NIK=str(nik(1)))], run=run))

    assert found[0]["flags"] == {"double_nik"}
    assert found[1]["flags"] == {"double_nik", "identity_differs"}


@pytest.mark.parametrize(
    ("written", "flags"),
    [
        ({"NIK": str(nik(5))}, {"identity_differs"}),
        ({"NIK": "", "NAMA": "BUDI", "TGLLHR": "01-02-1970"}, {"identity_differs"}),
        ({"NIK": "", "NAMA": "BUDI"}, set()),
        ({"NIK": "", "TGLLHR": "01-02-1970"}, set()),
        ({"NAMA": "BUDI", "TGLLHR": "01-02-1970"}, set()),
    ],
)
def test_an_identity_that_differs_from_the_card_is_flagged(tmp_path, written, flags):
    found = the_line(tmp_path, [line(1, **written)], [card(1)])

    assert found["flags"] == flags


def test_an_impossible_card_number_is_flagged_and_its_line_still_checked(tmp_path):
    lines = [line(1, NOKA="12345678901234")]
    found = the_line(tmp_path, lines, [card(1, finding="moved")])

    assert (found["finding"], found["flags"]) == ("moved", {"card_impossible"})


def test_active_cards_that_the_invoice_lacks_are_listed(tmp_path):
    cards = [
        card(1),
        card(2),
        card(3, state="lapsed"),
        card(4, segment="pbpu"),
        card(5, village=3310032001),
    ]
    run = a_run(tmp_path, cards)
    found = checked(tmp_path, [line(1)], run=run)

    assert found.not_billed is not None
    assert found.not_billed["noka"].to_pylist() == ["0000000000002", "0000000000005"]


def test_the_cards_that_are_missed_can_be_those_of_a_region(tmp_path):
    run = a_run(tmp_path, [card(1), card(2), card(5, village=3310032001)])
    found = checked(tmp_path, [line(1)], run=run, region="33.10.02")

    assert found.not_billed is not None
    assert found.not_billed["noka"].to_pylist() == ["0000000000002"]


def test_of_several_invoices_the_latest_must_have_the_card(tmp_path):
    run = a_run(tmp_path, [card(1), card(2)])
    invoices = [line(1, BULAN="2025-12"), line(2, BULAN="2025-12")], [line(1)]
    found = checked(tmp_path, *invoices, run=run)

    assert found.not_billed is not None
    assert found.not_billed["noka"].to_pylist() == ["0000000000002"]


@pytest.mark.parametrize(
    ("of_card", "written", "place"),
    [
        (3310032001, "KATEKAN", 3310032001),
        (3310000000, "KATEKAN", 3310022007),
        (0, "KATEKAN", 3310022007),
        (3310000000, "ENTAH", 3310000000),
    ],
)
def test_the_village_is_the_cards_or_else_the_invoices(
    tmp_path, of_card, written, place
):
    cards = [card(1, village=of_card), card(2)]
    found = the_line(tmp_path, [line(1, NMDESA=written)], cards)

    assert found["place"] == place
