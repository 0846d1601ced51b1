"""Whatever stands in a name column, these hold."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from semesta.linkage import names
from semesta.linkage.name_forms import key_row
from semesta.linkage.name_keys import KEYS
from semesta.linkage.name_tables import tables


ANYTHING = st.text(max_size=40)
LETTERS = st.text("ABCDEHIJKLMNOPRSTUYZ.,' ", max_size=40)
WORDS = st.sampled_from(
    ["MUH.", "SITI", "ST", "BIN", "H.", "HADJI", "S.PD", "SE", "M", "ABDURRAHMAN", "I"]
    + ["DJOKO", "NOORHAYATI", "RIZKY", "SOETRISNO", "KETUT", "RINA", "AMINAH", "TJIE"]
)
WRITTEN = st.one_of(ANYTHING, LETTERS, st.lists(WORDS, max_size=5).map(" ".join))
OWN_WORDS = st.sampled_from(
    ["SITI", "AMINAH", "DJOKO", "MUH.", "K", "NUR", "ABD.", "I"]
)
TITLES = st.sampled_from(sorted(tables().titles))
DEGREES = st.sampled_from(sorted(tables().dotted_degrees))


def _and_shuffled(words: list[str]) -> st.SearchStrategy[tuple[list[str], ...]]:
    return st.tuples(st.just(words), st.permutations(words))


@given(WRITTEN)
def test_normalising_twice_changes_nothing(name: str) -> None:
    once = names.normalise(name)
    assert names.normalise(once) == once


@given(WRITTEN)
def test_a_normal_name_is_words_of_capital_letters(name: str) -> None:
    normal = names.normalise(name)
    assert normal == " ".join(names.tokens(name))
    assert all(word.isascii() and word.isalpha() for word in names.tokens(name))
    assert normal == normal.upper()


@given(st.lists(OWN_WORDS, min_size=1, max_size=4).map(" ".join), TITLES, DEGREES)
def test_a_title_more_never_changes_a_name(name: str, title: str, degree: str) -> None:
    normal = names.normalise(name)
    assert names.normalise(f"{title}. {name}") == normal
    assert names.normalise(f"{title} {name}, {degree}") == normal


@given(WRITTEN, WRITTEN)
def test_agreement_is_the_same_in_either_order(a: str, b: str) -> None:
    assert names.agreement(a, b) == names.agreement(b, a)


@given(WRITTEN)
def test_a_name_agrees_with_itself_unless_it_is_empty(name: str) -> None:
    assert names.agreement(name, name) == (4 if names.normalise(name) else -1)


@given(WRITTEN, WRITTEN)
def test_names_that_are_equal_when_normalised_have_one_key(a: str, b: str) -> None:
    if names.normalise(a) == names.normalise(b):
        assert names.name_key(a) == names.name_key(b)
    assert names.name_key(a) == names.name_key(names.normalise(a))


@given(st.lists(OWN_WORDS, max_size=4).flatmap(_and_shuffled))
def test_a_key_does_not_see_the_order_of_words(orders: tuple[list[str], ...]) -> None:
    one, other = (names.name_key(" ".join(words)) for words in orders)
    assert one == other


@given(st.lists(WRITTEN, max_size=6))
def test_keys_of_many_names_are_those_of_each(many: list[str]) -> None:
    found = names.keys(pa.array(many, pa.string()))
    assert found["name"].to_pylist() == list(dict.fromkeys(many))
    for row in found.to_pylist():
        read = (row[column] for column in KEYS.names)
        assert tuple(read) == key_row(row["name"])
