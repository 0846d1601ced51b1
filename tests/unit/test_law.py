"""The rulebook reads strictly and answers with a date."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from semesta.errors import SemestaError
from semesta.law import Rulebook, rulebook, rules_on, show, version
from semesta.months import Month


VALUE = """
    - from: 2025-01-01
      value: 98.6
      operator: ">="
      unit: percent
      source: a regulation
      confidence: official
"""
RULE = f"""
some.rule:
  about: {{id: sebuah aturan, en: a rule}}
  values:{VALUE}"""


def load(folder: Path, text: str) -> Rulebook:
    (folder / "rules.yaml").write_text(text, encoding="utf-8")
    return Rulebook.load(folder)


def refused(folder: Path, text: str) -> SemestaError:
    with pytest.raises(SemestaError) as caught:
        load(folder, text)
    return caught.value


def test_a_decimal_is_kept_exactly(tmp_path: Path) -> None:
    value = load(tmp_path, RULE).value("some.rule", date(2025, 1, 1))
    assert value.number == Fraction(986, 1000)
    assert value.operator == ">="


def test_the_latest_value_that_has_begun_is_in_force() -> None:
    assert show("uhc_status.active", date(2024, 12, 31)).text == "75"
    assert show("uhc_status.active", date(2025, 1, 1)).text == "80"
    assert [v.text for v in rulebook().history("uhc_status.active")] == ["75", "80"]


def test_persons_are_a_number(tmp_path: Path) -> None:
    text = RULE.replace("98.6", "5").replace("unit: percent", "unit: persons")
    assert load(tmp_path, text).value("some.rule", date(2025, 1, 1)).number == 5


def test_a_month_a_date_and_a_list_are_typed() -> None:
    held = date(2026, 1, 27)
    through = show("awards.2026.pratama.contributions_paid_through", held)
    assert through.month == Month(2025, 9)
    assert show("awards.2026.held_on", held).date == held
    assert show("awards.2026.categories", held).words == ("Pratama", "Madya", "Utama")
    with pytest.raises(TypeError, match="awards.2026.held_on is a date"):
        _ = show("awards.2026.held_on", held).number


def test_the_price_of_a_resident_whom_the_region_pays_for_is_two_lines() -> None:
    day = date(2026, 1, 31)
    contribution = show("contributions.pbpu_pemda.contribution", day)
    aid = show("contributions.pbpu_pemda.regional_aid", day)
    assert contribution.number + aid.number == 37800


def test_before_the_first_date_the_error_names_rule_and_date() -> None:
    with pytest.raises(SemestaError) as caught:
        show("uhc_status.active", date(2022, 6, 30))
    assert caught.value.code == "law.before_first_date"
    for language in ("id", "en"):
        text = caught.value.text(language)
        assert "uhc_status.active" in text
        assert "2022-06-30" in text
        assert "2023-01-01" in text


def test_an_unknown_rule_names_the_closest() -> None:
    with pytest.raises(SemestaError) as caught:
        show("uhc_status.activ", date(2026, 1, 31))
    assert caught.value.code == "law.unknown_rule"
    assert "uhc_status.active" in caught.value.text()


def test_a_gap_between_two_values_is_not_filled() -> None:
    rule = "contributions.class_iii.total"
    assert show(rule, date(2020, 3, 31)).number == 42000
    with pytest.raises(SemestaError) as caught:
        show(rule, date(2020, 4, 1))
    assert caught.value.code == "law.not_in_force"
    assert "2020-04-01" in caught.value.text()
    assert rule not in [value.rule for value in rules_on(date(2020, 4, 1))]


def test_rules_on_a_day_leave_out_what_has_not_begun() -> None:
    names = [value.rule for value in rules_on(date(2024, 8, 8))]
    assert "awards.2024.pratama.coverage" in names
    assert "awards.2026.pratama.coverage" not in names


@pytest.mark.parametrize("field", ["source", "confidence", "unit", "value"])
def test_a_value_without_a_needed_field_is_refused(tmp_path: Path, field: str) -> None:
    lines = [line for line in RULE.splitlines() if f" {field}:" not in line]
    error = refused(tmp_path, "\n".join(lines))
    expected = "missing_source" if field == "source" else "missing_field"
    assert error.code == f"law.{expected}"
    assert "some.rule" in error.text()
    assert "2025-01-01" in error.text()
    assert field in error.text()


def test_a_value_without_a_date_is_refused(tmp_path: Path) -> None:
    error = refused(tmp_path, RULE.replace("from: 2025-01-01", 'from: ""'))
    assert error.code == "law.missing_field"
    assert "`from`" in error.text()


@pytest.mark.parametrize(
    ("good", "bad", "code"),
    [
        ("source:", "sorce:", "law.unknown_key"),
        ("operator:", "source: x\n      operator:", "law.duplicate_key"),
        ("confidence: official", "confidence: certain", "law.bad_value"),
        ('operator: ">="', 'operator: "=<"', "law.bad_value"),
        ("unit: percent", "unit: per cent", "law.bad_value"),
        ("value: 98.6", "value: 9.86e1", "law.bad_value"),
        ("value: 98.6", "value: 98,6", "law.bad_value"),
        ("from: 2025-01-01", "from: 2025-02-30", "law.bad_value"),
        ("value: 98.6", "value: 98.6\n      above: 99", "law.bad_value"),
        ("  values:", "  value: 1\n  values:", "law.unknown_key"),
        ("  about: {id: sebuah aturan, en: a rule}\n", "", "law.missing_field"),
        (VALUE, VALUE + VALUE[1:], "law.same_day_twice"),
        (VALUE, " []", "law.missing_field"),
        (VALUE, "", "law.missing_field"),
        ("some.rule:", "[", "law.not_yaml"),
        (RULE, "only words", "law.not_yaml"),
    ],
)
def test_a_faulty_rule_file_is_refused(
    tmp_path: Path, good: str, bad: str, code: str
) -> None:
    assert good in RULE
    assert refused(tmp_path, RULE.replace(good, bad)).code == code


def test_a_rule_in_two_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "again.yaml").write_text(RULE, encoding="utf-8")
    assert refused(tmp_path, RULE).code == "law.rule_twice"


def test_the_version_follows_the_content_of_the_files(tmp_path: Path) -> None:
    first = load(tmp_path, RULE).version
    assert load(tmp_path, RULE).version == first
    assert load(tmp_path, RULE.replace("98.6", "98.7")).version != first
    assert version() == rulebook().version


def test_every_threshold_of_status_and_awards_has_an_operator() -> None:
    for name in rulebook().names():
        if name.startswith(("awards.", "uhc_status.")):
            for value in rulebook().history(name):
                compared = value.unit in ("percent", "month")
                assert bool(value.operator) == compared, name
