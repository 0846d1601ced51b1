"""Made-up registers: the same whenever asked for, all or nothing."""

import filecmp
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from made_up import DISTRICT, made, rows
from semesta.synth import Request, make
from semesta.synth import making as making_module
from semesta.synth.blocks import blocks_of


def test_the_number_of_threads_changes_no_byte(tmp_path, monkeypatch):
    small = partial(blocks_of, most=700)
    monkeypatch.setattr(making_module, "blocks_of", small)
    for threads in (1, 3):
        out = tmp_path / str(threads)
        make(
            Request(
                out, people=4000, regions=("63.09",), months=2, seed=5, threads=threads
            )
        )

    assert len(list((tmp_path / "1/2026-01/penduduk").iterdir())) > 3
    assert differences(tmp_path / "1", tmp_path / "3") == []


def differences(one: Path, other: Path) -> list[str]:
    names = sorted(str(p.relative_to(one)) for p in one.rglob("*") if p.is_file())
    assert names == sorted(
        str(p.relative_to(other)) for p in other.rglob("*") if p.is_file()
    )
    _, unequal, strange = filecmp.cmpfiles(one, other, names, shallow=False)
    return unequal + strange


def test_another_seed_makes_other_people(tmp_path):
    one, other = (made(tmp_path / str(seed), seed=seed) for seed in (1, 2))

    people = [
        {(row["NIK"], row["NAMA_LGKP"]) for row in rows(f, "penduduk")}
        for f in (one, other)
    ]
    assert len(people[0]) > 1500
    assert len(people[0] & people[1]) < 5


def test_a_district_has_the_same_people_beside_whatever_is_made(tmp_path):
    whole = made(tmp_path / "whole", regions=("63.09",), people=6000)
    parts = Counter(row["NO_KEC"] for row in rows(whole, "penduduk"))
    truth = {r["region"]: r for r in rows(whole, "truth_coverage.csv")}
    people = int(truth[DISTRICT]["population"])
    alone = made(tmp_path / "alone", people=people)

    def identities(folder: Path) -> set[tuple[str, str]]:
        return {
            (row["NIK"], row["NAMA_LGKP"])
            for row in rows(folder, "penduduk")
            if row["NO_KEC"] == "8"
        }

    assert parts["8"] > 200
    assert identities(alone) == identities(whole)


def test_files_with_persons_are_for_their_owner_only(tmp_path):
    for path in made(tmp_path / "out").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0


def test_nothing_is_left_of_what_could_not_be_made(tmp_path, monkeypatch):
    def broken(*_):
        raise OSError("no room")

    monkeypatch.setattr(making_module.Truth, "close", broken)

    with pytest.raises(making_module.SemestaError) as raised:
        made(tmp_path / "out")

    assert raised.value.code == "synth.cannot_write"
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_not_written_over(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/kept").touch()

    with pytest.raises(making_module.SemestaError) as raised:
        made(tmp_path / "out")

    assert raised.value.code == "synth.out_not_free"
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["kept"]


def test_a_nation_that_does_not_fit_is_refused_before_it_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(
        "shutil.disk_usage", lambda _: type("Disk", (), {"free": 1 << 20})
    )

    with pytest.raises(making_module.SemestaError) as raised:
        made(tmp_path / "out", people=300_000)

    assert raised.value.code == "synth.disk_too_small"
    assert list(tmp_path.iterdir()) == []
