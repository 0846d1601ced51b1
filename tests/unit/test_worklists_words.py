"""The words of the sheets: whole in both languages, never a word that hurts."""

import re
from datetime import date

import pytest
import yaml

from house import PACKAGE
from semesta.law import rulebook
from semesta.worklists.steps import (
    LISTED,
    NUMBERS,
    step_conditions,
    step_texts,
)
from semesta.worklists.tables import STATES


ON = date(2026, 1, 31)
STEPS = yaml.safe_load((PACKAGE / "worklists" / "next_steps.yaml").read_text("utf-8"))
KEYS = {*LISTED, "decile", *NUMBERS, "months_over"}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step["step"])
def test_a_step_is_whole(step: dict) -> None:
    assert set(step) == {"step", "when", "short", "text", "where"}
    assert set(step["when"]) <= KEYS
    for part in ("short", "text", "where"):
        assert set(step[part]) == {"id", "en"}
        rules = [re.findall(r"\{(.*?)\}", step[part][lang]) for lang in ("id", "en")]
        assert rules[0] == rules[1]


def test_steps_have_different_names() -> None:
    names = [step["step"] for step in STEPS]
    assert len(set(names)) == len(names)
    for lang in ("id", "en"):
        shorts = [step["short"][lang] for step in STEPS]
        assert len(set(shorts)) == len(shorts)


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_a_step_that_asks_for_nothing_else(state: str) -> None:
    ways = step_conditions(ON).to_pylist()
    others = [name for name in ways[0] if name not in ("step", "state")]
    assert any(
        way["state"] == state and all(way[name] is None for name in others)
        for way in ways
    )


def test_rules_of_law_are_filled_into_the_texts() -> None:
    texts = {row["step"]: row for row in step_texts(ON, "id").to_pylist()}
    rehab = texts["arrears_instalments"]["next_step"]
    assert "tunggakan 4–24 bulan, paling banyak 12 kali" in rehab
    assert "PANDAWA 0811-8165-165" in texts["newborn_in_time"]["where_to"]
    assert not any(
        "{" in text for row in texts.values() for text in list(row.values())[1:]
    )


def test_what_others_decide_is_worded_as_a_possibility() -> None:
    for step in STEPS:
        if "usul" in step["text"]["id"]:
            assert "apat diusulkan" in step["text"]["id"], step["step"]
            assert "ay be proposed" in step["text"]["en"], step["step"]


def test_priorities_of_the_law_are_marks_that_sheets_can_name() -> None:
    words = yaml.safe_load((PACKAGE / "worklists" / "words.yaml").read_text("utf-8"))
    order = rulebook().value("worklists.priorities", ON).words
    assert set(order) == set(words["priority"])


def test_words_name_the_same_parts_in_both_languages() -> None:
    words = yaml.safe_load((PACKAGE / "worklists" / "words.yaml").read_text("utf-8"))
    for kind, entries in words.items():
        for code, texts in entries.items():
            parts = [
                set(re.findall(r"\{(.*?)\}", texts[lang])) for lang in ("id", "en")
            ]
            assert parts[0] == parts[1], (kind, code)
