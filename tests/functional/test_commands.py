"""The smaller commands: `law`, `award`, `explain`, `evaluate`."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from functional.command import SAMPLES, Outcome, new_process, semesta
from functional.tables import link, rows
from house import ROOT


CASES = ROOT / "tests" / "data" / "award_cases.csv"
RULE = "awards.2026.utama.coverage"
DAY = "2026-01-31"
CODE_WORD = re.compile(r"\b[a-z]+(_[a-z0-9]+)+\b")
FINDINGS = (
    "matched",
    "deceased",
    "moved",
    "duplicate",
    "not_found",
    "nik_invalid",
    "identity_conflict",
    "unknown",
    "newborn_waiting",
)


def test_a_rule_is_shown_with_value_source_and_confidence() -> None:
    done = semesta("law", "show", RULE, "--on", DAY)
    assert (done.code, done.err) == (0, "")
    assert RULE in done.out and ">= 99" in done.out
    assert "Sumber" in done.out and "Keyakinan" in done.out
    english = semesta("law", "show", RULE, "--on", DAY, "--lang", "en")
    assert "Source" in english.out and "Confidence" in english.out


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_rule_before_its_first_date_is_an_error_that_names_both(
    language: str,
) -> None:
    done = semesta("law", "show", RULE, "--on", "2001-02-03", "--lang", language)
    assert (done.code, done.out) == (2, "")
    assert RULE in done.err and "2001-02-03" in done.err


def test_an_unknown_rule_is_an_error_that_names_it_and_its_like() -> None:
    done = semesta("law", "show", "awards.2026.utama.cover", "--on", DAY)
    assert (done.code, done.out) == (2, "")
    assert "awards.2026.utama.cover " in done.err and RULE in done.err


def test_a_day_that_does_not_exist_is_an_error_that_names_it() -> None:
    done = semesta("law", "show", RULE, "--on", "2026-02-30")
    assert (done.code, done.out) == (2, "")
    assert "2026-02-30" in done.err


def test_the_list_names_every_rule_in_force_and_can_be_looked_up() -> None:
    done = semesta("law", "list", "--on", DAY)
    assert done.code == 0
    lines = [line.split("\t") for line in done.out.splitlines()]
    assert len(lines) > 40
    assert all(len(line) == 3 for line in lines)
    name, value, _ = lines[-1]
    assert value in semesta("law", "show", name, "--on", DAY).out


def test_a_list_without_rules_says_so_beside_the_empty_list() -> None:
    done = semesta("law", "list", "--on", "1945-08-17")
    assert (done.code, done.out) == (0, "")
    assert "1945-08-17" in done.err


def test_award_csv_stands_alone_on_stdout_with_the_agreed_header() -> None:
    done = new_process("award", "--figures", CASES, "--format", "csv")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(
        "region_code,edition,worst,best,category,missing,reasons\n"
    )
    found = list(csv.DictReader(io.StringIO(done.out)))
    with CASES.open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    assert [row["region_code"] for row in found] == [
        case["region_code"] for case in cases
    ]
    for row, case in zip(found, cases, strict=True):
        settled = row["worst"] == row["best"]
        assert row["category"] == (row["worst"] if settled else "")
        if not any(case[fact] for fact in FACTS):
            wanted = (case["worst_if_flags_empty"], case["best_if_flags_empty"])
            assert (row["worst"], row["best"]) == wanted, case["case"]


FACTS = ("uhc_prioritas", "contributions_paid_through", "jamkesda_integrated")


def test_award_figures_below_every_line_are_decided_as_none(tmp_path: Path) -> None:
    done = award(tmp_path, "33.10,100,90,80,20,ya,2025-12")
    (row,) = csv.DictReader(io.StringIO(done.out))
    assert (row["worst"], row["best"], row["category"]) == ("none", "none", "none")
    assert "Pratama" in row["missing"]


def test_award_contradictions_are_reported_in_reasons(tmp_path: Path) -> None:
    done = award(tmp_path, "33.10,100,99,120,20,ya,2025-12")
    assert done.code == 0
    (row,) = csv.DictReader(io.StringIO(done.out))
    assert "bertentangan" in row["reasons"]


def award(folder: Path, line: str) -> Outcome:
    header = (
        "region_code,population,registered,active,pbpu_pemda,uhc_prioritas,"
        "contributions_paid_through"
    )
    figures = folder / "figures.csv"
    figures.write_text(f"{header}\n{line}\n", encoding="utf-8")
    words = ("award", "--edition", "2026", "--figures", figures)
    return semesta(*words, "--format", "csv")


def test_award_json_is_valid_and_its_table_names_the_regions() -> None:
    found = json.loads(semesta("award", "--figures", CASES, "--format", "json").out)
    with CASES.open(encoding="utf-8") as file:
        assert len(found) == len(list(csv.DictReader(file)))
    table = semesta("award", "--figures", CASES)
    assert table.code == 0
    for decision in found:
        assert decision["region_code"] in table.out
        assert decision["region_name"] in table.out


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "region_code\n,\n"])
def test_award_refuses_figures_that_are_none(text: str, tmp_path: Path) -> None:
    figures = tmp_path / "figures.csv"
    figures.write_text(text, encoding="utf-8")
    done = semesta("award", "--edition", "2026", "--figures", figures)
    assert (done.code, done.out) == (2, "")
    assert "figures.csv" in done.err and "region_code" in done.err


@pytest.mark.parametrize("finding", FINDINGS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_explain_says_in_words_why_a_card_has_its_finding(
    finding: str, language: str, klaten: Path, tabalong: Path
) -> None:
    store = tabalong if finding == "unknown" else klaten
    cards = [
        row["noka"]
        for row in rows(store / "current", "links.csv")
        if row["finding"] == finding
    ]
    done = semesta("explain", store, cards[0], "--lang", language)

    assert (done.code, done.err) == (0, "")
    assert not CODE_WORD.search(done.out), "words, not codes"
    assert cards[0] not in done.out and cards[0][-4:] in done.out
    linked = finding in ("matched", "deceased", "moved", "duplicate")
    weighed = any(
        word in done.out for word in ("Bobot bukti", "Weight of the evidence")
    )
    open_card = any(word in done.out for word in ("Belum padan", "Not linked"))
    assert linked == (weighed and not open_card)


def test_explain_has_words_for_every_fault_of_a_nik(klaten: Path) -> None:
    faults = {row["nik_fault"]: row for row in rows(klaten / "current", "links.csv")}
    assert len(faults) > 4
    for fault, row in faults.items():
        done = semesta("explain", klaten, row["noka"])
        assert done.code == 0
        assert ("NIK pada kartu:" in done.out) == bool(fault)


def test_explain_takes_a_card_number_without_its_zeros(klaten: Path) -> None:
    noka = rows(klaten / "current", "links.csv")[0]["noka"]
    assert noka.startswith("00")
    short, whole = (semesta("explain", klaten, n) for n in (noka.lstrip("0"), noka))
    assert short == whole


@pytest.mark.parametrize("noka", ["0", "abc", "9999999999999", "12345678901234"])
def test_explain_of_a_card_that_is_not_there_is_an_error(
    noka: str, klaten: Path
) -> None:
    done = semesta("explain", klaten, noka)
    assert (done.code, done.out) == (2, "")
    assert "2026-01-r1" in done.err


def test_explain_and_evaluate_take_a_store_a_run_or_current(klaten: Path) -> None:
    noka = rows(klaten / "current", "links.csv")[0]["noka"]
    said = {
        semesta("explain", klaten / part, noka).out
        for part in ("", "current", "2026-01-r1")
    }
    assert len(said) == 1


@pytest.mark.parametrize("command", ["explain {} 1", "evaluate {} --truth x.csv"])
def test_what_is_no_run_is_refused(command: str, tmp_path: Path) -> None:
    done = semesta(*command.format(tmp_path).split())
    assert (done.code, done.out) == (2, "")
    assert tmp_path.name in done.err


def test_evaluate_measures_a_run_against_the_truth(klaten: Path) -> None:
    truth = SAMPLES / "klaten" / "truth_links.csv"
    done = semesta("evaluate", klaten, "--truth", truth, "--lang", "en")
    assert (done.code, done.err) == (0, "")
    said = dict(line.split(": ", 1) for line in done.out.splitlines() if ": " in line)
    assert said["Cards with truth"] == "7,825"
    assert said["Cards that are not in the run"] == "0"
    assert float(said["Precision"]) >= 0.999
    assert float(said["Recall"]) >= 0.97
    assert float(said["Findings right"]) >= 0.97
    indonesian = semesta("evaluate", klaten, "--truth", truth)
    assert "7.825" in indonesian.out and "0,99" in indonesian.out


def test_evaluate_tells_a_program_the_same_as_json(klaten: Path) -> None:
    truth = SAMPLES / "klaten" / "truth_links.csv"
    done = semesta("evaluate", klaten, "--truth", truth, "--json")
    found = json.loads(done.out)
    said = semesta("evaluate", klaten, "--truth", truth, "--lang", "en").out
    assert f"Recall: {found['links']['recall']:.5f}" in said
    assert (
        found["cards"]
        == 7_825
        == sum(q["true"] for q in found["by_method"].values())
        + (found["cards"] - found["links"]["true"])
    )
    bands = found["calibration"]["bands"]
    assert sum(band["linked"] for band in bands) == found["links"]["linked"]
    assert {"active", "coverage"} == set(found["villages"])


def test_evaluate_knows_a_wrong_link(klaten: Path, tmp_path: Path) -> None:
    """Against a truth that says otherwise, precision falls."""
    found = [r for r in rows(klaten / "current", "links.csv") if r["nik"]][:10]
    assert link(klaten / "current", found[0]["noka"]) == found[0]
    truth = tmp_path / "truth.csv"
    lines = [f"{row['noka']},3310010101900001,matched" for row in found[:5]]
    lines += [f"{row['noka']},{row['nik']},{row['finding']}" for row in found[5:]]
    truth.write_text("\n".join(["noka,nik,finding", *lines, ""]), encoding="utf-8")
    done = semesta("evaluate", klaten, "--truth", truth, "--lang", "en")
    assert "Precision: 0.50000" in done.out
    assert "Recall: 0.50000" in done.out
