"""Official figures and facts: what is wrong is named by file, row and column."""

from pathlib import Path

import pytest

from semesta.errors import SemestaError
from semesta.registers import Facts, Official, read_facts, read_official


OFFICIAL = "region_code,population,population_semester,registered,active,pbpu_pemda"
FACTS = "region_code,uhc_prioritas,contributions_paid_through,jamkesda_integrated"


def written(folder: Path, text: str) -> Path:
    path = folder / "angka.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_figures_are_typed_and_everything_but_the_region_may_be_empty(tmp_path):
    path = written(
        tmp_path,
        f"{OFFICIAL},source\n"
        "63.09,264.179,2025-1,262000,240000,51000,BPJS Kesehatan\n"
        "6308,,,,,,\n",
    )

    assert read_official(path) == [
        Official("63.09", 264179, "2025-1", 262000, 240000, 51000, "BPJS Kesehatan"),
        Official("63.08", None, None, None, None, None, None),
    ]


def test_columns_may_be_left_out_reordered_and_split_by_semicolons(tmp_path):
    path = written(tmp_path, "\ufeffPopulation;Region_Code;note\n10;ID;x\n;;\n")

    assert read_official(path) == [Official("ID", 10, None, None, None, None, None)]


@pytest.mark.parametrize("text", ["2025-1", "2025-S1", "2025 1", "2025/s1", "20251"])
def test_a_semester_is_written_in_one_way_whatever_the_file_says(tmp_path, text):
    path = written(tmp_path, f"region_code,population_semester\n63,{text}\n")

    assert read_official(path)[0].population_semester == "2025-1"


def test_facts_are_yes_no_or_not_known(tmp_path):
    path = written(tmp_path, f"{FACTS}\n63.09,Ya,2025-09,tidak\n33.10,,,\n")

    assert read_facts(path) == [
        Facts("63.09", "ya", "2025-09", "tidak"),
        Facts("33.10", "", "", ""),
    ]


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("99.99,,,,,", "region_code", "bad_region"),
        (",1,,,,", "region_code", "bad_region"),
        ("63.1,,,,,", "region_code", "region_lost_zero"),
        ("63.09,0,,,,", "population", "bad_count"),
        ("63.09,12.5,,,,", "population", "bad_count"),
        ("63.09,,2025-3,,,", "population_semester", "bad_semester"),
        ("63.09,,,-1,,", "registered", "bad_count"),
        ("63.09,,,,banyak,", "active", "bad_count"),
        ("63.09,,,,,x", "pbpu_pemda", "bad_count"),
    ],
)
def test_a_bad_figure_is_named_by_its_place(tmp_path, line, column, code):
    path = written(tmp_path, f"{OFFICIAL}\n33.10,,,,,\n{line}\n")

    with pytest.raises(SemestaError) as error:
        read_official(path)

    assert error.value.code == f"registers.{code}"
    assert error.value.parameters == {"file": path.name, "row": 3, "column": column}


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("63.09,mungkin,,", "uhc_prioritas", "bad_fact"),
        ("63.09,,September 2025,", "contributions_paid_through", "bad_month"),
        ("63.09,,2025-13,", "contributions_paid_through", "bad_month"),
        ("63.09,,,2", "jamkesda_integrated", "bad_fact"),
    ],
)
def test_a_bad_fact_is_named_by_its_place(tmp_path, line, column, code):
    path = written(tmp_path, f"{FACTS}\n{line}\n")

    with pytest.raises(SemestaError) as error:
        read_facts(path)

    assert error.value.code == f"registers.{code}"
    assert error.value.parameters == {"file": path.name, "row": 2, "column": column}


@pytest.mark.parametrize("read", [read_official, read_facts])
def test_a_region_stands_once_however_its_code_is_written(tmp_path, read):
    path = written(tmp_path, "region_code\n63.09\n6309\n")

    with pytest.raises(SemestaError) as error:
        read(path)

    assert error.value.code == "registers.region_twice"
    assert error.value.parameters["row"] == 3


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"kode,population\n63.09,1\n", "no_column"),
        (b"", "no_column"),
        (b"region_code\n63.09,1\n", "too_many_cells"),
        (b"region_code,source\n63.09,caf\xe9\n", "not_utf8"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path, content, code):
    path = tmp_path / "angka.csv"
    path.write_bytes(content)

    with pytest.raises(SemestaError) as error:
        read_official(path)

    assert error.value.code == f"registers.{code}"


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SemestaError) as error:
        read_facts(tmp_path / "fakta.csv")

    assert error.value.code == "registers.file_not_found"
    assert "fakta.csv" in error.value.text("id")
