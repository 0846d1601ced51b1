"""Which killed run a new one may continue."""

import pytest

from semesta import resuming


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "penduduk.csv"
    path.write_text("NIK;NAMA\n", encoding="utf-8")
    return path


def key(*sources, told="2026-01", passwords=None):
    return resuming.key_of(map(str, sources), [None], told, passwords)


def test_the_same_registers_and_options_have_the_same_key(register):
    assert key(register) == key(register)
    assert key(register) != key(register, told="2026-02")
    assert key(register) != key(f"{register}@33.10")
    assert key(register) != key(register, passwords="rahasia")


def test_other_rows_have_another_key(register):
    before = key(register.parent)
    register.write_text("NIK;NAMB\n", encoding="utf-8")
    assert key(register.parent) != before


def test_a_file_that_cannot_be_read_is_left_to_its_reader(register, monkeypatch):
    def refused(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(resuming, "sha256_of", refused)
    assert key(register)
