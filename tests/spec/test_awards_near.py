"""A decision near a threshold says so: what would turn it, what would make it sure."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from semesta.awards import Decision, Figures, decide, decide_regions, status
from semesta.law import rulebook


DAY = date(2026, 1, 31)
# 10,000 residents: 30 are to be verified, of whom 15 are expected to be active.
OPEN = Figures(
    "33.10",
    population=10_000,
    registered=9_900,
    active=(7_990, 8_020),
    local_government=1_500,
    to_verify=30,
    active_expected=0.8005,
    uhc_prioritas="ya",
    contributions_paid_through="2026-01",
)


def near(figures: Figures) -> list[str]:
    return [text.id for text in status(figures, DAY, rulebook()).near]


def test_a_range_that_holds_the_threshold_says_how_many_answers_settle_it():
    found = status(OPEN, DAY, rulebook())

    assert len(found.near) == 1
    assert found.near[0].id == (
        "tingkat keaktifan antara 79,9% dan 80,2%, diharapkan 80,05%, belum menentukan: "
        "UHC perlu ≥ 80%, pasti tercapai bila 10 dari 30 penduduk yang perlu verifikasi "
        "terbukti aktif, pasti tidak bila 21 terbukti tidak. Selesaikan kartunya dengan "
        "semesta review export"
    )
    assert found.near[0].en == (
        "active rate between 79.9% and 80.2%, 80.05% to be expected, does not settle it: "
        "≥ 80% for UHC, certain once 10 of 30 residents to be verified prove to be "
        "active, ruled out once 21 prove not to be. Settle their cards with semesta "
        "review export"
    )
    assert set(found.near) <= set(found.reasons)


@pytest.mark.parametrize(
    ("answers", "verdict"), [(9, "undecidable"), (10, "met"), (30, "met")]
)
def test_so_many_answers_do_settle_it(answers, verdict):
    """Ten of thirty prove to be active: 8,000 of 10,000 at least."""
    figures = replace(OPEN, active=(7_990 + answers, 8_020))

    assert status(figures, DAY, rulebook()).uhc.value == verdict


@pytest.mark.parametrize(("others", "verdict"), [(20, "undecidable"), (21, "not_met")])
def test_so_many_others_rule_it_out(others, verdict):
    figures = replace(OPEN, active=(7_990, 8_020 - others))

    assert status(figures, DAY, rulebook()).uhc.value == verdict


@pytest.mark.parametrize(
    ("active", "said"),
    [
        (7_997, None),
        (7_998, "bertambah 2 jiwa"),
        (7_999, "bertambah 1 jiwa"),
        (8_000, "berkurang 1 jiwa"),
        (8_001, "berkurang 2 jiwa"),
        (8_002, None),
    ],
)
def test_a_decision_that_one_or_two_persons_turn_says_so(active, said):
    found = near(replace(OPEN, active=active, to_verify=0, active_expected=None))

    assert [said in text for text in found] == ([True] if said else [])


def test_a_printed_figure_asks_for_the_count_and_not_for_a_review():
    found = near(Figures("33.10", coverage_pct="98", active_pct="85"))

    assert len(found) == 1
    assert found[0].startswith("cakupan kepesertaan antara 97,5% dan 98,5%")
    assert found[0].endswith("Angka tercetak itu pembulatan, mintalah jumlah jiwanya")


def test_what_is_far_from_every_threshold_says_nothing():
    figures = replace(OPEN, active=9_000, to_verify=900, active_expected=None)

    assert status(figures, DAY, rulebook()).near == ()
    assert decide(figures, rulebook(), "2026").near == ()


def row(**changes: object) -> dict[str, object]:
    usual = {
        **{"region_code": "33.10", "region_name": "Kabupaten Klaten"},
        **{"level": "regency", "basis": "linked", "population": 10_000},
        **{"registered": 9_900, "registered_high": 9_930, "unregistered": 70},
        **{"active": 7_990, "active_low": 7_990, "active_high": 8_020, "unknown": 30},
        **{"local_government": 1_500, "local_government_high": 1_530},
        **{"local_government_active": 1_400},
        **{"coverage_rate_expected": 0.9915, "active_rate_expected": 0.8005},
    }
    return usual | changes


def test_the_rows_of_a_run_carry_it_in_both_languages():
    found = decide_regions([row()], {}, "2026", DAY, rulebook())

    for told in (found.status[0], found.awards[0]):
        assert "10 dari 30 penduduk yang perlu verifikasi" in told["near"]
        assert "10 of 30 residents to be verified" in told["near_en"]
        assert told["near"] in told["reasons"]


def test_residents_outside_a_part_of_the_members_are_not_sent_to_a_review():
    """Without the whole file nobody knows who is unregistered."""
    part = row(unregistered=None, unknown=2_000, active_high=9_990)

    found = decide_regions([part], {}, "2026", DAY, rulebook())

    assert "review" not in (found.status[0]["near"] or "")


MEASURES = ("registered", "active", "local_government")
counts = st.integers(0, 60)


def turned(figures: Figures) -> bool:
    """The slow twin: one or two persons more or fewer in one measure, tried out."""
    before = ends(decide(figures, rulebook(), "2026"))
    return any(
        ends(decide(replace(figures, **{name: count}), rulebook(), "2026")) != before
        for name, step in product(MEASURES, (-2, -1, 1, 2))
        if 0 <= (count := getattr(figures, name) + step)
    )


def ends(decision: Decision) -> tuple[str, str]:
    return decision.worst, decision.best


@given(st.integers(30, 60), counts, counts, counts)
def test_it_is_said_exactly_where_one_or_two_persons_turn_the_award(
    population, registered, active, local
):
    figures = Figures(
        "33.10",
        population=population,
        registered=registered,
        active=active,
        local_government=local,
        uhc_prioritas="ya",
        contributions_paid_through="2026-12",
        jamkesda_integrated="ya",
    )

    assert bool(decide(figures, rulebook(), "2026").near) == turned(figures)
