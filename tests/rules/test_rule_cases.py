"""Runs the rule cases: sentences with a date, inputs and the expected answer."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from semesta.awards import Figures, decide, status
from semesta.law import rulebook, show


HERE = Path(__file__).parent
AWARD_FACTS = {"uhc_prioritas": "ya", "contributions_paid_through": "2025-09"}


def cases(name: str) -> list:
    text = (HERE / f"{name}.yaml").read_text(encoding="utf-8")
    return [
        pytest.param(case, id=case["sentence"])
        for case in yaml.load(text, yaml.BaseLoader)
    ]


def figures(entries: dict[str, str]) -> Figures:
    counts = ("population", "registered", "active", "local_government")
    typed = {key: int(text) if key in counts else text for key, text in entries.items()}
    return Figures(region_code="99.01", **typed)


@pytest.mark.parametrize("case", cases("law_values"))
def test_the_law_says(case: dict) -> None:
    assert show(case["rule"], date.fromisoformat(case["on"])).text == case["expect"]


@pytest.mark.parametrize("case", cases("status"))
def test_the_status_is(case: dict) -> None:
    on = date.fromisoformat(case["on"])
    found = status(figures(case["status"]), on, rulebook())
    assert {"uhc": found.uhc, "uhc_prioritas": found.uhc_prioritas} == case["expect"]


@pytest.mark.parametrize("case", cases("awards"))
def test_the_award_is(case: dict) -> None:
    found = decide(figures(AWARD_FACTS | case["award"]), rulebook())
    assert {"worst": found.worst, "best": found.best} == case["expect"]
