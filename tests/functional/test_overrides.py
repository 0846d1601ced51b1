"""What people know beside the registers: official figures, facts, decisions, the law."""

import json
from pathlib import Path

import pytest

from functional.command import registers, run_words, semesta
from functional.tables import award, findings, link, region, rows
from semesta.published import open_run


OFFICIAL = """\
region_code,population,population_semester,registered,active,pbpu_pemda,source
63.09,270,2025-1,268,255,60,surat cabang
"""
FACTS_HEADER = "region_code,uhc_prioritas,contributions_paid_through,"
FACTS_HEADER += "jamkesda_integrated\n"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest sample without anything beside the registers."""
    store = tmp_path_factory.mktemp("plain") / "store"
    assert semesta(*run_words(*registers("layouts"), store, "--quiet")).code == 0
    return store / "current"


def run_with(folder: Path, *more: str, **texts: str) -> Path:
    """The same run, with a file for every option that has a text."""
    options: list[object] = list(more)
    for option, text in texts.items():
        path = folder / f"{option}.csv"
        path.write_text(text, encoding="utf-8")
        options += [f"--{option}", path]
    words = run_words(*registers("layouts"), folder / "store", "--quiet", *options)
    done = semesta(*words)
    assert done.code == 0, done.err
    return folder / "store" / "current"


def test_official_figures_are_the_administrative_basis(
    plain: Path, tmp_path: Path
) -> None:
    run = run_with(tmp_path, official=OFFICIAL)
    row = region(run, "63.09", "administrative")
    assert row["population"] == "270"
    assert row["population_semester"] == "2025-1"
    assert (row["registered"], row["active"]) == ("268", "255")
    assert row["local_government"] == "60"
    assert row["coverage_rate"] == row["coverage_rate_high"] == "0.992593"
    assert row["active_rate"] == "0.944444"
    assert row["local_government_share"] == "0.222222"
    assert region(run, "63.09") == region(plain, "63.09"), "the linked basis stays"


def test_official_figures_are_the_headline(tmp_path: Path) -> None:
    run = run_with(tmp_path, official=OFFICIAL)
    assert award(run, "63.09", "administrative")["best"] == "Madya"
    assert award(run, "63.09")["best"] == "Pratama"
    words = run_words(*registers("layouts"), tmp_path / "store")
    done = semesta(*words, "--official", tmp_path / "official.csv")
    bases = [line.split()[1:] for line in done.out.splitlines() if " basis " in line]
    assert bases == [["administratif"], ["hasil", "pemadanan"]]
    assert "270 (2025-1)" in done.out
    shown = semesta(*words, "--official", tmp_path / "official.csv", "--json")
    (tabalong,) = json.loads(shown.out)["regions"]
    assert tabalong["headline"] == "administrative"
    assert tabalong["award"]["basis"] == "administrative"


def test_a_region_without_a_population_gets_the_released_one(tmp_path: Path) -> None:
    run = run_with(tmp_path, official="region_code,registered,active\n63.09,9,8\n")
    row = region(run, "63.09", "administrative")
    assert int(row["population"]) > 200_000
    assert row["population_semester"] == "2024-2"
    assert (row["registered"], row["local_government"]) == ("9", "")


def test_aggregates_alone_give_a_region_its_award(tmp_path: Path) -> None:
    official = OFFICIAL + "33.10,1000,2025-1,995,990,300,surat cabang\n"
    facts = FACTS_HEADER + "33.10,ya,2025-12,ya\n"
    run = run_with(tmp_path, official=official, facts=facts)
    row = award(run, "33.10", "administrative")
    assert row["region_name"] == "Kabupaten Klaten"
    assert row["category"] == "Utama"


@pytest.mark.parametrize(
    ("facts", "worst", "best"),
    [
        ("ya,2025-12,ya", "Madya", "Madya"),
        ("ya,2025-09,", "Madya", "Madya"),
        ("ya,2025-08,", "none", "none"),
        ("tidak,2025-12,", "none", "Pratama"),
        (",2025-12,", "none", "Madya"),
        ("ya,,", "none", "Madya"),
    ],
)
def test_facts_settle_what_figures_leave_open(
    facts: str, worst: str, best: str, tmp_path: Path
) -> None:
    text = f"{FACTS_HEADER}63.09,{facts}\n"
    run = run_with(tmp_path, official=OFFICIAL, facts=text)
    row = award(run, "63.09", "administrative")
    assert (row["worst"], row["best"]) == (worst, best)
    assert row["category"] == (worst if worst == best else "")


def test_an_older_edition_is_decided_by_its_own_lines(tmp_path: Path) -> None:
    run = run_with(tmp_path, "--edition", "2024", official=OFFICIAL)
    row = award(run, "63.09", "administrative")
    assert (row["edition"], row["category"]) == ("2024", "Utama")
    assert open_run(run).manifest.edition == "2024"


def unregistered_nik(run: Path) -> str:
    residents = open_run(run).table("residents.parquet").to_pylist()
    return str(next(r["nik"] for r in residents if r["state"] == "unregistered"))


def card_with(run: Path, finding: str) -> dict[str, str]:
    return next(r for r in rows(run, "links.csv") if r["finding"] == finding)


def decided(*lines: str) -> str:
    stated = [f"{line},dinsos,2026-01-15T09:30" for line in lines]
    return "\n".join(["noka,nik,verdict,who,when", *stated, ""])


def test_a_reviewer_links_a_card_that_the_program_did_not(
    plain: Path, tmp_path: Path
) -> None:
    noka, nik = card_with(plain, "not_found")["noka"], unregistered_nik(plain)
    run = run_with(tmp_path, decisions=decided(f"{noka},{nik},sama"))
    found = link(run, noka)
    assert (found["nik"], found["finding"]) == (nik, "matched")
    assert found["method"] == "review"
    before, after = region(plain, "63.09"), region(run, "63.09")
    assert int(after["registered"]) == int(before["registered"]) + 1
    assert int(after["unregistered"]) == int(before["unregistered"]) - 1
    explained = semesta("explain", run, noka)
    assert "keputusan peninjau" in explained.out


def test_a_reviewer_undoes_a_link_of_the_program(plain: Path, tmp_path: Path) -> None:
    card = card_with(plain, "matched")
    decision = decided(f"{card['noka']},{card['nik']},beda")
    run = run_with(tmp_path, decisions=decision)
    found = link(run, card["noka"])
    assert found["nik"] != card["nik"] and found["finding"] != "matched"
    before, after = region(plain, "63.09"), region(run, "63.09")
    assert int(after["registered"]) == int(before["registered"]) - 1
    assert findings(run)["matched"] == findings(plain)["matched"] - 1


def test_the_last_decision_about_a_pair_counts(plain: Path, tmp_path: Path) -> None:
    pair = f"{card_with(plain, 'not_found')['noka']},{unregistered_nik(plain)}"
    decision = decided(f"{pair},same", f"{pair},different")
    run = run_with(tmp_path, decisions=decision)
    assert rows(run, "links.csv") == rows(plain, "links.csv")
    assert rows(run, "regions.csv") == rows(plain, "regions.csv")


def test_the_manifest_carries_what_stood_beside_the_registers(tmp_path: Path) -> None:
    legal = "basis: PKS\nagreement: 1/2026\nexpiry: 2026-12-31\n"
    run = run_with(tmp_path, official=OFFICIAL, legal=legal)
    manifest = open_run(run).manifest
    kinds = {entry.kind: entry.file for entry in manifest.inputs}
    assert kinds["official"] == "official.csv"
    stated = manifest.legal.as_json()
    assert stated["basis"] == "PKS" and stated["expiry"] == "2026-12-31"
    assert stated["purpose"] == stated["deletion_date"] == "not stated"


def test_a_purpose_that_is_not_stated_is_said_on_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "legal.yaml").write_text("basis: PKS\n", encoding="utf-8")
    words = run_words(*registers("layouts"), tmp_path / "store")
    done = semesta(*words, "--legal", tmp_path / "legal.yaml")
    said = " ".join(done.out.split())
    assert "Belum dinyatakan: nomor perjanjian/kerja sama" in said
    assert "dasar hukum," not in said


def test_the_legal_basis_is_asked_for_on_a_terminal(tmp_path: Path) -> None:
    words = run_words(*registers("layouts"), tmp_path / "store")
    done = semesta(*words, typed="PKS\n1/2026\n\npemadanan\n2027-01-31\n")
    assert done.code == 0
    assert "Dasar hukum:" in done.err
    assert "Belum dinyatakan: masa berlaku perjanjian." in done.out
    assert open_run(tmp_path / "store").manifest.legal.as_json() == {
        "basis": "PKS",
        "agreement": "1/2026",
        "expiry": "not stated",
        "purpose": "pemadanan",
        "deletion_date": "2027-01-31",
    }


@pytest.mark.parametrize("option", ["--quiet", "--json"])
def test_a_script_is_never_asked(option: str, tmp_path: Path) -> None:
    words = run_words(*registers("layouts"), tmp_path / "store", option)
    done = semesta(*words, typed="PKS\n" * 5)
    assert (done.code, done.err) == (0, "")
    stated = open_run(tmp_path / "store").manifest.legal.as_json()
    assert set(stated.values()) == {"not stated"}


def test_printed_percentages_lead_as_printed_and_decide_as_ranges(
    tmp_path: Path,
) -> None:
    text = (
        "region_code,population,coverage_pct,active_pct,local_government_pct\n"
        '63.09,1000,98,"86,50",<25\n'
    )
    run = run_with(tmp_path, official=text, facts=f"{FACTS_HEADER}63.09,ya,2025-12,\n")
    row = region(run, "63.09", "administrative")
    assert (row["registered"], row["active"]) == ("975", "865")
    assert (row["coverage_rate"], row["coverage_rate_high"]) == ("0.975000", "0.984000")
    assert row["active_rate"] == row["active_rate_high"] == "0.865000"
    assert (row["local_government"], row["local_government_share"]) == ("", "")
    found = award(run, "63.09", "administrative")
    assert (found["worst"], found["best"]) == ("none", "Madya")
    shown = semesta("show", run)
    assert ["administratif", "98%", "86,50%"] in [
        line.split()[:3] for line in shown.out.splitlines()
    ]


def test_a_print_alone_keeps_our_cards_out_of_the_official_basis(
    tmp_path: Path,
) -> None:
    run = run_with(
        tmp_path, official="region_code,population,active_pct\n63.09,270,>80\n"
    )
    row = region(run, "63.09", "administrative")
    assert (row["registered"], row["active"], row["local_government"]) == ("",) * 3
