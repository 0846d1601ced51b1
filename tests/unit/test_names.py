"""Indonesian names: the cases of tests/rules/names, keys and tables."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml

from semesta.linkage import names
from semesta.linkage.name_tables import Tables, compiled, lines, tables
from semesta.linkage.name_words import modern


CASES = Path(__file__).parents[1] / "rules" / "names"


def cases(*files: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{file}: {case['why']}")
        for file in files
        for case in yaml.safe_load((CASES / f"{file}.yaml").read_text("utf-8"))
    ]


AGREEMENTS = cases("equal", "variants", "similar", "different")


@pytest.mark.parametrize("case", cases("normalised"))
def test_a_name_is_normalised_as_the_cases_say(case: dict[str, str]) -> None:
    assert names.normalise(case["name"]) == case["normal"]


@pytest.mark.parametrize("case", AGREEMENTS)
def test_two_names_agree_as_the_cases_say(case: dict[str, Any]) -> None:
    assert names.agreement(case["a"], case["b"]) == case["level"]
    assert names.agreement(case["b"], case["a"]) == case["level"]


def test_a_table_of_pairs_gets_the_same_levels_in_the_same_order() -> None:
    drawn = [case.values[0] for case in AGREEMENTS]
    pairs = pa.table(
        {"name_a": [case["a"] for case in drawn], "name_b": [c["b"] for c in drawn]}
    )
    found = names.agreements(pairs)
    assert found.select(["name_a", "name_b"]).equals(pairs)
    assert found["level"].type == pa.int8()
    assert found["level"].to_pylist() == [case["level"] for case in drawn]


def test_tables_may_be_empty_or_hold_no_name() -> None:
    text = pa.array([], pa.string())
    none = pa.array([None], pa.string())
    assert names.agreements(pa.table({"name_a": text, "name_b": text})).num_rows == 0
    missing = names.agreements(pa.table({"name_a": none, "name_b": none}))
    assert missing["level"].to_pylist() == [-1]
    assert names.keys(text).num_rows == 0
    assert names.keys(none).num_rows == 0


def test_keys_are_one_row_per_distinct_name() -> None:
    found = names.keys(pa.chunked_array([["H. ALI", "BUDI"], ["BUDI", None]]))
    assert found["name"].to_pylist() == ["H. ALI", "BUDI"]
    assert found["name_normal"].to_pylist() == ["ALI", "BUDI"]
    assert found["name_key"].to_pylist() == [
        names.name_key("ALI"),
        names.name_key("BUDI"),
    ]


@pytest.mark.parametrize(
    ("name", "first", "last", "telling"),
    [
        ("DRS. H. M. YUSUF HIDAJAT", "YUSUP", "HIDAYAT", 2),
        ("NI LUH KETUT SARI", "SARI", "SARI", 1),
        ("ABDURRAHMAN WAHID", "RAHMAN", "WAHID", 2),
        ("SITI", "SITI", "SITI", 0),
        ("I WAYAN", "WAYAN", "WAYAN", 0),
        ("M. A. BIN UMAR", "M", "A", 0),
        ("-", "", "", 0),
    ],
)
def test_keys_say_which_words_of_a_name_tell(
    name: str, first: str, last: str, telling: int
) -> None:
    (row,) = names.keys(pa.array([name])).to_pylist()
    assert (row["name_first"], row["name_last"]) == (first, last)
    assert row["telling"] == telling


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("NUR ANGGRAINI", "ANGGRAINI NUR"),
        ("MASRIAH SALIM", "MASRIAHSALIM"),
        ("M. HAMID", "MUHAMMAD HAMID"),
        ("AMINAH", "SITI AMINAH"),
        ("MUHAMMAD SLAEMT", "MUHAMMAD SLAMET"),
        ("HIDAJAT", "HIDAYAT"),
        ("IDERIS", "IDRIS"),
        ("NI LUH SARI", "LUH SARI"),
    ],
)
def test_writings_of_one_name_meet_under_one_key(a: str, b: str) -> None:
    assert names.name_key(a) == names.name_key(b)


@pytest.mark.parametrize(("a", "b"), [("ANI", "UNI"), ("SITI", "SAMSUL"), ("M", "K")])
def test_other_names_have_other_keys(a: str, b: str) -> None:
    assert names.name_key(a) != names.name_key(b)


def test_tokens_are_the_words_of_the_normalised_name() -> None:
    assert names.tokens("H. MUH. ARIF, S.PD") == ("MUHAMMAD", "ARIF")
    assert names.tokens(None) == ()


def test_every_family_leads_to_a_name_that_stays_as_it_is() -> None:
    for member, name in tables().names.items():
        assert " ".join(modern(member)) == name
        assert all(modern(word) == (word,) for word in name.split())


def test_no_name_belongs_to_two_families_and_every_family_says_why() -> None:
    table = lines()
    members = [word for line in table["families"] for word in line["also"]]
    assert sorted(members) == sorted(set(members))
    assert not set(members) & {line["name"] for line in table["families"]}
    groups = ("families", "beginnings", "initials", "modern", "reforms", "sounds")
    assert all(line["why"] for group in groups for line in table[group])


def read_by(group: str, word: str, known: Tables) -> str:
    """The word in today's letters; by the lines on sounds, as it sounds."""
    word = known.spelling.today(word)
    for letters, sounding in known.sounds if group == "sounds" else ():
        word = letters.sub(sounding, word)
    return word


LETTER_LINES = [
    pytest.param(group, at, id=line["why"])
    for group in ("reforms", "sounds")
    for at, line in enumerate(lines()[group])
]


@pytest.mark.parametrize(("group", "at"), LETTER_LINES)
def test_two_writings_meet_by_their_line_and_part_without_it(
    group: str, at: int
) -> None:
    table = lines()
    one, other = table[group].pop(at)["alike"]
    without = compiled(table)
    assert read_by(group, one, tables()) == read_by(group, other, tables())
    assert read_by(group, one, without) != read_by(group, other, without)
