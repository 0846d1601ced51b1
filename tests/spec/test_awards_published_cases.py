"""Every published case, with the three facts given and without them."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from semesta.awards import Figures, decide, read_figures
from semesta.law import rulebook


CASES = Path(__file__).parents[1] / "data" / "award_cases.csv"
FACTS = {
    "met": {
        "uhc_prioritas": "ya",
        "contributions_paid_through": "2025-09",
        "jamkesda_integrated": "ya",
    },
    "empty": {
        "uhc_prioritas": "",
        "contributions_paid_through": "",
        "jamkesda_integrated": "",
    },
}


def cases() -> list:
    with CASES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [
        pytest.param(figures, row, facts, id=f"{row['region_name']}, facts {facts}")
        for figures, row in zip(read_figures(CASES), rows, strict=True)
        for facts in FACTS
    ]


@pytest.mark.parametrize(("figures", "row", "facts"), cases())
def test_a_published_case_has_exactly_this_range(
    figures: Figures, row: dict[str, str], facts: str
) -> None:
    found = decide(replace(figures, **FACTS[facts]), rulebook())
    expected = row[f"worst_if_flags_{facts}"], row[f"best_if_flags_{facts}"]
    assert (found.worst, found.best) == expected
    assert found.category == (found.worst if found.worst == found.best else "")


@pytest.mark.parametrize("code", ["64.09", "21.04", "82.05", "11.06"])
def test_a_case_that_contradicts_itself_or_the_rule_says_so(code: str) -> None:
    (figures,) = [row for row in read_figures(CASES) if row.region_code == code]
    found = decide(figures, rulebook())
    assert found.contradictions
    assert found.reasons[: len(found.contradictions)] == found.contradictions


def test_the_other_cases_hold_no_contradiction() -> None:
    clean = [
        decide(figures, rulebook())
        for figures in read_figures(CASES)
        if figures.region_code not in ("64.09", "21.04", "82.05", "11.06")
    ]
    assert [found.region_code for found in clean if found.contradictions] == []
