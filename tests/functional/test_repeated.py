"""The same input gives the same bytes, whoever runs it, wherever, however it is named."""

import json
import os
from pathlib import Path

from functional.command import (
    SAMPLES,
    content,
    new_process,
    registers,
    run_words,
    semesta,
)
from semesta.published import sha256


OFFICIAL = """\
region_code,population,population_semester,registered,active,pbpu_pemda,source
63.09,270,2025-1,268,255,60,surat cabang
"""
FACTS = """\
region_code,uhc_prioritas,contributions_paid_through,jamkesda_integrated
63.09,ya,2025-12,ya
"""
LEGAL = """\
basis: Perjanjian kerja sama
agreement: 400.7/12/2026
expiry: 2026-12-31
purpose: pemadanan data
deletion_date: 2027-01-31
"""


def test_a_run_has_the_same_bytes_in_any_process_and_working_directory(
    klaten: Path, tmp_path: Path
) -> None:
    population, membership = registers("klaten")
    here = [os.path.relpath(path, SAMPLES) for path in (population, membership)]
    relative = new_process(
        *run_words(*here, tmp_path / "relative", "--quiet"),
        cwd=SAMPLES,
        environment={"PYTHONHASHSEED": "1", "TZ": "Asia/Jayapura", "LC_ALL": "C"},
    )
    absolute = new_process(
        *run_words(population, membership, Path("store"), "--quiet"),
        cwd=tmp_path,
        environment={"PYTHONHASHSEED": "2", "TZ": "America/Lima"},
    )

    assert (relative.code, absolute.code) == (0, 0)
    wanted = content(klaten / "current")
    assert content(tmp_path / "relative" / "current") == wanted
    assert content(tmp_path / "store" / "current") == wanted


def test_every_option_keeps_its_bytes_wherever_its_file_lies(tmp_path: Path) -> None:
    texts = {"official": OFFICIAL, "facts": FACTS, "legal": LEGAL}
    for place in ("a", "b/c"):
        folder = tmp_path / place
        folder.mkdir(parents=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        options = [w for name in texts for w in (f"--{name}", folder / name)]
        words = run_words(*registers("layouts"), folder / "store", *options)
        assert semesta(*words, "--quiet").code == 0

    first, second = (tmp_path / place / "store/current" for place in ("a", "b/c"))
    assert content(first) == content(second)


def test_the_order_of_files_decides_only_their_order(tmp_path: Path) -> None:
    """A register in two halves gives the figures of the whole one."""
    population, membership = registers("layouts")
    header, *rows = membership.read_text(encoding="utf-8").splitlines(keepends=True)
    halves = [tmp_path / "1.csv", tmp_path / "2.csv"]
    for half, part in zip(halves, (rows[:99], rows[99:]), strict=True):
        half.write_text(header + "".join(part), encoding="utf-8")
    orders = {"whole": [membership], "12": halves, "21": halves[::-1]}
    found = {}
    for name, files in orders.items():
        more = [word for file in files[1:] for word in ("--membership", file)]
        words = run_words(population, files[0], tmp_path / name, "--quiet", *more)
        assert semesta(*words).code == 0
        run = content(tmp_path / name / "current")
        found[name] = [run[file] for file in ("regions.csv", "links.csv", "bridge.csv")]

    assert found["12"] == found["whole"]
    assert found["21"] == found["whole"]


def test_the_manifest_names_the_hash_of_every_file(klaten: Path) -> None:
    run = klaten / "current"
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    found = {path.name: sha256(path) for path in run.iterdir()}
    found.pop("manifest.json")
    found.pop("run.log.json")
    assert manifest["files"] == found
    assert str(SAMPLES) not in json.dumps(manifest)
