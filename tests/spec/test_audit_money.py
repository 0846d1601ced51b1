"""What a line costs, who pays which part, and what may have been paid too much."""

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_builders import a_run, card, checked, line, rows_of, the_line
from semesta.audit import read_share
from semesta.audit.totals import totals_of
from semesta.engine import Duck, sql_file
from semesta.errors import IdentityBroken, SemestaError
from semesta.months import Month


PAYERS = ("province", "regency")
DIED = {"person_id": 1, "status": "deceased"}


def month_of(index):
    return str(Month(index // 12, index % 12 + 1))


DEATHS = [
    # died, card began, since, months, potential at 37,800 a month
    ("2025-10-15", "2024-01-01", "2025-11", 3, 113_400),
    ("2025-12-31", "2024-01-01", "2026-01", 1, 37_800),
    ("2026-01-05", "2024-01-01", "2026-02", 0, 0),
    ("2024-12-01", "2024-01-01", "2025-01", 13, 491_400),
    ("2019-03-01", "2025-12-10", "2025-12", 2, 75_600),
    ("2025-10-15", None, "2025-11", 3, 113_400),
]


@pytest.mark.parametrize(("died", "began", "since", "months", "potential"), DEATHS)
def test_a_death_counts_from_the_month_after_it_to_the_invoice(
    tmp_path, died, began, since, months, potential
):
    began = date.fromisoformat(began) if began else None
    found = the_line(
        tmp_path,
        [line(1)],
        [card(1, finding="deceased", start_date=began)],
        departed=[DIED | {"death_date": date.fromisoformat(died)}],
    )

    assert month_of(found["since"]) == since
    assert (found["months"], found["potential"]) == (months, potential)


@pytest.mark.parametrize("departed", [None, [], [DIED | {"death_date": None}]])
def test_a_death_without_a_date_counts_one_month(tmp_path, departed):
    cards = [card(1, finding="deceased")]
    found = the_line(tmp_path, [line(1)], cards, departed=departed)

    assert (found["since"], found["months"], found["potential"]) == (None, 1, 37_800)


DOUBLES = [
    # the surplus card began, the kept one began, since, months
    ("2024-01-01", "2025-06-20", "2025-07", 7),
    ("2025-11-30", "2020-01-01", "2025-12", 2),
    ("2026-01-01", "2020-01-01", "2026-02", 0),
    (None, "2020-01-01", None, 1),
    ("2024-01-01", None, None, 1),
]


@pytest.mark.parametrize(("surplus", "kept", "since", "months"), DOUBLES)
def test_a_double_card_counts_from_the_month_after_the_later_began(
    tmp_path, surplus, kept, since, months
):
    first, second = (
        date.fromisoformat(day) if day else None for day in (surplus, kept)
    )
    cards = [
        card(1, finding="duplicate", start_date=first),
        card(2, person_id=1, start_date=second, segment="ppu-bu"),
    ]
    found = the_line(tmp_path, [line(1)], cards)

    assert (found["since"] and month_of(found["since"])) == since
    assert (found["months"], found["potential"]) == (months, months * 37_800)
    assert found["kept_card"] == "0000000000002"


@pytest.mark.parametrize(
    "finding", ["moved", "identity_conflict", "nik_invalid", "unknown", "not_found"]
)
def test_what_is_to_clarify_is_not_summed(tmp_path, finding):
    found = the_line(tmp_path, [line(1)], [card(1, finding=finding)])

    assert (found["months"], found["potential"]) == (0, 0)


def a_death(folder, *invoices):
    """Months counted by line, of a card whose holder died in August 2025."""
    cards = [card(1, finding="deceased"), card(2)]
    departed = [DIED | {"death_date": date(2025, 8, 20)}]
    run = a_run(folder, cards, departed=departed)
    found = rows_of(checked(folder, *invoices, run=run))
    return [
        (row["months"], row["potential"]) for row in found if row["card"][-1] == "1"
    ]


def test_months_that_the_invoices_cover_are_summed_and_none_counts_twice(tmp_path):
    """September to November at the first line, then each month by its own line."""
    months = ("2025-11", "2025-12", "2026-01")
    invoices = [[line(1, BULAN=month)] for month in months]

    assert a_death(tmp_path, *invoices) == [(3, 113_400), (1, 37_800), (1, 37_800)]


def test_a_month_between_two_invoices_counts_with_the_later(tmp_path):
    invoices = [line(1, BULAN="2025-11")], [line(1, IURAN="40000")]

    assert a_death(tmp_path, *invoices) == [(3, 113_400), (2, 80_000)]


def test_the_order_in_which_invoices_are_given_does_not_matter(tmp_path):
    invoices = [line(1)], [line(1, BULAN="2025-11")]

    assert a_death(tmp_path, *invoices) == [(2, 75_600), (3, 113_400)]


def test_a_second_line_of_the_same_month_counts_once(tmp_path):
    assert a_death(tmp_path, [line(1), line(1)]) == [(5, 189_000), (1, 37_800)]


def test_invoices_before_the_death_count_nothing(tmp_path):
    invoices = [line(1, BULAN="2025-07")], [line(1, BULAN="2025-08")], [line(1)]

    assert a_death(tmp_path, *invoices) == [(0, 0), (0, 0), (5, 189_000)]


SPLITS = [
    # amount, contribution, aid
    (37_800, 35_000, 2_800),
    (35_000, 35_000, 0),
    (36_000, 35_000, 1_000),
    (20_000, 20_000, 0),
    (42_000, 39_200, 2_800),
    (75_600, 72_800, 2_800),
    (0, 0, 0),
]


@pytest.mark.parametrize(("amount", "contribution", "aid"), SPLITS)
def test_one_amount_is_split_by_law(tmp_path, amount, contribution, aid):
    found = the_line(tmp_path, [line(1, IURAN=str(amount))], [card(1)])

    assert (found["contribution"], found["aid"]) == (contribution, aid)


def test_two_amounts_are_taken_as_they_stand(tmp_path):
    bare = {key: text for key, text in line(1).items() if key != "IURAN"}
    lines = [bare | {"IURAN PESERTA": "30.000", "BANTUAN IURAN": "5.000"}]
    found = the_line(tmp_path, lines, [card(1)])

    assert (found["contribution"], found["aid"], found["amount"]) == (
        *(30_000, 5_000),
        35_000,
    )


SHARES = [
    # percent, contribution of province and regency, aid of province and regency
    ("40", (14_000, 21_000), (1_120, 1_680)),
    ("33,33", (11_665, 23_335), (933, 1_867)),
    ("0", (0, 35_000), (0, 2_800)),
    ("100", (35_000, 0), (2_800, 0)),
    ("12.5%", (4_375, 30_625), (350, 2_450)),
]


@pytest.mark.parametrize(("percent", "contribution", "aid"), SHARES)
def test_the_province_pays_its_share_of_both_funds(
    tmp_path, percent, contribution, aid
):
    share = read_share(percent)
    found = the_line(tmp_path, [line(1)], [card(1)], province_share=share)

    assert contribution == (
        found["contribution_province"],
        found["contribution_regency"],
    )
    assert aid == (found["aid_province"], found["aid_regency"])


@pytest.mark.parametrize(
    "percent", ["", "empat", "-1", "100,1", "33,33333", "nan", "inf"]
)
def test_a_share_that_is_no_percentage_is_refused(percent):
    with pytest.raises(SemestaError) as refused:
        read_share(percent)

    assert refused.value.code == "audit.bad_share"


@settings(max_examples=10)
@given(
    amounts=st.lists(st.integers(0, 10**9), min_size=1, max_size=50),
    share=st.integers(0, 1_000_000),
)
def test_the_parts_of_a_line_always_add_up_to_it(amounts, share):
    lines = [
        {"line": at, "month": 0, "amount": amount, "contribution": None}
        for at, amount in enumerate(amounts)
    ]
    kinds = [pa.int64()] * 4
    names = ("line", "month", "amount", "contribution")
    schema = pa.schema(zip(names, kinds, strict=True))
    with Duck(threads=1) as engine:
        engine.register("invoice_lines", pa.Table.from_pylist(lines, schema))
        engine.values("tariffs", {"month": 0, "contribution": 35_000, "aid": 2_800})
        engine.values("parameters", {"share": share})
        found = engine.rows(sql_file("semesta.audit", "split_lines"))

    parts = [f"{fund}_{payer}" for fund in ("contribution", "aid") for payer in PAYERS]
    assert [sum(row[part] for part in parts) for row in found] == amounts
    assert all(row[part] >= 0 for row in found for part in parts)


def a_small_audit(folder):
    cards = [
        card(1, finding="deceased"),
        card(2, finding="duplicate", start_date=date(2025, 11, 1)),
        card(3, person_id=2, kept=True),
        card(4),
        card(5, finding="moved", village=3310032001),
    ]
    departed = [DIED | {"death_date": date(2025, 11, 20)}]
    run = a_run(folder, cards, departed=departed)
    lines = [line(number) for number in (1, 2, 4, 5, 9)]
    lines += [line(4, IURAN="-37800"), line(4, IURAN="35000", BULAN="2025-12")]
    return checked(folder, lines, run=run, province_share=400_000)


def test_every_total_is_the_sum_of_its_parts(tmp_path):
    """Two months of a death and of a double card: 4 × 37,800 = 151,200."""
    totals = totals_of(a_small_audit(tmp_path))

    assert (totals.all.lines, totals.all.amount) == (6, 224_000)
    assert totals.all.potential == 151_200
    findings = {part.key: (part.lines, part.potential) for part in totals.by_finding}
    assert findings == {
        "deceased": (1, 75_600),
        "duplicate": (1, 75_600),
        "moved": (1, 0),
        "not_in_masterfile": (1, 0),
        "matched": (2, 0),
    }
    villages = [(part.key[:13], part.lines, part.amount) for part in totals.by_village]
    assert villages == [("33.10.02.2007", 5, 186_200), ("33.10.03.2001", 1, 37_800)]
    months = [(part.key, part.lines, part.amount) for part in totals.by_month]
    assert months == [("2025-12", 1, 35_000), ("2026-01", 5, 189_000)]
    natures = {part.key: part.lines for part in totals.by_nature}
    assert natures == {"strong": 2, "clarify": 3, "none": 1}


def test_the_funds_of_the_payers_are_summed(tmp_path):
    """Six contributions of 35,000 and five aids of 2,800, the province 40%."""
    totals = totals_of(a_small_audit(tmp_path))

    found = [
        (part.fund, part.payer, part.amount, part.potential) for part in totals.by_fund
    ]
    assert found == [
        ("contribution", "province", 84_000, 56_000),
        ("contribution", "regency", 126_000, 84_000),
        ("aid", "province", 5_600, 4_480),
        ("aid", "regency", 8_400, 6_720),
    ]


def test_a_line_that_is_lost_stops_the_audit(tmp_path):
    found = a_small_audit(tmp_path)
    found.bills.aside.clear()

    with pytest.raises(IdentityBroken) as broken:
        totals_of(found)

    assert broken.value.parameters["name"] == "lines"
