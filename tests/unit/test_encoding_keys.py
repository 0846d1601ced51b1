"""The key: made, read, never shown; and the numbers that it gives."""

import os

import pytest

from semesta.encoding import new_key, read_key
from semesta.encoding.keys import FIRST_NUMBER, NUMBERS, Key, hkdf
from semesta.encoding.people import card_name
from semesta.errors import SemestaError


def test_derivation_follows_the_first_test_case_of_rfc_5869():
    derived = hkdf(
        bytes.fromhex("0b" * 22),
        bytes.fromhex("f0f1f2f3f4f5f6f7f8f9"),
        42,
        salt=bytes.fromhex("000102030405060708090a0b0c"),
    )

    assert derived.hex() == (
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
        "34007208d5b887185865"
    )


def test_a_new_key_is_its_owners_alone_and_reads_back(tmp_path):
    made = new_key(tmp_path / "key")

    assert read_key(tmp_path / "key").fingerprint == made.fingerprint
    assert os.stat(tmp_path / "key").st_mode & 0o777 == 0o600


def test_two_new_keys_differ(tmp_path):
    fingerprints = {new_key(tmp_path / name).fingerprint for name in "ab"}

    assert len(fingerprints) == 2


def test_a_key_is_never_written_over(tmp_path):
    new_key(tmp_path / "key")
    before = (tmp_path / "key").read_bytes()

    with pytest.raises(SemestaError) as error:
        new_key(tmp_path / "key")

    assert error.value.code == "encoding.key_exists"
    assert (tmp_path / "key").read_bytes() == before


HEX = "00112233445566778899aabbccddeeff" * 2


@pytest.mark.parametrize("text", [HEX, HEX.upper(), f"{HEX}\r\n", f"\ufeff{HEX}\n"])
def test_a_copied_key_is_the_same_key(tmp_path, text):
    (tmp_path / "key").write_bytes(text.encode())

    assert read_key(tmp_path / "key").fingerprint == Key(bytes.fromhex(HEX)).fingerprint


@pytest.mark.parametrize(
    "text", ["", "rahasia", HEX[:-2], HEX + "0", "0" * 64, "ab" * 40, "g" * 64]
)
def test_what_can_be_guessed_is_no_key(tmp_path, text):
    (tmp_path / "key").write_text(text)

    with pytest.raises(SemestaError) as error:
        read_key(tmp_path / "key")

    assert error.value.code == "encoding.not_a_key"
    assert not text or text not in error.value.text("id") + error.value.text("en")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_key_file_that_cannot_be_read_is_told(tmp_path, content):
    if content is not None:
        (tmp_path / "key").write_bytes(content)

    with pytest.raises(SemestaError) as error:
        read_key(tmp_path / "key")

    assert error.value.code == "encoding.key_unreadable"


def test_printing_a_key_shows_its_fingerprint_only():
    key = Key(bytes.fromhex(HEX))

    assert repr(key) == str(key) == f"Key({key.fingerprint})"
    assert HEX[:8] not in repr(key)


def test_every_use_has_a_key_of_its_own():
    key = Key(bytes.fromhex(HEX))

    assert key.derived("nik") != key.derived("kk")
    assert key.numbers("nik").of("1") != key.numbers("kk").of("1")


def test_a_keyed_number_is_no_nik_and_begins_in_one_of_ten_thousand_ways():
    numbers = Key(bytes.fromhex(HEX)).numbers("nik")

    found = [numbers.of(str(nik)) for nik in range(2000)]

    assert len(set(found)) == 2000
    assert all(FIRST_NUMBER <= n < FIRST_NUMBER + NUMBERS < 2**63 for n in found)
    assert all(str(number).startswith("10") for number in found)
    assert min(found) > 9_999_999_999_999_999


def test_different_numbers_name_different_cards_of_13_letters():
    names = {card_name(FIRST_NUMBER + n) for n in (0, 1, 2, NUMBERS - 2, NUMBERS - 1)}

    assert len(names) == 5
    assert all(len(name) == 13 and name[0] == "S" for name in names)
