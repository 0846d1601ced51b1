"""Made-up registers hold what they promise, and the program reads them all."""

import filecmp
import json
from collections import Counter, defaultdict
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from made_up import MONTH, judged, made, rows, run_of
from semesta.run import Options, run
from semesta.synth import POPULATION_LAYOUTS


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> Path:
    return made(
        tmp_path_factory.mktemp("plain") / "out", people=6000, regions=("63.09",)
    )


def sources(folder: Path, layout: str) -> list[str]:
    """The population's files, with the place of those whose rows name none."""
    hint = {
        "siak_37": lambda _: "@63.09",
        "opendk": lambda _: "",
        "siak_extract": lambda _: "",
    }
    place = hint.get(layout, lambda file: f"@{file.stem}")
    return [f"{file}{place(file)}" for file in sorted((folder / "penduduk").iterdir())]


@pytest.mark.parametrize("layout", POPULATION_LAYOUTS)
def test_clean_registers_in_every_layout_give_the_truth(tmp_path, layout):
    folder = made(tmp_path / "out", damage=0.0, population_layout=layout)

    found = judged(run_of(folder, tmp_path / "runs", *sources(folder, layout)), folder)

    assert found.findings_right == 1
    assert found.links.precision == found.links.recall == 1
    for errors in found.villages.values():
        assert errors.worst_persons == 0
        assert errors.populations_right == errors.inside == errors.villages == 7


@pytest.mark.parametrize(
    ("layout", "scope"),
    [
        ("vclaim", "all"),
        ("pbi_verification", "pbi-jk"),
        ("mutation_form", "pbpu-pemda"),
    ],
)
def test_clean_cards_in_every_layout_find_their_owners(tmp_path, layout, scope):
    folder = made(tmp_path / "out", damage=0.0, membership_layout=layout)
    options = Options(
        (str(folder / "penduduk"),),
        (str(folder / "peserta"),),
        MONTH,
        tmp_path / "runs",
        scope=scope,
    )

    found = judged(run(options), folder)

    assert found.cards > 200
    assert found.not_in_run == 0
    assert found.findings_right == 1
    assert found.links.recall == 1


def test_damaged_registers_are_linked_nearly_all(tmp_path, plain):
    found = judged(run_of(plain, tmp_path / "runs"), plain)

    assert found.cards == len(rows(plain, "peserta"))
    assert found.links.precision > 0.999
    assert found.links.recall > 0.99


def test_the_targets_are_hit_to_a_person(tmp_path):
    folder = made(
        tmp_path / "out", people=5000, coverage=98.49, active=76.14, local_share=25.0
    )
    (region,) = [
        r for r in rows(folder, "truth_coverage.csv") if r["region"] == "63.09"
    ]

    assert int(region["population"]) == 5000
    assert int(region["population"]) - int(region["unregistered"]) == 4924  # 4924.5
    assert int(region["active"]) == 3807
    assert int(region["pemda"]) == 1250
    assert int(region["arrears"]) + int(region["lapsed"]) == int(region["inactive"])


def test_no_nik_and_no_card_number_comes_twice(plain):
    people = [row["NIK"] for row in rows(plain, "penduduk") if row["NIK"]]
    cards = [row["NOKA"] for row in rows(plain, "peserta")]
    truth = json.loads((plain / "truth.json").read_text())

    assert len(people) - len(set(people)) == truth["repeated_nik"] > 0
    assert len(set(cards)) == len(cards) == truth["rows_membership"]


def test_a_nik_says_sex_and_birth_and_a_serial_that_registration_hardly_reaches(plain):
    for row in rows(plain, "penduduk"):
        if row["NIK"] and row["TGL_LHR"]:
            day, month, year = row["TGL_LHR"].split("-")
            shown = int(day) + (40 if row["JENIS_KLMIN"] == "2" else 0)
            assert row["NIK"][6:12] == f"{shown:02d}{month}{year[2:]}"
            assert 9001 <= int(row["NIK"][12:]) <= 9999


def test_children_are_younger_than_the_mothers_of_their_family(plain):
    families = defaultdict(list)
    for row in rows(plain, "penduduk"):
        if row["FLAG_STATUS"] == "0" and row["NO_KK"] and row["NIK"]:
            families[row["NO_KK"]].append(row)
    checked = 0
    for members in families.values():
        wives = [int(m["TGL_LHR"][6:]) for m in members if m["STAT_HBKEL"] == "ISTRI"]
        children = [int(m["TGL_LHR"][6:]) for m in members if m["STAT_HBKEL"] == "ANAK"]
        for child in children if wives else ():
            checked += 1
            assert 17 <= child - wives[0] <= 50

    assert checked > 1000


def test_self_payers_pay_and_stop_together(tmp_path):
    folder = made(tmp_path / "out", damage=0.0, people=4000)
    families = defaultdict(set)
    for row in rows(folder, "peserta"):
        if row["SEGMEN"] == "PBPU":
            families[row["KKNO"]].add(row["STATUS"])

    mixed = sum(len(states) > 1 for states in families.values())
    # Only where a village's quota ends within a family.
    assert len(families) > 50
    assert mixed <= 7


def test_a_damage_is_named_exactly_where_the_card_differs(plain):
    owners = {row["NIK"]: row for row in rows(plain, "penduduk") if row["NIK"]}
    truth = {row["noka"]: row for row in rows(plain, "truth_links.csv")}
    kinds = Counter()
    for card in rows(plain, "peserta"):
        told = truth[card["NOKA"]]
        owner = owners.get(told["nik"])
        if owner is None or told["finding"] not in ("matched", "deceased", "moved"):
            continue
        damage = told["damage"].split("+") if told["damage"] else []
        assert told["damaged"] == str(int(bool(damage)))
        nik_faults = [kind for kind in damage if kind.startswith("nik_")]
        assert bool(nik_faults) == (card["NIK"] != told["nik"])
        born = "-".join(reversed(owner["TGL_LHR"].split("-")))
        assert any(k.startswith("birth_") for k in damage) == (card["TGLLHR"] != born)
        kinds.update(damage)

    assert len(kinds) > 15


def test_the_bill_lists_the_active_cards_that_the_region_pays(plain):
    billed = {row["NOKA"] for row in rows(plain, "tagihan")}
    active = {
        row["NOKA"]
        for row in rows(plain, "peserta")
        if (row["SEGMEN"], row["STATUS"]) == ("PBPU PEMDA", "AKTIF")
    }

    assert billed == active
    assert {row["IURAN"] for row in rows(plain, "tagihan")} == {"37800"}


def test_official_figures_and_facts_are_read_by_the_program(tmp_path, plain):
    options = Options(
        (str(plain / "penduduk"),),
        (str(plain / "peserta"),),
        MONTH,
        tmp_path / "runs",
        official=plain / "resmi.csv",
        facts=plain / "fakta.csv",
    )
    regions = run(options).regions().to_pylist()
    truth = {row["region"]: row for row in rows(plain, "truth_coverage.csv")}

    (found,) = [
        r
        for r in regions
        if (r["region_code"], r["basis"]) == ("63.09", "administrative")
    ]
    assert found["population"] == int(truth["63.09"]["population"])
    assert found["active"] == int(truth["63.09"]["active"])


def test_parquet_says_the_same_as_csv(tmp_path, plain):
    folder = made(tmp_path / "out", people=6000, regions=("63.09",), format="parquet")
    (path,) = (folder / "peserta").iterdir()
    cards = pq.read_table(path).to_pylist()

    assert [row["NOKA"] for row in cards] == [r["NOKA"] for r in rows(plain, "peserta")]
    assert filecmp.cmp(folder / "truth_links.csv", plain / "truth_links.csv", False)
