"""Runs past their deletion date go for good, and what proves it stays."""

import errno
import getpass
import os
import shutil
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from kept_runs import (
    change_end,
    change_manifest,
    digest,
    files_of_a_run,
    names,
    proof,
    publish_kept,
)
from semesta.errors import SemestaError
from semesta.months import Month
from semesta.published import (
    Store,
    forget,
    open_run,
    retention,
    search_copies,
)
from semesta.published import forgetting as forgetting_module


DUE = date(2026, 6, 30)
LATER = date(2027, 6, 30)
TODAY = date(2026, 7, 1)


def refusal(store: Path, on: date = TODAY) -> SemestaError:
    with pytest.raises(SemestaError) as caught:
        forget(store, on)
    assert caught.value.text("id") and caught.value.text("en")
    return caught.value


def test_a_run_is_due_from_its_deletion_date_on(tmp_path: Path) -> None:
    publish_kept(tmp_path, DUE)

    assert not retention(tmp_path, DUE - timedelta(days=1)).due
    assert [run.run for run in retention(tmp_path, DUE).due] == ["2026-01-r1"]


def test_every_run_is_due_kept_until_a_date_or_without_one(tmp_path: Path) -> None:
    publish_kept(tmp_path, DUE)
    publish_kept(tmp_path, LATER)
    publish_kept(tmp_path, None)
    damaged = publish_kept(tmp_path, DUE)
    change_manifest(damaged, legal={"deletion_date": "soon"})

    found = retention(tmp_path, TODAY)

    assert [(r.run, r.deletion_date) for r in found.due] == [("2026-01-r1", DUE)]
    assert [(r.run, r.deletion_date) for r in found.later] == [("2026-01-r2", LATER)]
    assert [(r.run, r.reason) for r in found.undated] == [
        ("2026-01-r3", "not stated"),
        ("2026-01-r4", "not readable"),
    ]


def test_what_is_not_due_stays_as_it_is(tmp_path: Path) -> None:
    due, later = publish_kept(tmp_path, DUE), publish_kept(tmp_path, LATER, noka="2")
    undated = publish_kept(tmp_path, None, noka="3")

    forget(tmp_path, TODAY)

    assert not due.exists()
    for run in (later, undated):
        open_run(run).verify()


def test_a_run_of_another_version_of_the_contract_goes_too(tmp_path: Path) -> None:
    run = publish_kept(tmp_path, DUE)
    change_manifest(run, contract=99)

    forget(tmp_path, TODAY)

    assert not run.exists()


def test_the_line_of_proof_says_what_went_when_and_by_whom(tmp_path: Path) -> None:
    run = publish_kept(tmp_path, DUE)
    files = [path for path in run.iterdir() if path.is_file()]
    expected = {
        "run": "2026-01-r1",
        "month": "2026-01",
        "deletion_date": "2026-06-30",
        "manifest_sha256": digest(run / "manifest.json"),
        "files": len(files),
        "bytes": sum(path.stat().st_size for path in files),
        "by": getpass.getuser(),
    }
    links = {
        "sha256": digest(run / "links.csv"),
        "bytes": (run / "links.csv").stat().st_size,
    }
    before = datetime.now(UTC).replace(microsecond=0)

    found = forget(tmp_path, TODAY)

    (line,) = proof(tmp_path)
    assert found is not None and found.deleted == (line,)
    assert {key: line[key] for key in expected} == expected
    assert line["persons"]["links.csv"] == links
    assert before <= datetime.fromisoformat(line["at"]) <= datetime.now(UTC)
    log = tmp_path / "forgotten.log.jsonl"
    assert found.log == log and stat.S_IMODE(log.stat().st_mode) == 0o600


def test_the_files_of_persons_are_those_that_name_them(tmp_path: Path) -> None:
    assert set(forgetting_module.files_of_persons()) == {
        "links.csv",
        "links.parquet",
        "quarantine.csv",
        "residents.parquet",
        "departed.parquet",
        "changes.parquet",
        "cards.parquet",
    }


def test_tables_without_rows_are_nobodys(tmp_path: Path) -> None:
    table, text = tmp_path / "departed.parquet", tmp_path / "quarantine.csv"
    parquet.write_table(pa.table({"nik": pa.array([], pa.int64())}), table)
    text.write_text("file,row,column,value,reason\n")
    has_rows = forgetting_module._has_rows

    assert not has_rows(table) and not has_rows(text)
    parquet.write_table(pa.table({"nik": [1]}), table)
    text.write_text("file,row,column,value,reason\na,1,b,c,d\n")
    assert has_rows(table) and has_rows(text)
    table.write_bytes(b"damaged")
    assert has_rows(table)


@pytest.mark.parametrize(
    ("last", "current"), [(LATER, "2026-02-r1"), (DUE, "2026-01-r2")]
)
def test_current_names_the_newest_run_that_is_left(
    last: date, current: str, tmp_path: Path
) -> None:
    publish_kept(tmp_path, DUE)
    publish_kept(tmp_path, LATER, noka="2")
    publish_kept(tmp_path, last, month=Month(2026, 2), noka="3")

    found = forget(tmp_path, TODAY)

    assert found is not None and found.current == current
    assert open_run(tmp_path).folder.name == current


def test_current_goes_with_the_last_run(tmp_path: Path) -> None:
    publish_kept(tmp_path, DUE)

    found = forget(tmp_path, TODAY)

    assert found is not None and found.current is None
    assert names(tmp_path) == {"forgotten.log.jsonl"}
    assert retention(tmp_path, TODAY).due == ()


def test_who_does_not_agree_keeps_everything(tmp_path: Path) -> None:
    publish_kept(tmp_path, DUE)
    asked = []

    found = forget(tmp_path, TODAY, lambda plan: asked.append(plan) is not None)

    assert found is None and len(asked) == 1
    assert [run.run for run in asked[0].due] == ["2026-01-r1"]
    assert names(tmp_path) == {"2026-01-r1", "current"}


@pytest.mark.parametrize(
    "place",
    [
        ".tersembunyi.csv",
        "ekspor/bulan/kartu.csv",
        ".lama-abc/links.csv",
        "2026-01-r2/salinan.csv",
        "2026-01-r2/lagi/links.csv",
    ],
)
def test_a_copy_of_a_file_of_persons_is_named(place: str, tmp_path: Path) -> None:
    run = publish_kept(tmp_path, DUE)
    publish_kept(tmp_path, LATER, noka="2")
    copy = tmp_path / place
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(run / "links.csv", copy)

    error = refusal(tmp_path)

    assert error.code == "published.copies_remain"
    assert error.parameters["paths"] == place
    assert not run.exists() and len(proof(tmp_path)) == 1, "the run itself is gone"
    assert refusal(tmp_path).code == "published.copies_remain", "until it is deleted"
    copy.unlink()
    found = forget(tmp_path, TODAY)
    assert found is not None and found.deleted == ()


def test_many_copies_are_counted_and_some_are_named(tmp_path: Path) -> None:
    run = publish_kept(tmp_path, DUE)
    for number in range(12):
        shutil.copy(run / "links.csv", tmp_path / f"salinan-{number:02}.csv")

    error = refusal(tmp_path)

    assert error.parameters["count"] == 12
    assert str(error.parameters["paths"]).endswith("salinan-09.csv, +2")


def test_what_a_killed_writer_left_is_deleted_before_the_search(tmp_path: Path) -> None:
    run = publish_kept(tmp_path, DUE)
    left = tmp_path / ".building-2026-01-abc"
    left.mkdir()
    shutil.copy(run / "links.csv", left)

    assert forget(tmp_path, TODAY) is not None
    assert names(tmp_path) == {"forgotten.log.jsonl"}


def test_a_published_run_may_hold_the_same_people_until_its_own_date(
    tmp_path: Path,
) -> None:
    publish_kept(tmp_path, DUE)
    publish_kept(tmp_path, LATER)

    found = forget(tmp_path, TODAY)

    assert found is not None and found.same_persons == ("2026-01-r2",)


def test_a_file_of_equal_size_and_other_bytes_is_no_copy(tmp_path: Path) -> None:
    run = publish_kept(tmp_path, DUE)
    other = (run / "links.csv").read_bytes()[::-1]
    (tmp_path / "lain.csv").write_bytes(other)

    found = forget(tmp_path, TODAY)

    assert found is not None and found.searched == 3  # this one, the log, the lock


def test_a_store_without_anything_forgotten_holds_no_copies(tmp_path: Path) -> None:
    run = publish_kept(tmp_path, DUE)

    searched, same = search_copies(tmp_path)

    assert searched == len(list(run.iterdir())) + 1  # the lock
    assert same == ()


def test_exports_of_the_deleted_runs_are_counted(tmp_path: Path) -> None:
    publish_kept(tmp_path, DUE)
    publish_kept(tmp_path, LATER, noka="2")
    (tmp_path / "exports.log.jsonl").write_text(
        '{"run": "2026-01-r1"}\n{"run": "2026-01-r2"}\nnot a line\n'
        '{"run": "2026-01-r1"}\n[]\n'
    )

    found = forget(tmp_path, TODAY)

    assert found is not None and found.exports == 2


def test_a_clock_behind_the_newest_run_deletes_nothing(tmp_path: Path) -> None:
    publish_kept(tmp_path, DUE)
    newest = publish_kept(tmp_path, LATER)
    change_end(newest, "2999-01-01T00:00:00+07:00")

    error = refusal(tmp_path)

    assert error.code == "published.clock_behind"
    assert "2998-12-31T" in str(error.parameters["newest"])
    assert len(Store(tmp_path).runs()) == 2


def test_a_log_without_a_time_says_nothing_about_the_clock(tmp_path: Path) -> None:
    change_end(publish_kept(tmp_path, DUE), "yesterday")

    assert len(retention(tmp_path, TODAY).due) == 1


@pytest.mark.parametrize("where", ["not there", "run", "current", "file", "empty"])
def test_what_is_no_store_is_refused_and_left_alone(where: str, tmp_path: Path) -> None:
    run = publish_kept(tmp_path / "store", DUE)
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    path = {"run": run, "current": tmp_path / "store" / "current"}.get(
        where, tmp_path / where
    )

    assert refusal(path).code == "published.not_a_store"
    assert run.exists() and not (tmp_path / "empty" / ".lock").exists()


def test_a_file_called_current_is_not_taken_for_ours(tmp_path: Path) -> None:
    run = publish_kept(tmp_path, DUE)
    (tmp_path / "current").unlink()
    (tmp_path / "current").write_text("my notes")

    assert refusal(tmp_path).code == "published.current_is_foreign"
    assert run.exists()


def test_a_log_that_somebody_changed_is_never_written_over(tmp_path: Path) -> None:
    run = publish_kept(tmp_path, DUE)
    log = tmp_path / "forgotten.log.jsonl"
    log.write_text("{")

    assert refusal(tmp_path).code == "published.forgotten_log"
    assert run.exists() and log.read_text() == "{"


def test_a_writer_is_refused_before_its_work_while_the_log_is_broken(
    tmp_path: Path,
) -> None:
    publish_kept(tmp_path, DUE)
    (tmp_path / "forgotten.log.jsonl").write_text("{")

    with (
        pytest.raises(SemestaError) as caught,
        Store(tmp_path).building(Month(2026, 3)),
    ):
        pytest.fail("the store let a writer in")

    assert caught.value.code == "published.forgotten_log"


def test_while_somebody_writes_nothing_is_forgotten(tmp_path: Path) -> None:
    run = publish_kept(tmp_path, DUE)
    assert not Store(tmp_path).is_busy()

    with Store(tmp_path).building(Month(2026, 3)):
        assert Store(tmp_path).is_busy()
        assert refusal(tmp_path).code == "published.store_busy"

    assert run.exists()


def test_the_name_of_a_forgotten_run_is_never_given_again(tmp_path: Path) -> None:
    publish_kept(tmp_path, DUE)
    forget(tmp_path, TODAY)

    assert publish_kept(tmp_path, LATER).name == "2026-01-r2"


def test_files_that_somebody_put_into_a_run_go_with_it(tmp_path: Path) -> None:
    run = publish_kept(tmp_path, DUE)
    (run / "catatan").mkdir()
    (run / "catatan" / "a.txt").write_text("12345")
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.write_text("mine")
    (run / "link").symlink_to(outside)

    forget(tmp_path, TODAY)

    assert not run.exists() and outside.read_text() == "mine"
    assert names(tmp_path) == {"forgotten.log.jsonl"}


def test_a_disk_that_fills_half_way_is_explained_and_finished_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_kept(tmp_path, DUE)
    publish_kept(tmp_path, DUE, noka="2")
    write = Path.write_text

    def write_until_full(path: Path, text: str, **how: object) -> int:
        if text.startswith('{"run": "2026-01-r1"') and '"at"' in text:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(path, text, **how)

    with monkeypatch.context() as full:
        full.setattr(Path, "write_text", write_until_full)
        assert refusal(tmp_path).code == "published.disk_full"
    assert proof(tmp_path) == [], "no line before all is gone"
    assert [run.name for run in Store(tmp_path).runs()] == ["2026-01-r2"]

    found = forget(tmp_path, TODAY)

    assert found is not None
    assert [line["run"] for line in found.deleted] == ["2026-01-r1", "2026-01-r2"]
    assert all(line["files"] == len(files_of_a_run()) for line in found.deleted)
    assert names(tmp_path) == {"forgotten.log.jsonl"}
