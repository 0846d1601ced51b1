"""What holds for the encoding of anybody."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from semesta.encoding.clk import dice
from semesta.encoding.files import CLK, KEYED
from semesta.encoding.keys import Key
from semesta.encoding.people import People
from semesta.months import Month
from twin import clk as twin


FIELDS = ("name", "birth", "sex", "mother")
ONE, OTHER = Key(bytes(range(32))), Key(bytes(range(1, 33)))
names = st.text(max_size=40)
persons = st.fixed_dictionaries(
    {
        "nik": st.none() | st.integers(10**15, 10**16 - 1),
        "kk": st.none() | st.integers(10**15, 10**16 - 1).map(str),
        "name": st.none() | names,
        "sex": st.sampled_from([None, "male", "female"]),
        "birth_date": st.none() | st.dates(date(1900, 1, 1), date(2026, 1, 31)),
        "mother": st.none() | names,
        "village": st.sampled_from([6309022010, 3310042014]),
        "status": st.just("living"),
    }
)
words = st.text("AEIKLMNRSTU", min_size=8, max_size=16)


def people(key: Key) -> People:
    return People(key, FIELDS, Month(2026, 1), date(2025, 10, 31))


def bits(row: dict) -> int:
    return sum((row[name] % 2**64) << 64 * (15 - i) for i, name in enumerate(CLK))


@given(persons)
def test_the_same_person_and_key_give_the_same_encoding(person):
    assert people(ONE).person(person) == people(ONE).person(person)


@given(persons)
def test_another_key_gives_other_numbers(person):
    one, other = people(ONE).person(person), people(OTHER).person(person)

    assert all(one[n] is None or one[n] != other[n] for n in KEYED)


@given(persons)
def test_nothing_readable_is_left_but_village_status_sex_and_age_band(person):
    row = people(ONE).person(person)

    left = {name: v for name, v in row.items() if name not in (*KEYED, *CLK)}
    assert left == {
        "village": person["village"],
        "status": "living",
        "sex": person["sex"],
        "age_from": row["age_from"],
        "clk_bits": bits(row).bit_count(),
    }
    assert row["age_from"] in (None, 0, 5, 15, 25, 45, 60)
    secrets = {person["nik"], person["kk"], int(person["kk"] or 0)} - {None, 0}
    assert secrets.isdisjoint(row.values())


@given(words, words)
def test_under_another_key_even_the_same_name_looks_like_a_strangers(one, other):
    person = {"nik": None, "kk": None, "sex": None, "birth_date": None, "mother": None}
    person |= {"village": 6309022010, "status": "living", "name": one}
    theirs = people(OTHER).person(person)
    stranger = people(OTHER).person(person | {"name": other})

    mine = people(ONE).person(person)

    assert dice(bits(mine), bits(theirs)) < 0.5
    assert dice(bits(mine), bits(stranger)) < 0.5


@given(words, st.data())
def test_every_letter_changed_makes_names_less_alike_on_the_whole(name, data):
    """One wrong letter spoils two pairs of letters: alike falls as edits grow."""
    encoder = people(ONE)._encoder
    places = data.draw(st.permutations(range(len(name))))
    found, changed = [], list(name)
    for place in places:
        changed[place] = "XYZWQ"[place % 5]
        other = encoder.encode(["".join(changed), "", "", ""])
        found.append(dice(encoder.encode([name, "", "", ""]), other))

    assert found[0] > found[-1]
    assert found[0] > 0.5 > found[-1]


@given(names, names)
def test_alike_is_measured_the_same_from_both_sides(one, other):
    encoder = people(ONE)._encoder
    a, b = (encoder.encode([name, "", "", ""]) for name in (one, other))

    assert dice(a, b) == dice(b, a)
    assert 0 <= dice(a, b) <= 1
    assert dice(a, a) == (1 if one else 0)


@given(names)
def test_any_letters_at_all_are_encoded_as_the_twin_encodes_them(name):
    fields = [{"bits": 300, "n": 2}, {"bits": 260, "n": 2, "positional": True}]
    fields += [{"bits": 30, "n": 1}, {"bits": 160, "n": 2}]
    keys = [ONE.derived(f"clk {field}") for field in FIELDS]

    found = people(ONE)._encoder.encode([name, "", "", name])

    slow = twin.array([name, "", "", name], fields, keys)
    assert f"{found:01024b}" == "".join(map(str, slow))
