"""The array of bits: as clkhash makes it, as slow code makes it."""

import json
from pathlib import Path

import pyarrow as pa
import pytest

from house import ROOT
from semesta.encoding.clk import Construction, Encoder, Field, construction, dice
from semesta.encoding.files import CLK
from semesta.encoding.keys import Key, hkdf
from semesta.encoding.people import words_of
from semesta.engine import Duck, sql_file
from semesta.linkage.rules import ENCODED, fields, unpack
from twin import clk as twin


VECTORS = json.loads(Path(ROOT / "tests/data/clkhash_vectors.json").read_text("utf-8"))
FIELDS = tuple(Field(**about) for about in VECTORS["fields"])
KEYS = {f.name: bytes.fromhex(k) for f, k in zip(FIELDS, VECTORS["keys"], strict=True)}


def encoder() -> Encoder:
    return Encoder(Construction(1024, FIELDS), KEYS)


@pytest.mark.parametrize("record", VECTORS["records"], ids=lambda r: r["values"][0])
def test_the_array_is_the_one_that_clkhash_makes(record):
    found = encoder().encode(record["values"])

    assert found.to_bytes(128, "big").hex() == record["clk"]


@pytest.mark.parametrize("record", VECTORS["records"], ids=lambda r: r["values"][0])
def test_slow_and_obvious_code_makes_the_same_array(record):
    bits = twin.array(record["values"], VECTORS["fields"], KEYS.values())

    assert "".join(map(str, bits)) == f"{encoder().encode(record['values']):01024b}"


@pytest.mark.parametrize("given", VECTORS["derivations"], ids=lambda g: g["info"])
def test_keys_are_derived_as_clkhash_derives_them(given):
    secret = bytes.fromhex(VECTORS["secret"])

    assert hkdf(secret, given["info"].encode(), given["size"]).hex() == given["derived"]


def test_our_own_weights_are_those_of_the_vectors():
    assert construction(("name", "birth", "sex")) == Construction(1024, FIELDS)


def test_nothing_known_switches_on_nothing_and_is_like_nobody():
    nothing = encoder().encode(["", "", ""])

    assert nothing == 0
    assert dice(nothing, nothing) == 0
    assert dice(nothing, encoder().encode(["SITI", "", ""])) == 0


def test_a_short_name_weighs_as_much_as_a_long_one():
    short, long = (
        encoder().encode([name, "", ""]).bit_count()
        for name in ("ANI", "NI LUH PUTU WULANDARI SUSANTO")
    )

    assert abs(short - long) < 30


def test_the_words_of_an_array_give_the_array_back():
    bits = encoder().encode(["SITI AMINAH", "19801231", "f"]) | 1 << 1023

    words = list(words_of(bits))

    assert len(words) == len(CLK)
    assert all(-(2**63) <= word < 2**63 for word in words)
    assert min(words) < 0
    assert sum((w % 2**64) << 64 * (15 - i) for i, w in enumerate(words)) == bits


PAIRS = [
    (["SITI AMINAH", "19800101", "f"], ["SITI AMINAH", "19800101", "f"], "95"),
    (["SITI AMINAH", "19800101", "f"], ["SITI AMINA", "19800101", "f"], None),
    (["BUDI", "19900505", "m"], ["SITI AMINAH", "19800101", "f"], "below_60"),
    (["", "", ""], ["SITI AMINAH", "19800101", "f"], "below_60"),
    (["", "", ""], ["", "", ""], "below_60"),
]


@pytest.mark.parametrize(("card", "person", "level"), PAIRS)
def test_the_sql_measures_what_the_twin_measures(card, person, level):
    keys = [Key(b"k" * 32).derived(name) for name in ("a", "b", "c")]
    made = Encoder(Construction(1024, FIELDS), dict(zip(KEYS, keys, strict=True)))
    rows = []
    for values in (card, person):
        bits = made.encode(values)
        rows.append(
            dict(zip(CLK, words_of(bits), strict=True))
            | {"clk_bits": bits.bit_count(), "village": 6309022010, "newborn": False}
            | dict.fromkeys(NUMBERS, None)
        )
    with Duck() as engine:
        forms = {"newborn": pa.bool_()}
        schema = pa.schema([(name, forms.get(name, pa.int64())) for name in rows[0]])
        for name, row, id_ in (
            ("encoded_cards", 0, "card"),
            ("pair_persons", 1, "person"),
        ):
            table = pa.Table.from_pylist([rows[row]], schema)
            engine.register(name, table.append_column(f"{id_}_id", pa.array([1])))
        engine.values("pairs", {"card_id": 1, "person_id": 1})
        (found,) = engine.rows(sql_file("semesta.linkage", "encoded_evidence"))

    arrays = [twin.array(v, VECTORS["fields"], keys) for v in (card, person)]
    assert found["thousandths"] == int(1000 * twin.dice(*arrays))
    similarity = unpack(found["code"], ENCODED)["similarity"]
    assert similarity == band(found["thousandths"])
    assert level in (None, similarity)


NUMBERS = ("nik", "nik15", "kk", "holder_kk", "birth_in_village", "sound_in_village")
NUMBERS += ("birth_and_sound",)


def band(thousandths: int) -> str:
    """The level whose name is the highest percentage that is reached."""
    levels = next(f for f in fields(ENCODED) if f.name == "similarity").levels
    reached = [level for level in levels[1:] if 10 * int(level) <= thousandths]
    return reached[-1] if reached else levels[0]
