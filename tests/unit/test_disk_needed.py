"""A run that will not fit on the disk is refused before it starts."""

from collections import namedtuple

import pytest

from semesta import published
from semesta.disk_needed import LEAST, OF_COMPRESSED, OF_TEXT, disk_needed
from semesta.errors import SemestaError


Usage = namedtuple("Usage", "total used free")


def sparse(path, size):
    with path.open("wb") as file:
        file.truncate(size)
    return path


def test_compressed_files_need_more_than_text(tmp_path):
    text = sparse(tmp_path / "penduduk.CSV", 1_000_000_000)
    folder = tmp_path / "peserta"
    folder.mkdir()
    sparse(folder / "a.parquet", 100_000_000)
    sparse(folder / "b.zip", 100_000_000)

    assert disk_needed([str(text)]) == OF_TEXT * 1_000_000_000
    assert disk_needed([f"{text}@33.10", str(folder)]) == (
        OF_TEXT * 1_000_000_000 + OF_COMPRESSED * 200_000_000
    )


def test_small_registers_are_never_refused(tmp_path):
    assert disk_needed([str(sparse(tmp_path / "a.csv", LEAST // 2))]) == 0
    assert disk_needed([str(tmp_path / "none.csv")]) == 0


def test_a_full_disk_is_told_before_anything_is_done(tmp_path, monkeypatch):
    monkeypatch.setattr(
        "semesta.published.store.shutil.disk_usage",
        lambda place: Usage(9_000_000_000, 8_000_000_000, 1_000_000_000),
    )
    store = published.Store(tmp_path / "not" / "there")

    store.check_room(1_000_000_000)
    with pytest.raises(SemestaError, match=r"1\.0 GB.*3\.2 GB") as caught:
        store.check_room(3_200_000_000)

    assert caught.value.code == "published.no_room"
    assert not (tmp_path / "not").exists()


def test_what_a_killed_run_left_counts_as_free(tmp_path, monkeypatch):
    monkeypatch.setattr(
        "semesta.published.store.shutil.disk_usage", lambda place: Usage(9, 8, 1)
    )
    folder = tmp_path / ".working-2026-01-abc"
    folder.mkdir()
    (folder / "rows.parquet").write_bytes(b"x" * 100)

    published.Store(tmp_path).check_room(101)
