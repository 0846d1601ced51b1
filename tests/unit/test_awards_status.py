"""UHC and UHC Prioritas: reasons, alternatives, flags."""

from datetime import date

import pytest

from semesta.awards import Figures, Verdict, status
from semesta.errors import SemestaError
from semesta.law import rulebook


DAY = date(2026, 1, 31)
EXACT = Figures(
    "33.10",
    population=10000,
    registered=9800,
    active=8100,
    uhc_prioritas="ya",
    contributions_paid_through="2026-01",
)


def test_an_exact_equality_counts_and_is_flagged() -> None:
    found = status(EXACT, DAY, rulebook())
    assert found.uhc is Verdict.MET
    assert found.reasons[0].id == (
        'cakupan kepesertaan tepat 98,00%: sebagian sumber menulis "lebih dari"'
    )


def test_the_quoted_alternative_can_be_asked_for() -> None:
    found = status(EXACT, DAY, rulebook(), coverage_rule="uhc_status.coverage_rpjmn")
    assert found.uhc is Verdict.NOT_MET
    assert "perlu ≥ 98,6%" in found.reasons[-1].id


def test_a_claimed_priority_against_the_figures_is_a_contradiction() -> None:
    figures = Figures("33.10", active_pct="71.8", uhc_prioritas="ya")
    found = status(figures, DAY, rulebook())
    assert found.uhc_prioritas is Verdict.NOT_MET
    assert "dinyatakan UHC Prioritas" in found.contradictions[0].id


def test_an_open_fact_is_named() -> None:
    figures = Figures("33.10", coverage_pct="99", active_pct="85")
    found = status(figures, DAY, rulebook())
    assert found.uhc is Verdict.MET
    assert found.uhc_prioritas is Verdict.UNDECIDABLE
    assert any("permohonan UHC Prioritas" in text.id for text in found.reasons)


def test_before_the_first_threshold_there_is_no_status() -> None:
    with pytest.raises(SemestaError) as caught:
        status(EXACT, date(2022, 12, 31), rulebook())
    assert caught.value.code == "law.before_first_date"
