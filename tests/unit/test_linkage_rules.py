"""Evidence, its codes and the verdicts on them."""

import re
from math import prod

import pytest

from semesta.engine import sql_file
from semesta.linkage import rules


SIZES = [len(field.levels) for field in rules.fields()]
CODES = prod(SIZES)
# A step that shares no factor with the sizes: the sample meets every level of a field.
SAMPLE = range(0, CODES, 37)
# Rules know nothing of the fields that come last.
RULED = prod(len(f.levels) for f in rules.fields() if f.name not in rules.UNRULED)


STEPS = ("bare_evidence", "codes_of_pairs")


def evidence_sql() -> str:
    return "\n".join(sql_file("semesta.linkage", step).text for step in STEPS)


def test_a_code_names_one_combination_of_levels():
    assert [rules.pack(rules.unpack(code)) for code in SAMPLE] == list(SAMPLE)
    assert rules.unpack(0) == {field.name: field.levels[0] for field in rules.fields()}
    assert rules.unpack(CODES - 1) == {
        field.name: field.levels[-1] for field in rules.fields()
    }


def test_the_table_of_verdicts_says_what_the_rules_say():
    table = {row["code"]: row for row in rules.verdicts().to_pylist()}

    for code in SAMPLE:
        levels = rules.unpack(code)
        rule = rules.judge(levels)
        found = table.get(code) if code < RULED else None
        assert (rule is None) == (found is None) or code >= RULED
        if found is not None:
            strength = sum(f.levels.index(levels[f.name]) for f in rules.fields())
            assert found == {
                "code": code,
                "method": rule.method,
                "accept": True,
                "probability": rule.probability,
                "strength": strength,
            }


def test_verdicts_stand_once_per_code_and_in_order():
    codes = rules.verdicts()["code"].to_pylist()

    assert codes == sorted(set(codes))
    assert codes[-1] < RULED


def test_evidence_is_packed_with_the_sizes_of_its_yaml():
    packings = [sql_file("semesta.linkage", step).text for step in STEPS]
    weights = {
        name: int(weight or 1)
        for text in packings
        for weight, name in re.findall(
            r"(?:(\d+) \* )?([a-z]+)\n? *(?=\+|AS)", text.split("\nSELECT\n")[-1]
        )
        if name not in ("code", "names", "then")
    }

    assert weights == {
        field.name: prod(SIZES[:place]) for place, field in enumerate(rules.fields())
    }


@pytest.mark.parametrize("field", rules.fields(), ids=lambda field: field.name)
def test_evidence_gives_no_level_that_its_yaml_lacks(field):
    cases = re.findall(r"CASE\n(?:(?!CASE\n).)*?END AS (\w+)", evidence_sql(), re.S)
    text = evidence_sql().split(f"END AS {field.name}")[0].rsplit("    CASE\n", 1)[1]
    given = {int(level) for level in re.findall(r"(?:THEN|ELSE) (\d)$", text, re.M)}

    assert field.name in cases
    assert given <= set(range(len(field.levels)))
    # What rules do not know of stays at 0 unless it is looked up.
    least = 1 if field.name in rules.UNRULED else 0
    assert {least, len(field.levels) - 1} <= given


@pytest.mark.parametrize("book", [rules.PLAIN, rules.ENCODED])
def test_what_a_nik_confirms_are_the_surest_of_the_accepted(book):
    sure = rules.verdicts(book, rules.CONFIRMED).to_pylist()
    others = [row for row in rules.verdicts(book).to_pylist() if row not in sure]

    assert all(row["accept"] for row in sure)
    assert min(row["probability"] for row in sure) >= rules.CONFIRMED
    assert max(row["probability"] for row in others) < rules.CONFIRMED


def test_a_pair_is_hopeful_when_some_names_would_decide_it():
    hopeful = set(rules.hopeful_codes()["code"].to_pylist())
    decided = rules.verdicts()["code"].to_pylist()

    assert hopeful == {rules.pack(rules.unpack(c) | rules.NAMELESS) for c in decided}
    assert len(hopeful) < len(decided)


def test_every_rule_decides_some_pair():
    decided = {id(rules.judge(rules.unpack(code))) for code in range(RULED)}

    assert [rule for rule in rules.rules() if id(rule) not in decided] == []


def test_a_rule_is_sure_but_never_certain():
    probabilities = [rule.probability for rule in rules.rules()]

    assert 0.98 <= min(probabilities) and max(probabilities) < 1


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_code_reads_in_words(language):
    words = rules.words(CODES - 1, language)

    assert len(words) == len(rules.fields())
    assert len(set(words)) == len(words)
