"""`semesta export --public`: what is written may be passed on, and nothing else is."""

import json
import re
import shutil
import stat
from pathlib import Path

import pytest

import attacker
from functional.command import new_process, registers, run_words, semesta
from functional.tables import rows
from semesta.published import open_run


FILES = [
    *("CODEBOOK.md", "LICENSE.md"),
    *(
        f"data/{name}.csv"
        for name in ("demographics", "findings", "regions", "segments")
    ),
    *("datapackage.json", "dhis2/dataValueSets.json", "dhis2/metadata.json"),
    "heat_plus.csv",
]
SIXTEEN_DIGITS = re.compile(r"(?<![0-9a-f])\d{13,16}(?![0-9a-f])")


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_folder_holds_the_tables_in_every_form(public):
    assert sorted(files(public)) == sorted(FILES)
    assert stat.S_IMODE(public.stat().st_mode) == 0o755


def test_nothing_of_a_person_a_file_or_a_row_set_aside_is_written(public, store):
    text = "\n".join(content.decode() for content in files(public).values())
    run = open_run(store)

    assert not SIXTEEN_DIGITS.search(text)
    for entry in run.manifest.inputs:
        assert entry.file not in text
        assert entry.sha256 not in text


def test_no_small_count_is_shown_in_any_table(public):
    counts = attacker.read(public)["2026-01"].shown

    assert len(counts) > 400
    assert [cell for cell, count in counts.items() if 0 < count < 5] == []


def test_the_attacker_finds_nothing(public):
    month = attacker.read(public)["2026-01"]

    assert len(month.hidden) > 100
    assert attacker.recovered(month) == set()
    assert all(
        not 0 < count < 5
        for count in [
            *attacker.by_subtraction(month).values(),
            *attacker.by_algebra(month).values(),
        ]
    )
    ranges = attacker.by_bounds(month, month.hidden)
    assert min(high - low for low, high in ranges.values()) >= 3 - 1e-6


def test_shown_counts_are_those_of_the_run(public, store):
    run = open_run(store).folder
    linked = {
        row["region_code"]: row
        for row in rows(run, "regions.csv")
        if row["basis"] == "linked"
    }

    for row in rows(public / "data", "regions.csv"):
        for column in attacker.COUNTS["regions"]:
            if column in row["suppressed"].split():
                assert row[column] == ""
            else:
                assert row[column] == linked[row["region_code"]][column]


def test_a_run_of_a_regency_says_nothing_of_its_province(public):
    codes = [row["region_code"] for row in rows(public / "data", "regions.csv")]

    assert codes[0] == "33.10"
    assert all(code.startswith("33.10") for code in codes)


def test_rates_come_from_shown_counts(public):
    for row in rows(public / "data", "regions.csv"):
        counted = row["population"] and row["registered"]
        assert bool(row["coverage_rate"]) == bool(counted)
        if counted:
            rate = int(row["registered"]) / int(row["population"])
            assert row["coverage_rate"] == f"{rate:.6f}"
        assert not row["coverage_rate_high"] or row["unknown"]


def test_an_export_of_a_region_hides_what_the_whole_export_hides(
    store, public, tmp_path
):
    done = semesta(
        *("export", store, "--public", "--out", tmp_path / "part"),
        *("--region", "33.10.04", "--lang", "en"),
    )
    whole, part = (attacker.read(f)["2026-01"] for f in (public, tmp_path / "part"))

    assert done.code == 0
    assert "hidden" in done.out
    assert part.hidden == {cell for cell in whole.hidden if "33.10.04" in cell[1]}
    assert part.shown == {
        cell: count for cell, count in whole.shown.items() if "33.10.04" in cell[1]
    }


def test_the_same_run_gives_the_same_bytes(store, public, tmp_path):
    """Also where Python puts its sets in another order."""
    done = new_process(
        *("export", store, "--public", "--out", tmp_path / "again"),
        environment={"PYTHONHASHSEED": "1"},
    )

    assert done.code == 0
    assert files(tmp_path / "again") == files(public)


def test_an_export_with_the_one_before_hides_what_that_hid(store, public, tmp_path):
    earlier = tmp_path / "earlier"
    shutil.copytree(public, earlier)
    regions = earlier / "data" / "regions.csv"
    lines = regions.read_text().splitlines()
    assert lines[1].startswith("33.10,") and "inactive_arrears" not in lines[1]
    hidden = f"{lines[1]} inactive_arrears"
    regions.write_text("\n".join([lines[0], hidden, *lines[2:]]) + "\n")

    done = semesta(
        *("export", store, "--public", "--out", tmp_path / "now"),
        *("--previous", earlier),
    )

    assert done.code == 0
    month = attacker.read(tmp_path / "now")["2026-01"]
    assert ("regions", "33.10", "", "inactive_arrears") in month.hidden
    assert attacker.recovered(month) == set()


def test_every_export_is_logged_and_a_second_one_is_pointed_out(store, tmp_path):
    log = store / "exports.log.jsonl"
    before = len(log.read_text().splitlines()) if log.exists() else 0

    for out in ("one", "two"):
        done = semesta("export", store, "--public", "--out", tmp_path / out)

    lines = [json.loads(line) for line in log.read_text().splitlines()][before:]
    assert [line["what"] for line in lines] == ["public export"] * 2
    assert lines[0]["region"] == "33.10"
    assert lines[0]["rows"] > 100
    assert "--previous" in done.out
    assert "Penyimpanan ini pernah" in done.out


def test_two_months_in_one_export_hide_the_same(store, tmp_path):
    population, membership = registers("klaten")
    words = list(run_words(population, membership, tmp_path / "next", "--quiet"))
    words[words.index("2026-01")] = "2026-02"
    assert semesta(*words).code == 0

    done = semesta(
        *("export", store, tmp_path / "next", "--public", "--out", tmp_path / "both")
    )

    assert done.code == 0
    months = attacker.read(tmp_path / "both")
    assert list(months) == ["2026-01", "2026-02"]
    first, second = months.values()
    for cell in first.hidden - second.hidden:
        assert second.shown.get(cell) == 0
    for month in months.values():
        assert attacker.recovered(month) == set()


def test_without_public_nothing_is_exported(store, tmp_path):
    done = semesta("export", store, "--out", tmp_path / "out")

    assert done.code == 2
    assert "--public" in done.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--region", "33.11"], "33.11"),
        (["--region", "xx"], "xx"),
        (["--previous", "nowhere"], "nowhere"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(store, tmp_path, words, said):
    out = tmp_path / "out"

    done = semesta("export", store, "--public", "--out", out, *words)

    assert done.code == 2
    assert said in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(store, tmp_path):
    (tmp_path / "kept.txt").write_text("kept")

    done = semesta("export", store, "--public", "--out", tmp_path)

    assert done.code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_an_empty_folder_is_filled(store, tmp_path):
    (tmp_path / "out").mkdir()

    assert semesta("export", store, "--public", "--out", tmp_path / "out").code == 0
    assert sorted(files(tmp_path / "out")) == sorted(FILES)


def test_two_runs_of_one_month_are_refused(store, tmp_path):
    done = semesta("export", store, store, "--public", "--out", tmp_path / "out")

    assert done.code == 2
    assert "2026-01" in done.err
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_logged_does_not_leave(klaten, tmp_path):
    shutil.copytree(klaten, tmp_path / "store", symlinks=True)
    (tmp_path / "store" / "exports.log.jsonl").mkdir()

    done = semesta(
        *("export", tmp_path / "store", "--public", "--out", tmp_path / "out")
    )

    assert done.code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_official_figures_with_a_source_are_passed_on_as_given(tmp_path):
    official = tmp_path / "official.csv"
    official.write_text(
        "region_code,population,population_semester,registered,active,pbpu_pemda,source\n"
        "33.10,9100,2025-1,9050,8001,2003,surat kantor cabang\n"
        "33.10.04,1100,2025-1,1090,1003,3,\n"
    )
    words = run_words(*registers("klaten"), tmp_path / "store", "--quiet")
    assert semesta(*words, "--official", official).code == 0

    done = semesta(
        *("export", tmp_path / "store", "--public", "--out", tmp_path / "out")
    )

    assert done.code == 0
    (row,) = rows(tmp_path / "out/data", "official.csv")
    assert (row["region_code"], row["registered"]) == ("33.10", "9050")
    assert row["population_semester"] == "2025-1"
    assert row["source"] == "surat kantor cabang"


@pytest.mark.parametrize("scope", ["pbpu-pemda", "unregistered-list"])
def test_a_file_of_a_part_of_the_members_gives_what_it_can(tmp_path, scope):
    words = run_words(*registers("klaten"), tmp_path / "store", "--quiet")
    assert semesta(*words, "--scope", scope).code == 0

    done = semesta(
        *("export", tmp_path / "store", "--public", "--out", tmp_path / "out")
    )

    assert done.code == 0
    (first, *_) = rows(tmp_path / "out/data", "regions.csv")
    assert first["population"]
    empty = "unregistered" if scope == "pbpu-pemda" else "active"
    assert first[empty] == "" and empty not in first["suppressed"]
