"""The contract itself, its words, and the page made from it."""

import re
from pathlib import Path

import pytest

from semesta.errors import LANGUAGES, SemestaError, catalogue
from semesta.published import (
    codes,
    contract,
    contract_markdown,
    label,
)
from semesta.published.checks import ARROW_TYPES
from semesta.published.words import vocabulary


PAGE = Path(__file__).parents[2] / "docs" / "reference" / "run-folder.md"
ROOM = Path(__file__).parents[2] / "src" / "semesta" / "published"

NEVER = (
    r"premi|polis|nasabah|klien|tertanggung|temuan|invalid|fiktif|siluman|kasus|"
    r"kampanye|karantina|kartu mati|menolak|warga miskin"
)

HEADERS = {
    "regions.csv": (
        "region_code,region_name,level,basis,month,population,population_semester,"
        "registered,active,inactive_arrears,inactive_lapsed,unregistered,unknown,"
        "local_government,coverage_rate,coverage_rate_high,active_rate,"
        "active_rate_high,local_government_share,coverage_rate_expected,"
        "active_rate_expected"
    ),
    "links.csv": "noka,nik,method,probability,finding,nik_fault",
    "links.parquet": "noka,nik,method,probability,finding,nik_fault",
    "quarantine.csv": "file,row,column,value,reason",
    "awards.csv": (
        "region_code,region_name,edition,basis,worst,best,category,missing,missing_en,"
        "reasons,reasons_en,near,near_en"
    ),
    "criteria.csv": (
        "region_code,edition,basis,category,route,criterion,low,high,operator,threshold,"
        "verdict,source,confidence"
    ),
    "bridge.csv": (
        "region_code,cards,registered,duplicate,deceased,moved,not_found,nik_invalid,"
        "identity_conflict,unknown,newborn_waiting,recorded_elsewhere"
    ),
    "files.csv": (
        "register,file,sheet,layout,rows_read,accepted,quarantined,columns_used,columns_dropped"
    ),
    "segments.csv": (
        "region_code,segment,registered,active,inactive_arrears,inactive_lapsed"
    ),
    "demographics.csv": "region_code,sex,age_band,population,registered,active",
}


@pytest.mark.parametrize("file", HEADERS)
def test_version_1_has_these_columns_in_this_order(file: str) -> None:
    assert contract().version == 1
    assert ",".join(contract().file(file).header) == HEADERS[file]


def test_every_column_has_a_known_type_and_says_what_it_means() -> None:
    for file in contract().files.values():
        assert all(file.row[language] for language in LANGUAGES)
        for column in file.columns:
            assert column.type in ARROW_TYPES, (file.name, column.name)
            assert all(column.description[language] for language in LANGUAGES)


def test_rules_of_a_file_speak_of_its_own_columns() -> None:
    for file in contract().files.values():
        named = {*file.sorted_by, *file.sums}.union(*file.sums.values())
        assert named <= set(file.header), file.name
        if file.beyond:
            other = contract().file(file.beyond[1])
            assert other.columns == file.columns


def test_the_bridge_adds_up_over_all_its_other_columns() -> None:
    bridge = contract().file("bridge.csv")
    assert ["region_code", "cards", *bridge.sums["cards"]] == bridge.header


def test_five_million_cards_are_a_csv_and_one_more_is_not() -> None:
    links = contract().file("links.csv")
    assert links.name_for(5_000_000) == "links.csv"
    assert links.name_for(5_000_001) == "links.parquet"


def test_an_unknown_file_is_refused() -> None:
    with pytest.raises(SemestaError, match=r"people\.csv"):
        contract().file("people.csv")


def test_every_code_has_a_label_in_both_languages() -> None:
    for kind in vocabulary():
        for code in codes(kind):
            assert all(label(kind, code, language) for language in LANGUAGES)


def test_words_are_those_of_the_page() -> None:
    assert label("finding", "not_found") == "belum padan"
    assert label("state", "unknown") == "perlu verifikasi"
    assert label("state", "inactive_lapsed") == "nonaktif karena mutasi"
    assert label("verdict", "not_met", "en") == "not met"


def test_no_word_is_one_that_the_page_never_uses() -> None:
    texts = [contract_markdown("id")]
    texts += [entry["id"] for kind in vocabulary().values() for entry in kind.values()]
    for entry in catalogue("published").values():
        texts += [part["id"] for part in entry.values()]
    for text in texts:
        prose = re.sub(r"`[^`]*`|## .*", "", text)
        assert not re.search(NEVER, prose, re.IGNORECASE), text


@pytest.mark.parametrize(
    ("kind", "code", "language"),
    [("finding", "lost", "id"), ("mood", "good", "id"), ("finding", "moved", "fr")],
)
def test_an_unknown_word_is_refused(kind: str, code: str, language: str) -> None:
    with pytest.raises(SemestaError, match="No label"):
        label(kind, code, language)


def test_every_error_that_the_room_raises_has_a_text_and_every_text_is_used() -> None:
    source = "".join(path.read_text() for path in ROOM.glob("*.py"))
    raised = set(re.findall(r'"published\.([a-z_]+)"', source))
    raised |= set(re.findall(r'_refuse\(\s*"([a-z_]+)"', source))
    assert raised == set(catalogue("published"))
    for entry in catalogue("published").values():
        assert list(entry) == ["found", "why", "do"]
        for part in entry.values():
            assert all(part[language] for language in LANGUAGES)


def test_the_reference_page_is_the_one_made_from_the_contract() -> None:
    assert PAGE.read_text(encoding="utf-8") == contract_markdown("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_every_column_and_rule(language: str) -> None:
    page = contract_markdown(language)
    for file in contract().files.values():
        section = page.split(f"## {file.name}\n")[1].split("\n## ")[0]
        rows = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
        assert rows == file.header
    assert "`cards` = `registered` + `duplicate`" in page
    assert "links.parquet" in page.split("## links.csv")[1].split("|")[0]
