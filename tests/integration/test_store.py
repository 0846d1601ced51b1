"""The store: private while built, one rename, then never changed."""

import errno
import os
import stat
from pathlib import Path

import pytest

from integration.test_store_double import MONTH, bytes_of, fill, publish
from semesta.errors import SemestaError
from semesta.months import Month
from semesta.published import Store, contract, open_run
from semesta.published import store as store_module


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def hidden(out: Path) -> list[str]:
    return [p.name for p in out.iterdir() if p.name.startswith(".") and p.is_dir()]


def refused(out: Path) -> str:
    with pytest.raises(SemestaError) as caught, Store(out).building(MONTH):
        pytest.fail("the store let a writer in")
    assert caught.value.text("id") and caught.value.text("en")
    return caught.value.code


def test_an_empty_store_has_no_runs_and_no_current(tmp_path: Path) -> None:
    store = Store(tmp_path / "not there yet")
    assert store.runs() == []
    assert store.current() is None


def test_a_published_run_is_current_by_a_relative_link(tmp_path: Path) -> None:
    run = publish(tmp_path / "out")
    assert os.readlink(tmp_path / "out" / "current") == "2026-01-r1"
    assert Store(tmp_path / "out").current() == run


def test_a_store_that_moved_still_knows_its_current_run(tmp_path: Path) -> None:
    publish(tmp_path / "out")
    (tmp_path / "out").rename(tmp_path / "elsewhere")
    assert open_run(tmp_path / "elsewhere").folder.name == "2026-01-r1"


def test_files_are_private_while_built_and_read_only_afterwards(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Store(out).building(MONTH) as building:
        fill(building.path)
        assert mode(building.path) == mode(building.work) == 0o700
        assert {mode(path) for path in building.path.iterdir()} == {0o600}
        run = building.publish()
    assert mode(out) == mode(run) == 0o700
    assert {mode(path) for path in run.iterdir()} == {0o400}


def test_the_umask_of_the_caller_comes_back(tmp_path: Path) -> None:
    publish(tmp_path / "out")
    (tmp_path / "mine").touch()
    before = os.umask(0)
    os.umask(before)
    assert mode(tmp_path / "mine") == 0o666 & ~before


def test_runs_are_listed_by_month_and_number(tmp_path: Path) -> None:
    for month in [Month(2026, 2)] + [MONTH] * 10:
        publish(tmp_path, month)
    names = [run.name for run in Store(tmp_path).runs()]
    assert names == [f"2026-01-r{n}" for n in range(1, 11)] + ["2026-02-r1"]
    assert Store(tmp_path).current() == tmp_path / "2026-01-r10"


def test_the_next_run_leaves_the_published_one_as_it_was(tmp_path: Path) -> None:
    first = publish(tmp_path)
    before = bytes_of(first)
    publish(tmp_path)
    assert bytes_of(first) == before


def test_scratch_is_gone_after_publishing(tmp_path: Path) -> None:
    with Store(tmp_path).building(MONTH) as building:
        (building.work / "part.parquet").touch()
        fill(building.path)
        building.publish()
    assert hidden(tmp_path) == []


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_failed_run_leaves_nothing(
    tmp_path: Path, error: type[BaseException]
) -> None:
    with pytest.raises(error), Store(tmp_path).building(MONTH) as building:
        fill(building.path)
        raise error
    assert hidden(tmp_path) == []
    assert Store(tmp_path).runs() == []


def test_a_run_that_is_not_published_leaves_nothing(tmp_path: Path) -> None:
    with Store(tmp_path).building(MONTH) as building:
        fill(building.path)
    assert hidden(tmp_path) == []
    assert Store(tmp_path).current() is None


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "full"),
        OSError(errno.EDQUOT, "quota"),
        RuntimeError("IO Error: Could not write file: No space left on device"),
    ],
)
def test_a_full_disk_is_said_in_words_and_leaves_nothing(
    tmp_path: Path, error: Exception
) -> None:
    first = publish(tmp_path)
    with pytest.raises(SemestaError) as caught:
        with Store(tmp_path).building(MONTH) as building:
            fill(building.path)
            raise error
    assert caught.value.code == "published.disk_full"
    assert hidden(tmp_path) == []
    assert Store(tmp_path).runs() == [first]


def test_a_disk_that_fills_while_publishing_keeps_the_old_current(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish(tmp_path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "rename", full)
    with pytest.raises(SemestaError) as caught:
        publish(tmp_path)
    assert caught.value.code == "published.disk_full"
    assert Store(tmp_path).current() == first
    assert Store(tmp_path).runs() == [first]
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        ".lock",
        "2026-01-r1",
        "current",
    ]


def test_a_file_cannot_be_a_store(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    assert refused(tmp_path / "out") == "published.store_is_file"
    assert (tmp_path / "out").read_text() == "mine"


def test_a_link_to_nowhere_cannot_be_a_store(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to("nowhere")
    assert refused(tmp_path / "out") == "published.store_is_file"


def test_a_published_run_cannot_be_a_store(tmp_path: Path) -> None:
    run = publish(tmp_path)
    before = bytes_of(run)
    assert refused(run) == refused(tmp_path / "current") == "published.store_is_run"
    assert bytes_of(run) == before


@pytest.mark.parametrize("content", ["folder", "file", "link"])
def test_somebody_elses_current_is_not_overwritten(
    tmp_path: Path, content: str
) -> None:
    current = tmp_path / "current"
    if content == "folder":
        current.mkdir()
    elif content == "file":
        current.write_text("electricity bill")
    else:
        current.symlink_to("/tmp")
    assert refused(tmp_path) == "published.current_is_foreign"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["current"]


def test_a_folder_that_cannot_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", denied)
    assert refused(tmp_path) == "published.store_unwritable"


def test_a_store_of_another_contract_is_refused(tmp_path: Path) -> None:
    manifest = publish(tmp_path) / "manifest.json"
    manifest.chmod(0o600)
    version = f'"contract": {contract().version}'
    manifest.write_text(manifest.read_text().replace(version, '"contract": 99'))
    assert refused(tmp_path) == "published.other_contract"
    with pytest.raises(SemestaError, match="99"):
        open_run(tmp_path)


def test_a_run_without_a_required_file_is_not_published(tmp_path: Path) -> None:
    with pytest.raises(SemestaError) as caught:
        with Store(tmp_path).building(MONTH) as building:
            fill(building.path)
            (building.path / "awards.csv").unlink()
            building.publish()
    assert caught.value.code == "published.incomplete_run"
    assert Store(tmp_path).runs() == []


def test_a_file_outside_the_contract_is_not_published(tmp_path: Path) -> None:
    with pytest.raises(SemestaError, match=r"staged\.parquet") as caught:
        with Store(tmp_path).building(MONTH) as building:
            fill(building.path)
            (building.path / "staged.parquet").touch()
            building.publish()
    assert caught.value.code == "published.unknown_file"
    assert Store(tmp_path).runs() == []


def test_where_links_fail_current_is_a_text_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links on this disk")

    publish(tmp_path)
    monkeypatch.setattr(Path, "symlink_to", no_links)
    second = publish(tmp_path)
    assert not (tmp_path / "current").is_symlink()
    assert (tmp_path / "current").read_bytes() == b"2026-01-r2\n"
    assert Store(tmp_path).current() == second
    assert open_run(tmp_path).folder == open_run(tmp_path / "current").folder == second


def test_a_text_file_current_becomes_a_link_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as windows:
        windows.setattr(store_module, "LINKS", False)
        publish(tmp_path)
    assert (tmp_path / "current").read_text() == "2026-01-r1\n"
    publish(tmp_path)
    assert os.readlink(tmp_path / "current") == "2026-01-r2"
