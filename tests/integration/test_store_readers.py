"""Opening a finished run: which one, is it whole, what is in it."""

from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from integration.test_store_double import a_manifest, a_table, publish
from semesta.errors import SemestaError
from semesta.published import contract, open_run, write_table


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("store")
    publish(store)
    publish(store)
    return store


def code_of(path: Path) -> str:
    with pytest.raises(SemestaError) as caught:
        open_run(path)
    return caught.value.code


@pytest.mark.parametrize(
    ("given", "opened"),
    [
        ("", "2026-01-r2"),
        ("current", "2026-01-r2"),
        ("2026-01-r1", "2026-01-r1"),
        ("2026-01-r2", "2026-01-r2"),
    ],
)
def test_a_run_is_opened_by_store_or_current_or_its_own_folder(
    out: Path, given: str, opened: str
) -> None:
    assert open_run(out / given).folder == (out / opened).resolve()


def test_an_open_run_stays_the_same_when_current_moves_on(tmp_path: Path) -> None:
    publish(tmp_path)
    run = open_run(tmp_path / "current")
    publish(tmp_path)
    assert run.folder.name == "2026-01-r1"


def test_tables_come_with_the_types_of_the_contract(out: Path) -> None:
    run = open_run(out)
    for table, file in [
        (run.regions(), "regions.csv"),
        (run.links(), "links.csv"),
        (run.awards(), "awards.csv"),
    ]:
        assert table.equals(a_table(contract().file(file)))


def test_the_manifest_is_read_as_it_was_written(out: Path) -> None:
    manifest = open_run(out).manifest
    assert manifest.files.keys() >= {"regions.csv", "residents.parquet"}
    assert manifest.as_json() == a_manifest().as_json() | {"files": manifest.files}


def test_very_many_links_are_read_from_parquet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = contract().file("links.csv")
    few = replace(links, beyond=(0, "links.parquet"))
    monkeypatch.setitem(contract().files, "links.csv", few)
    run = open_run(publish(tmp_path))
    assert not (run.folder / "links.csv").exists()
    assert run.links().equals(a_table(links))
    assert parquet.read_table(run.path_of("links.parquet")).num_rows == 1


def test_a_whole_run_verifies(out: Path) -> None:
    open_run(out).verify()


@pytest.mark.parametrize("harm", ["changed", "deleted", "added", "manifest"])
def test_a_changed_run_does_not_verify(tmp_path: Path, harm: str) -> None:
    run = publish(tmp_path)
    awards = run / "awards.csv"
    awards.chmod(0o600)
    if harm == "changed":
        awards.write_bytes(awards.read_bytes() + b" ")
    elif harm == "deleted":
        awards.unlink()
    elif harm == "added":
        (run / "notes.txt").touch()
    else:
        manifest = run / "manifest.json"
        manifest.chmod(0o600)
        name = '"awards.csv": "'
        text = manifest.read_text().replace(name, name + "0")
        manifest.write_text(text)
    with pytest.raises(SemestaError) as caught:
        open_run(run).verify()
    assert caught.value.code == "published.changed_file"
    named = "notes.txt" if harm == "added" else "awards.csv"
    assert caught.value.parameters["files"] == named


def test_what_is_not_a_run_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert code_of(tmp_path) == "published.not_a_run"
    assert code_of(tmp_path / "file") == "published.not_a_run"
    assert code_of(tmp_path / "nowhere") == "published.not_a_run"


def test_a_store_whose_current_run_was_deleted_is_said_so(tmp_path: Path) -> None:
    publish(tmp_path)
    (tmp_path / "current").unlink()
    assert code_of(tmp_path) == "published.no_current"
    (tmp_path / "current").symlink_to("2026-01-r9")
    assert code_of(tmp_path / "current") == "published.not_a_run"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"contract": 1}',
        '{"contract": 1, "month": "2026-01", "legal": 5, "identities": []}',
        "\xff",
    ],
)
def test_a_damaged_manifest_is_said_so(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="latin-1")
    assert code_of(tmp_path) == "published.broken_manifest"


def test_a_missing_file_of_a_run_is_named(tmp_path: Path) -> None:
    run = open_run(publish(tmp_path))
    (run.folder / "cards.parquet").unlink()
    with pytest.raises(SemestaError, match=r"cards\.parquet") as caught:
        run.path_of("cards.parquet")
    assert caught.value.code == "published.missing_file"
    with pytest.raises(SemestaError) as caught:
        run.path_of("../../secret.csv")
    assert caught.value.code == "published.unknown_file"


def test_a_table_is_written_where_it_belongs(tmp_path: Path) -> None:
    table = a_table(contract().file("regions.csv"))
    assert write_table(tmp_path, "regions.csv", table) == tmp_path / "regions.csv"
