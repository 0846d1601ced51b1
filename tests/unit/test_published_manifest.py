"""Manifest, legal basis, log and masks."""

import json
from datetime import date
from pathlib import Path

import pytest

from semesta.documents import masked_card, masked_name, masked_nik
from semesta.errors import SemestaError
from semesta.months import Month
from semesta.published import (
    Identity,
    Input,
    Legal,
    Manifest,
    RunLog,
    read_legal,
    sha256,
)


ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def a_manifest(**changes: object) -> Manifest:
    usual: dict[str, object] = {
        "month": Month(2026, 1),
        "scope": "all",
        "edition": "2026",
        "legal": Legal(),
        "inputs": (Input("membership", "peserta.xlsx", ABC, 3, 2, 1, 1),),
        "identities": (Identity("population", 5, 5), Identity("bridge", 1, 2)),
        "options": {"official": "angka.csv"},
        "versions": {"code": "0.1.0"},
        "engine": {"name": "duckdb", "version": "1.5.5"},
    }
    return Manifest(**usual | changes)  # type: ignore[arg-type]


def legal_file(folder: Path, text: str) -> Path:
    path = folder / "legal.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(path: Path) -> str:
    with pytest.raises(SemestaError) as caught:
        read_legal(path)
    return caught.value.code


def test_the_manifest_hashes_everything_but_itself_and_the_log(tmp_path: Path) -> None:
    (tmp_path / "cards.parquet").mkdir()
    (tmp_path / "cards.parquet" / "0.parquet").write_text("abc")
    (tmp_path / "regions.csv").write_text("abc")
    (tmp_path / "run.log.json").write_text("{}")
    a_manifest().write(tmp_path)
    a_manifest().write(tmp_path)
    text = json.loads((tmp_path / "manifest.json").read_text())
    assert text["files"] == {"cards.parquet/0.parquet": ABC, "regions.csv": ABC}
    assert sha256(tmp_path / "regions.csv") == ABC


def test_the_manifest_reads_the_same_by_hand_every_time(tmp_path: Path) -> None:
    a_manifest().write(tmp_path)
    written = (tmp_path / "manifest.json").read_bytes()
    text = json.loads(written)
    again = json.dumps(text, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    assert written == again.encode()
    assert text["contract"] == 1
    assert text["month"] == "2026-01"
    assert text["legal"]["basis"] == "not stated"
    assert [i["holds"] for i in text["identities"]] == [True, False]


def test_the_manifest_comes_back_equal() -> None:
    legal = Legal(basis="PKS", expiry=date(2027, 1, 31))
    manifest = a_manifest(legal=legal, files={"regions.csv": ABC})
    assert Manifest.from_json(json.loads(json.dumps(manifest.as_json()))) == manifest


def test_a_legal_basis_is_read(tmp_path: Path) -> None:
    path = legal_file(
        tmp_path,
        "basis: UU 27/2022 Pasal 20\nagreement: 12\nexpiry: 2027-01-31\n"
        "deletion_date: '2027-12-31'\npurpose:\n",
    )
    legal = read_legal(path)
    assert legal == Legal(
        basis="UU 27/2022 Pasal 20",
        agreement="12",
        expiry=date(2027, 1, 31),
        deletion_date=date(2027, 12, 31),
    )
    assert legal.missing == ["purpose"]
    assert legal.as_json()["expiry"] == "2027-01-31"
    assert legal.as_json()["purpose"] == "not stated"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "basis: ''\n"])
def test_nothing_stated_is_said_so(tmp_path: Path, text: str) -> None:
    legal = read_legal(legal_file(tmp_path, text))
    assert legal == Legal()
    assert set(legal.as_json().values()) == {"not stated"}


def test_a_mistyped_key_is_refused(tmp_path: Path) -> None:
    path = legal_file(tmp_path, "basis: x\nexpired: 2027-01-31\n")
    assert refused(path) == "published.legal_unknown_key"


@pytest.mark.parametrize(
    "value", ["31-12-2027", "besok", "2027", "2027-02-30 ", "2027-01-01 10:00:00"]
)
def test_a_bad_date_is_refused(tmp_path: Path, value: str) -> None:
    path = legal_file(tmp_path, f"expiry: '{value}'\n")
    assert refused(path) == "published.legal_bad_date"


def test_a_year_without_quotes_is_no_date(tmp_path: Path) -> None:
    assert refused(legal_file(tmp_path, "expiry: 2027\n")) == "published.legal_bad_date"
    path = legal_file(tmp_path, "expiry: 2027-01-01 10:00:00\n")
    assert refused(path) == "published.legal_bad_date"


@pytest.mark.parametrize(
    "text", ["- basis", "just words", "a: b: c", "deletion_date: 2027-02-30"]
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str) -> None:
    assert refused(legal_file(tmp_path, text)) == "published.legal_unreadable"


def test_a_legal_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.yaml") == "published.legal_unreadable"
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00")
    assert refused(tmp_path / "bytes.yaml") == "published.legal_unreadable"


def test_the_log_tells_stages_in_order_even_of_a_failed_run(tmp_path: Path) -> None:
    log = RunLog()
    with log.stage("registers") as stage:
        stage.rows = 7
    with pytest.raises(ValueError), log.stage("linkage"):
        raise ValueError
    log.write(tmp_path)
    text = json.loads((tmp_path / "run.log.json").read_text())
    assert [s["name"] for s in text["stages"]] == ["registers", "linkage"]
    assert [s["rows"] for s in text["stages"]] == [7, None]
    assert all(s["seconds"] >= 0 for s in text["stages"])
    assert text["stages"][0]["peak_memory_bytes"] > 1_000_000
    assert text["started"] <= text["ended"]
    assert text["host"]


@pytest.mark.parametrize(
    ("nik", "shown"),
    [
        ("6309012304900001", "6309********0001"),
        ("630901230490000", "***"),
        ("1234", "***"),
        ("6309012304900001 ", "***"),
        ("KTP-SITI AMINAH!", "***"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_nik_is_masked(nik: str | None, shown: str) -> None:
    assert masked_nik(nik) == shown


def test_a_card_number_is_masked() -> None:
    assert masked_card("0001092525596") == "*********5596"
    assert masked_card("0109252559") == "***"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("SITI AMINAH", "S*** A***"),
        ("SUHARTO", "S***"),
        ("  NI  LUH ", "N*** L***"),
        (" ", ""),
        (None, ""),
    ],
)
def test_a_name_is_masked(name: str | None, shown: str) -> None:
    assert masked_name(name) == shown
