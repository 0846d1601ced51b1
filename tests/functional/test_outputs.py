"""What stands in the files of a run: columns, rows and sums."""

import re
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from functional.command import MONTH, registers
from functional.tables import STATES, header, rows


LINKED_FINDINGS = {"matched", "deceased", "moved", "duplicate"}
OTHER_FINDINGS = {
    "identity_conflict",
    "nik_invalid",
    "unknown",
    "not_found",
    "newborn_waiting",
}
CODE = re.compile(r"ID|\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?")
LEVELS = {0: "province", 1: "regency", 2: "district", 3: "village"}
RATES = {
    "coverage_rate": ("registered",),
    "coverage_rate_high": ("registered", "unknown"),
    "active_rate": ("active",),
    "active_rate_high": ("active", "unknown"),
    "local_government_share": ("local_government",),
}
BRIDGE = (
    "registered,duplicate,deceased,moved,not_found,nik_invalid,identity_conflict,"
    "unknown,newborn_waiting,recorded_elsewhere"
)


@pytest.fixture(scope="module")
def run(klaten: Path) -> Path:
    return klaten / "current"


@pytest.mark.parametrize(
    ("file", "columns"),
    {
        "regions.csv": "region_code,region_name,level,basis,month,population,"
        "population_semester,registered,active,inactive_arrears,inactive_lapsed,"
        "unregistered,unknown,local_government,coverage_rate,coverage_rate_high,"
        "active_rate,active_rate_high,local_government_share,"
        "coverage_rate_expected,active_rate_expected",
        "links.csv": "noka,nik,method,probability,finding,nik_fault",
        "quarantine.csv": "file,row,column,value,reason",
        "bridge.csv": f"region_code,cards,{BRIDGE}",
        "awards.csv": "region_code,region_name,edition,basis,worst,best,category,"
        "missing,missing_en,reasons,reasons_en,near,near_en",
    }.items(),
)
def test_columns_are_those_of_the_contract(file: str, columns: str, run: Path) -> None:
    assert header(run, file) == columns


def test_every_region_has_a_dotted_code_its_level_and_both_bases(run: Path) -> None:
    found = rows(run, "regions.csv")
    assert ("ID", "nation") in {(r["region_code"], r["level"]) for r in found}
    for row in found:
        code = row["region_code"]
        assert CODE.fullmatch(code)
        assert row["level"] == ("nation" if code == "ID" else LEVELS[code.count(".")])
        assert row["region_name"]
        assert row["month"] == MONTH
    bases = Counter(row["basis"] for row in found)
    assert bases["linked"] == bases["administrative"] == len(found) / 2


def test_the_states_of_every_linked_region_add_up_to_its_population(run: Path) -> None:
    for row in linked(run):
        states = [int(row[state]) for state in STATES]
        assert int(row["population"]) == sum(states), row["region_code"]
        assert int(row["registered"]) == sum(states[:3]), row["region_code"]


def test_every_region_is_the_sum_of_its_parts(run: Path) -> None:
    found = {row["region_code"]: row for row in linked(run)}
    for column in ("population", "local_government", *STATES):
        for code, row in found.items():
            parts = [part for part in found if above(part) == code]
            if parts:
                total = sum(int(found[part][column]) for part in parts)
                assert int(row[column]) == total, (code, column)


def test_rates_are_counts_by_population_to_six_places(run: Path) -> None:
    for row in linked(run):
        for rate, counts in RATES.items():
            exact = Fraction(sum(int(row[c]) for c in counts), int(row["population"]))
            assert re.fullmatch(r"\d\.\d{6}", row[rate])
            rounding = abs(Fraction(row[rate]) - exact)
            assert rounding <= Fraction(1, 2_000_000), (row["region_code"], rate)


def test_the_administrative_basis_has_no_partition(run: Path) -> None:
    for row in rows(run, "regions.csv"):
        if row["basis"] == "administrative":
            assert not any(row[state] for state in STATES if state != "active")
            assert row["registered"] and row["active"]


def test_every_card_of_the_register_has_one_link_row_sorted_by_number(
    run: Path,
) -> None:
    cards = [row["noka"] for row in rows(run, "links.csv")]
    _, membership = registers("klaten")
    with membership.open(encoding="utf-8") as lines:
        given = [line.split(",")[1] for line in lines][1:]
    assert cards == sorted(given)


def test_a_link_row_names_a_person_only_where_the_card_belongs_to_one(
    run: Path,
) -> None:
    for row in rows(run, "links.csv"):
        assert re.fullmatch(r"\d{13}", row["noka"])
        assert row["finding"] in LINKED_FINDINGS | OTHER_FINDINGS
        if row["finding"] in LINKED_FINDINGS:
            assert row["method"] and 0 < float(row["probability"]) <= 1
            assert re.fullmatch(r"\d{16}|", row["nik"])
        else:
            assert not row["nik"]


def test_linked_persons_carry_a_nik_of_the_population_register(run: Path) -> None:
    population, _ = registers("klaten")
    with population.open(encoding="utf-8") as lines:
        known = {line.split(",")[1] for line in lines}
    linked_niks = [row["nik"] for row in rows(run, "links.csv") if row["nik"]]
    assert set(linked_niks) <= known
    kept = [row["nik"] for row in rows(run, "links.csv") if row["finding"] == "matched"]
    kept = [nik for nik in kept if nik]
    assert len(kept) == len(set(kept)), "one kept card a person"


def test_every_row_read_is_accepted_or_set_aside(run: Path) -> None:
    aside = Counter(row["file"] for row in rows(run, "quarantine.csv"))
    for file, register in zip(rows(run, "files.csv"), registers("klaten"), strict=True):
        lines = register.read_text(encoding="utf-8").splitlines()
        read, accepted, quarantined = (
            int(file[name]) for name in ("rows_read", "accepted", "quarantined")
        )
        assert file["file"] == register.name
        assert read == sum(bool(line.strip()) for line in lines[1:])
        assert read == accepted + quarantined
        assert aside[register.name] == quarantined


def test_a_row_set_aside_is_found_again_in_its_file(run: Path) -> None:
    """`row` counts as a spreadsheet does; `value` is what stands there."""
    population, _ = registers("klaten")
    lines = population.read_text(encoding="utf-8").splitlines()
    found = rows(run, "quarantine.csv")
    of_a_cell = [row for row in found if row["column"]]
    assert len(of_a_cell) > len(found) / 2
    for row in of_a_cell:
        cell = row["value"]
        if row["column"] == "village_code":  # stands in four columns
            cell = cell.replace(".", ",")
        assert cell in lines[int(row["row"]) - 1]
    assert {row["reason"] for row in found} == {
        "repeated_nik",
        "unknown_region",
        "wrong_number_of_fields",
    }


def test_the_bridge_of_every_region_adds_up(run: Path) -> None:
    for row in rows(run, "bridge.csv"):
        parts = [int(row[name]) for name in BRIDGE.split(",")]
        assert int(row["cards"]) == sum(parts), row["region_code"]


def test_the_bridge_leads_from_one_basis_to_the_other(run: Path) -> None:
    bridge = {row["region_code"]: row for row in rows(run, "bridge.csv")}
    for row in rows(run, "regions.csv"):
        column = "registered" if row["basis"] == "linked" else "cards"
        assert row["registered"] == bridge[row["region_code"]][column]
    nation = bridge["ID"]
    counts = Counter(row["finding"] for row in rows(run, "links.csv"))
    assert int(nation["cards"]) == counts.total()
    for finding in (LINKED_FINDINGS | OTHER_FINDINGS) - {"matched"}:
        assert int(nation[finding]) == counts[finding]


def linked(run: Path) -> list[dict[str, str]]:
    found = [row for row in rows(run, "regions.csv") if row["basis"] == "linked"]
    assert len(found) > 10
    return found


def above(code: str) -> str | None:
    """The region that a region is a part of."""
    if code == "ID":
        return None
    return code.rpartition(".")[0] or "ID"
