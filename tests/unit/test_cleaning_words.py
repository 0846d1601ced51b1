"""The code lists of cleaning, the words for its reasons, and the sum that must hold."""

from importlib.resources import files

import pytest
import yaml

from builders import staged_population
from semesta.engine import Duck
from semesta.errors import IdentityBroken
from semesta.months import Month
from semesta.regions import tree
from semesta.registers import SEGMENTS, clean_population
from semesta.registers.cleaning import code_of


ROOM = files("semesta.registers")
CODES = {
    "sexes": {"male", "female"},
    "person_states": {"living", "deceased", "moved", "not_valid"},
    "segments": set(SEGMENTS),
    "card_states": {"active", "deceased", "arrears", "lapsed", "inactive"},
    "card_codes": {"active", "deceased", "arrears", "lapsed"},
    "card_reasons": {"arrears", "deceased", "lapsed"},
    "care_classes": {"1", "2", "3"},
    "months": {str(number) for number in range(1, 13)},
}
REASONS = {
    "no_usable_identity",
    "unknown_region",
    "unknown_status",
    "not_valid",
    "born_after_month",
    "repeated_nik",
    "no_card_number",
    "repeated_card",
}


def entries(name: str) -> list[tuple[str, str]]:
    text = (ROOM / "values" / f"{name}.yaml").read_text(encoding="utf-8")
    return [
        (str(code), str(entry))
        for line in yaml.safe_load(text)
        for code, listed in line.items()
        for entry in listed
    ]


def lists() -> list[str]:
    folder = (ROOM / "values").iterdir()
    return sorted(p.name[:-5] for p in folder if p.name.endswith(".yaml"))


@pytest.mark.parametrize("name", lists())
def test_every_entry_is_reached_and_gives_its_own_code(name):
    for code, entry in entries(name):
        assert code_of(name, entry.replace("*", "X")) == code, entry


@pytest.mark.parametrize("name", sorted(CODES))
def test_a_list_gives_the_codes_of_the_contract(name):
    assert {code for code, _ in entries(name)} == CODES[name]


@pytest.mark.parametrize("text", ["", " ", "-", "...", "\u00a0"])
def test_a_cell_without_letters_or_digits_says_nothing(text):
    assert code_of("card_reasons", text) is None


def test_case_blanks_and_punctuation_do_not_count():
    assert code_of("segments", " pbi  (Apbd) ") == "pbpu-pemda"


def test_every_reason_is_put_into_words_in_both_languages():
    texts = yaml.safe_load((ROOM / "reasons.yaml").read_text(encoding="utf-8"))

    assert texts.keys() >= REASONS
    assert all(texts[reason]["id"] and texts[reason]["en"] for reason in REASONS)


def test_a_row_that_stands_twice_in_the_staged_table_breaks_the_sum(tmp_path):
    rows = [{"row": 2, "nik": "6309021505900001"}] * 2
    staged = staged_population(rows, tmp_path / "staged.parquet")

    with Duck() as engine, pytest.raises(IdentityBroken) as broken:
        clean_population(
            engine,
            staged,
            tmp_path,
            month=Month(2026, 1),
            region_table=tree().table(),
            file_names={1: "penduduk.csv"},
        )

    assert broken.value.code == "registers.rows_lost"
    assert "penduduk.csv" in broken.value.text("id")


def test_no_work_file_is_left_behind(tmp_path):
    staged = staged_population([{}], tmp_path / "staged.parquet")
    out = tmp_path / "out"
    out.mkdir()

    with Duck() as engine:
        clean_population(
            engine, staged, out, month=Month(2026, 1), region_table=tree().table()
        )

    names = sorted(path.name for path in out.iterdir())
    assert names == ["persons", "persons_quarantine.parquet"]
