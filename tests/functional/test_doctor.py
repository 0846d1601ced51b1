"""`semesta doctor` on stores in order and out of order."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from functional.command import Outcome, new_process, semesta
from kept_runs import change_manifest, names, publish_kept
from semesta.months import Month
from semesta.published import Store, forget


PAST, FUTURE = date(2020, 1, 31), date(2999, 12, 31)


def found_in(store: Path) -> dict[str, dict[str, str]]:
    """Check of the store → its finding."""
    done = semesta("doctor", store, "--json")
    lines = json.loads(done.out)
    failed = any(line["verdict"] == "failed" for line in lines)
    assert done.code == int(failed)
    return {line["check"]: line for line in lines if line["group"] == "store"}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    publish_kept(tmp_path / "hasil", FUTURE)
    return tmp_path / "hasil"


def test_a_machine_in_order_is_called_so(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))

    done = semesta("doctor", store)

    assert done.code == 0 and done.err == ""
    groups = ["Komputer", "Program", "Data yang disertakan", "Penyimpanan"]
    assert [line for line in done.out.splitlines() if line in groups] == groups
    assert " 0 gagal." in done.out
    assert "38 provinsi, 514 kabupaten/kota" in done.out
    assert sorted(tmp_path.rglob("*")) == before, "what was tried is taken away again"


def test_without_a_store_the_place_where_one_stands_is_examined(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    done = semesta("doctor", "--lang", "en")

    assert done.code == 0
    assert "Machine" in done.out and "Store" not in done.out.splitlines()
    assert str(tmp_path)[:20] in done.out.replace("\n", "")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.access", lambda *_: False)

    found = json.loads(semesta("doctor", "--json").out)

    (line,) = (line for line in found if line["verdict"] != "ok")
    assert line["check"] == "unwritable" and str(tmp_path) in line["found"]


def test_as_json_every_line_has_its_verdict_and_what_to_do(store: Path) -> None:
    found = json.loads(semesta("doctor", store, "--json").out)

    assert {line["group"] for line in found} == {"machine", "package", "data", "store"}
    assert all(
        set(line) == {*("group", "check", "verdict", "found", "do")} for line in found
    )
    assert {line["check"] for line in found} >= {
        *("python", "memory", "cores", "clock", "terminal", "space", "capacity"),
        *("renames", "links", "locks", "modes", "requirements", "paper", "engine"),
        *("rules", "places", "populations", "runs", "current", "writer", "private"),
        *("deletion", "copies"),
    }


def changed_file(store: Path) -> None:
    path = store / "2026-01-r1" / "links.csv"
    path.chmod(0o600)
    path.write_text("salah\n")


def broken_manifest(store: Path) -> None:
    path = store / "2026-01-r1" / "manifest.json"
    path.chmod(0o600)
    path.write_text("{")


def lost_pointer(store: Path) -> None:
    (store / "current").unlink()


def open_door(store: Path) -> None:
    (store / "2026-01-r1" / "links.csv").chmod(0o644)


def left_copy(store: Path) -> None:
    run = publish_kept(store, PAST, month=Month(2026, 2), noka="9")
    copy = store / "salinan.csv"
    copy.write_bytes((run / "links.csv").read_bytes())
    copy.chmod(0o600)
    with pytest.raises(Exception, match="still holds"):
        forget(store, PAST)


FAILURES = {
    "a file that was changed": (changed_file, "runs", "links.csv"),
    "a manifest that cannot be read": (broken_manifest, "runs", "manifest.json"),
    "a pointer that is lost": (lost_pointer, "current", "current"),
    "a file that others can read": (open_door, "private", "2026-01-r1/links.csv"),
    "a copy of what was forgotten": (left_copy, "copies", "salinan.csv"),
}


@pytest.mark.parametrize("case", FAILURES)
def test_what_is_out_of_order_is_a_failure_and_named(case: str, store: Path) -> None:
    damage: Callable[[Path], None]
    damage, check, named = FAILURES[case]
    damage(store)

    found = found_in(store)

    assert found[check]["verdict"] == "failed"
    assert named in found[check]["found"]
    assert [
        line["check"] for line in found.values() if line["verdict"] == "failed"
    ] == [check]


def test_a_run_of_another_version_is_worth_a_look(store: Path) -> None:
    change_manifest(store / "2026-01-r1", contract=99)
    (store / "2026-01-r1" / "manifest.json").chmod(0o400)

    assert found_in(store)["runs"]["verdict"] == "attention"


def test_what_a_killed_writer_left_is_worth_a_look(store: Path) -> None:
    (store / ".building-2026-02-abc").mkdir(0o700)

    line = found_in(store)["writer"]

    assert line["verdict"] == "attention" and ".building-2026-02-abc" in line["found"]
    assert ".building-2026-02-abc" in names(store), "the doctor takes nothing away"


def test_a_writer_at_work_is_left_alone(store: Path) -> None:
    with Store(store).building(Month(2026, 2)):
        line = found_in(store)["writer"]

    assert line["verdict"] == "attention" and "sedang menulis" in line["found"]


def test_dates_that_came_or_were_never_stated_are_worth_a_look(store: Path) -> None:
    publish_kept(store, PAST, noka="2")
    publish_kept(store, None, noka="3")

    found = json.loads(semesta("doctor", store, "--json").out)

    dates = [line for line in found if line["check"] == "deletion"]
    assert [line["verdict"] for line in dates] == ["attention", "attention"]
    assert "2026-01-r2" in dates[0]["found"] and "semesta forget" in dates[0]["do"]
    assert "2026-01-r3" in dates[1]["found"]


def test_what_is_no_store_ends_with_2(tmp_path: Path) -> None:
    done = semesta("doctor", tmp_path)

    assert done.code == 2 and done.out == ""
    assert "bukan penyimpanan hasil" in done.err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such locale")
def test_a_terminal_without_utf8_is_worth_a_look(tmp_path: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}

    done: Outcome = new_process("doctor", cwd=tmp_path, environment=plain)

    assert done.code == 0
    assert "bukan UTF-8" in " ".join(done.out.split())
