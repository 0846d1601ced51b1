"""The next step of every person, by what the registers say of him."""

from pathlib import Path

import pytest

from twin import visiting
from visit_builders import draw, lines, make


CASES = [
    # state, segment, reason, relation of the card, birth, decile, months => step
    ("unregistered", "none", "-", "-", "1990-01-01", "5", "-", "pbi_proposal"),
    ("unregistered", "none", "-", "-", "1990-01-01", "6", "-", "own_or_employer"),
    ("unregistered", "none", "-", "-", "2010-01-01", "-", "-", "register_child"),
    ("unregistered", "none", "-", "-", "2010-01-01", "5", "-", "pbi_proposal"),
    ("unregistered", "none", "-", "-", "1990-01-01", "-", "-", "register"),
    ("unregistered", "none", "-", "-", "-", "-", "-", "register"),
    ("unknown", "none", "-", "-", "1990-01-01", "3", "-", "identity_check"),
    ("unknown", "pbpu", "-", "-", "2026-01-20", "3", "-", "identity_check"),
    ("arrears", "ppu-bu", "-", "-", "1990-01-01", "2", "6", "arrears_of_employer"),
    ("arrears", "pbpu-pemda", "-", "-", "-", "2", "6", "arrears_of_government"),
    ("arrears", "pbpu", "-", "-", "1990-01-01", "5", "6", "arrears_and_proposal"),
    ("arrears", "pbpu", "-", "-", "1990-01-01", "6", "3", "arrears_paid_at_once"),
    ("arrears", "pbpu", "-", "-", "1990-01-01", "6", "4", "arrears_instalments"),
    ("arrears", "bp", "-", "-", "1990-01-01", "-", "24", "arrears_instalments"),
    ("arrears", "pbpu", "-", "-", "1990-01-01", "-", "25", "arrears_beyond"),
    ("arrears", "pbpu", "-", "-", "1990-01-01", "-", "-", "arrears_not_known"),
    ("arrears", "unknown", "-", "-", "1990-01-01", "-", "9", "arrears_not_known"),
    ("lapsed", "pbi-jk", "DINONAKTIFKAN", "-", "-", "5", "-", "pbi_reactivation"),
    ("lapsed", "pbi-jk", "-", "-", "-", "6", "-", "pbi_reactivation_or_other"),
    ("lapsed", "pbi-jk", "-", "-", "-", "-", "-", "pbi_reactivation_or_other"),
    ("lapsed", "pbpu-pemda", "-", "-", "-", "1", "-", "pemda_reactivation"),
    ("lapsed", "ppu-bu", "PHK", "head", "1990-01-01", "-", "-", "layoff"),
    ("lapsed", "ppu-bu", "KENA PHK", "child", "2005-01-31", "-", "-", "child_in_educ"),
    ("lapsed", "ppu-bu", "PHK", "child", "2005-02-01", "-", "-", "layoff"),
    ("lapsed", "ppu-pn", "USIA", "child", "2001-02-01", "-", "-", "child_in_educ"),
    ("lapsed", "ppu-pn", "USIA", "child", "2001-01-31", "-", "-", "child_over_age"),
    ("lapsed", "ppu-pn", "BERHENTI", "head", "-", "-", "-", "employment_ended"),
    ("lapsed", "pbpu", "-", "-", "-", "-", "-", "self_paying_again"),
    ("lapsed", "unknown", "-", "-", "-", "-", "-", "self_paying_again"),
]
RESIDENT_STATES = {"arrears": "inactive_arrears", "lapsed": "inactive_lapsed"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: "/".join(case[:7]))
def test_the_next_step_of(case: tuple[str, ...], tmp_path: Path) -> None:
    state, segment, reason, relation, born, decile, months, expected = case
    resident_state = RESIDENT_STATES.get(state, state)
    card_state = state if state in RESIDENT_STATES else "deceased"
    run, _ = draw(
        f"""
        | id  | state            | birth_date | decile   |
        |-----|------------------|------------|----------|
        | one | {resident_state} | {born}     | {decile} |
        """,
        ""
        if segment == "none"
        else f"""
        | of  | segment   | state        | reason   | relation   | arrears_months |
        |-----|-----------|--------------|----------|------------|----------------|
        | one | {segment} | {card_state} | {reason} | {relation} | {months}       |
        """,
    )
    (found,) = lines(make(run.source(tmp_path / "run"), tmp_path / "out"))
    (told,) = visiting.worklist(run.residents, run.cards)
    assert found["step"] == told["step"]
    assert found["step"].startswith(expected)
    assert found["next_step"]
    assert found["where_to"]


def test_who_is_covered_has_no_step(tmp_path: Path) -> None:
    run, _ = draw("""
        | id  | kk | state   |
        |-----|----|---------|
        | one | 11 | active  |
        | two | 11 | unknown |
    """)
    found = lines(make(run.source(tmp_path / "run"), tmp_path / "out"))
    assert [row["step"] for row in found] == [None, "identity_check"]


def test_a_list_in_english_says_the_same_steps(tmp_path: Path) -> None:
    run, _ = draw("""
        | id  | decile |
        |-----|--------|
        | one | 1      |
    """)
    source = run.source(tmp_path / "run")
    (indonesian,) = lines(make(source, tmp_path / "id"))
    (english,) = lines(make(source, tmp_path / "en", language="en"))
    assert indonesian["step"] == english["step"] == "pbi_proposal"
    assert indonesian["short_step"] == "dapat diusulkan PBI JK: operator desa"
    assert english["short_step"] == "may be proposed for PBI JK: village operator"
