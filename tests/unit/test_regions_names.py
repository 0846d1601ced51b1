"""From names to places: what counts as the same name, and when the tree asks."""

from collections import Counter

import pytest

from semesta.errors import SemestaError
from semesta.regions import place_key, tree


def regencies_by_key():
    rows = tree().table().select(["level", "key"]).to_pylist()
    return Counter(row["key"] for row in rows if row["level"] == "regency")


def error_of(name, **where):
    with pytest.raises(SemestaError) as caught:
        tree().find(name, **where)
    return caught.value


@pytest.mark.parametrize(
    "name",
    ["Tabalong", "TABALONG", "kab. tabalong", "KAB.TABALONG", "Kabupaten  Tabalong"],
)
def test_case_punctuation_and_the_kind_word_do_not_count(name):
    assert tree().find(name).code == "63.09"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ma'u", "MAU"),
        ("Regapu’u", "REGAPU'U"),
        ("Pulau-Pulau Batu", "PULAU PULAU BATU"),
        ("Karang Anyar", "Karanganyar"),
        ("Sei Pandan", "SUNGAI PANDAN"),
        ("Kep. Seribu", "Kepulauan Seribu"),
        ("Désa Maju", "DESA MAJU"),
        ("Desa Adat Yoboi", "YOBOI"),
        ("KEL. DESA BARU", "Desa Baru"),
        ("KEC. HARUAI", "Haruai"),
    ],
)
def test_two_ways_of_writing_have_one_key(one, other):
    assert place_key(one) == place_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lubuk Pakam I,II", "Lubuk Pakam III"),
        ("Lubuk Pakam I–II", "Lubuk Pakam III"),
        ("Blok 1 2", "Blok 12"),
        ("Kota Agung", "Agung"),
        ("Kampung Baru", "Baru"),
    ],
)
def test_different_names_keep_different_keys(one, other):
    assert place_key(one) != place_key(other)


@pytest.mark.parametrize("name", ["", " ", "--", "Desa", "Kelurahan"])
def test_a_key_is_found_for_any_text(name):
    assert place_key(name) == name.strip(" -").upper()


def test_twenty_six_names_are_both_kabupaten_and_kota():
    assert sum(count == 2 for count in regencies_by_key().values()) == 26
    assert max(regencies_by_key().values()) == 2


def test_each_of_the_twenty_six_asks_and_its_kind_decides():
    twice = [key for key, count in regencies_by_key().items() if count == 2]
    for key in twice:
        error = error_of(key, level="regency")
        assert error.code == "regions.ambiguous_name"
        assert len(error.parameters["codes"]) == 2
        for word, kind in (("Kab.", "kabupaten"), ("Kota", "kota")):
            assert tree().find(f"{word} {key}", level="regency").kind == kind


def test_cirebon_alone_lists_the_choices_with_their_codes():
    error = error_of("Cirebon")
    assert error.code == "regions.ambiguous_name"
    for text in (error.text("id"), error.text("en")):
        assert "Kabupaten Cirebon (32.09), Kota Cirebon (32.74)" in text


def test_a_kind_that_the_place_is_not_finds_nothing_and_shows_what_is_close():
    error = error_of("Kota Tabalong")
    assert error.code == "regions.unknown_name"
    assert "Kabupaten Tabalong (63.09)" in error.text("id")


def test_a_misspelt_name_shows_the_closest_within_the_parent():
    error = error_of("Haruwai", within="63.09", level="district")
    assert error.code == "regions.unknown_name"
    assert "Kecamatan Haruai (63.09.05)" in error.text("en")
    assert "Kabupaten Tabalong" in error.text("en")


def test_a_name_like_no_other_says_so_without_inventing_a_choice():
    assert "–" in error_of("xyzzy", within="63.09").parameters["closest"]


def test_a_name_is_looked_for_only_within_the_parent():
    assert tree().find("Haruai", within="63.09", level="district").code == "63.09.05"
    assert error_of("Haruai", within="63.08").code == "regions.unknown_name"


def test_within_reaches_below_the_children():
    assert tree().find("Madang", within="63.09").code == "63.09.08.2001"


def test_a_region_is_not_within_itself():
    assert error_of("Tabalong", within="63.09").code == "regions.unknown_name"


def test_a_village_word_decides_only_among_several():
    assert tree().find("Desa Sorkam Kanan", within="12.01.10").kind == "desa"
    assert tree().find("Kel. Sorkam Kanan", within="12.01.10").kind == "kelurahan"
    assert error_of("Sorkam Kanan", within="12.01.10").parameters["codes"] == (
        "12.01.10.1001",
        "12.01.10.2018",
    )
    assert tree().find("Kelurahan Madang", within="63.09.08").kind == "desa"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Gampong Drien", "11.01.01.2004"),
        ("Drien Kampung", None),
        ("Gampong Keude Bakongan", "11.01.01.2001"),
    ],
)
def test_a_word_that_names_begin_with_is_first_taken_as_part_of_the_name(name, code):
    found = tree().matches(name, within="11.01.01")
    assert [region.code for region in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("DKI Jakarta", "31"),
        ("D.I. Yogyakarta", "34"),
        ("Prov. Sumatra Utara", "12"),
        ("KOTA ADM. JAKARTA PUSAT", "31.71"),
        ("Kota Jakarta Pusat", "31.71"),
        ("Kab. Kepulauan Siau Tagulandang Biaro", "71.09"),
        ("Indonesia", "ID"),
    ],
)
def test_names_in_daily_use_are_found(name, code):
    assert tree().find(name).code == code


def test_a_village_that_is_called_kelurahan_is_found():
    assert tree().find("Kelurahan", within="33.22.08").code == "33.22.08.2003"


def test_a_long_list_of_choices_is_shortened_on_the_page_but_complete_as_data():
    error = error_of("Sukamaju", level="village")
    shown = error.text("en").count("(")
    assert shown < 20 < len(error.parameters["codes"])


def test_an_unknown_parent_is_an_unknown_code():
    assert error_of("Haruai", within="63.99").code == "regions.unknown_code"
