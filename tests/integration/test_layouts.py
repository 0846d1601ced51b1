"""One village in every layout: whichever goes in, the same people come out."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from semesta.registers import Source, stage
from staging_helpers import rows_of, set_aside


FOLDER = Path(__file__).parent.parent / "data" / "layouts"
VILLAGE = "63.09.04.1002"
UNUSABLE = 7  # rows at the end of the extract that no other layout repeats

POPULATION = {
    "siak_ekstrak.csv": "siak_extract",
    "siak37.xlsx": "siak_37",
    "opensid_impor.xlsx": "opensid",
    "opensid_ekspor_huruf.xlsx": "opensid",
    "opendk.zip": "opendk",
    "bip2016.xlsx": "bip",
}
MEMBERSHIP = {
    "peserta.csv": "membership_list",
    "vclaim.jsonl": "vclaim",
    "pbi_verifikasi.xlsx": "pbi_verification",
    "formulir_mutasi_pbpu_pemda.xlsx": "mutation_form",
}
LIVING = {"0", "HIDUP", "Hidup", None}


@pytest.fixture
def read(tmp_path):
    def _read(kind, name):
        return stage(kind, [Source(FOLDER / name, VILLAGE)], tmp_path / name)

    return _read


def day(text):
    """A birth date of the samples: serial, year first, day first or month first."""
    if text.isdigit():
        return date(1899, 12, 30) + timedelta(days=int(text))
    parts = text.replace("/", "-").split("-")
    if len(parts[0]) == 4:
        return date.fromisoformat(text)
    first, second, year = map(int, parts)
    return date(year, second, first) if "-" in text else date(year, first, second)


def nik(row):
    """The NIK; where there is none the layouts write nothing or 0."""
    text = (row["nik"] or "").strip()
    return "" if text == "0" else text


def person(row, with_home):
    sex = "L" if row["sex"].upper() in {"1", "L", "LAKI-LAKI"} else "P"
    home = (row["address"], row["rt"], row["rw"]) if with_home else ()
    born = day(row["birth_date"])
    return (nik(row), row["kk"], row["name"], sex, born, row["mother"], *home)


@pytest.fixture(scope="module")
def extract(tmp_path_factory):
    source = [Source(FOLDER / "siak_ekstrak.csv", VILLAGE)]
    result = stage("population", source, tmp_path_factory.mktemp("extract"))
    return rows_of(result, "population")[: -(UNUSABLE - 1)]


@pytest.mark.parametrize(("name", "layout"), POPULATION.items())
def test_every_population_layout_gives_the_same_people(read, extract, name, layout):
    result = read("population", name)
    assert {account.layout for account in result.reads} == {layout}
    people = rows_of(result, "population")[: len(extract)]
    is_book = layout == "bip"  # of the living, with one home per family
    listed = [row for row in extract if not is_book or row["status"] in LIVING]
    expected = {person(row, not is_book) for row in listed}
    assert {person(row, not is_book) for row in people} == expected
    assert all(row["address"] and row["rt"] and row["rw"] for row in people)
    assert len(people) == len(expected)


@pytest.mark.parametrize("name", ["siak37.xlsx", "opensid_impor.xlsx", "opendk.zip"])
def test_every_layout_says_who_is_alive(read, extract, name):
    people = rows_of(read("population", name), "population")
    alive = {nik(row) for row in people if row["status"] in LIVING}
    assert alive == {nik(row) for row in extract if row["status"] in LIVING}


def test_the_broken_row_of_the_extract_is_set_aside(read):
    result = read("population", "siak_ekstrak.csv")
    assert set_aside(result) == [(263, "wrong_number_of_fields")]
    assert result.reads[0].rows_read == len(rows_of(result, "population")) + 1


def card(row):
    return (row["noka"], row["nik"], row["name"], row["sex"], day(row["birth_date"]))


@pytest.mark.parametrize(("name", "layout"), MEMBERSHIP.items())
def test_every_membership_layout_gives_the_same_cards(read, name, layout):
    result = read("membership", name)
    assert {account.layout for account in result.reads} == {layout}
    cards = rows_of(result, "membership")
    whole = rows_of(read("membership", "peserta.csv"), "membership")
    for row in cards:
        row["sex"] = {"1": "L", "2": "P"}.get(row["sex"], row["sex"])
    listed = {
        "pbi_verification": lambda row: row["segment"] == "PBI JK",
        "mutation_form": lambda row: (
            (row["segment"], row["status"]) == ("PBPU PEMDA", "AKTIF")
        ),
    }.get(layout, lambda row: True)
    expected = {card(row) for row in whole if listed(row)}
    assert {card(row) for row in cards} == expected


def test_the_verification_list_says_its_segment_and_the_form_its_date_order(read):
    pbi = rows_of(read("membership", "pbi_verifikasi.xlsx"), "membership")
    assert {row["default_segment"] for row in pbi} == {"pbi-jk"}
    assert {row["regency_name"] for row in pbi} == {"TABALONG"}
    form = rows_of(read("membership", "formulir_mutasi_pbpu_pemda.xlsx"), "membership")
    assert {row["date_order"] for row in form} == {"mdy"}
    assert form[0]["row"] == 16


def test_all_layouts_at_once_are_one_account(tmp_path):
    sources = [Source(FOLDER / name) for name in MEMBERSHIP]
    result = stage("membership", sources, tmp_path)
    assert [read.file_id for read in result.reads] == [1, 2, 3, 4]
    rows = rows_of(result, "membership")
    order = [(row["file_id"], row["row"]) for row in rows]
    assert order == sorted(order)
    assert len(rows) == sum(read.rows_read for read in result.reads)
