"""Reading a figures file and writing decisions."""

import csv
import io
import json
from pathlib import Path

import pytest

from semesta.awards import as_csv, as_json, decide_file, read_figures
from semesta.errors import SemestaError


HEADER = "region_code,edition,population,active,coverage_pct,uhc_prioritas"


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "figures.csv"
    path.write_bytes(text.encode(encoding))
    return path


def refused(folder: Path, text: str) -> SemestaError:
    with pytest.raises(SemestaError) as caught:
        read_figures(write(folder, text))
    assert "figures.csv" in caught.value.text()
    return caught.value


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ('region_code,active,coverage_pct\n33.10,1204,"98,49"\n', "utf-8"),
        ("region_code;active;coverage_pct\n33.10;1.204;98,49\n", "utf-8-sig"),
        ("coverage_pct\tnote\tREGION_CODE\tactive\r\n98,49\tx\t33.10\t1,204", "utf-8"),
        ('region_code,active,coverage_pct\n\n33.10,1204.0,"98,49"\n,,\n', "utf-8"),
        ("region_code;active;coverage_pct\n33.10;1204;98,49;;\n", "utf-8"),
        (',region_code,active,coverage_pct\n0,33.10,1 204,"98,49"\n', "utf-8"),
    ],
)
def test_delimiter_order_and_number_style_do_not_matter(
    tmp_path: Path, text: str, encoding: str
) -> None:
    (row,) = read_figures(write(tmp_path, text, encoding))
    assert (row.region_code, row.active, row.coverage_pct) == ("33.10", 1204, "98,49")
    assert row.population is None
    assert row.uhc_prioritas == ""


@pytest.mark.parametrize(
    ("cell", "count"),
    [("1.485.085", 1485085), ("1,485,085", 1485085), ("12", 12), ("0", 0)],
)
def test_a_count_may_group_its_thousands(tmp_path: Path, cell: str, count: int) -> None:
    (row,) = read_figures(write(tmp_path, f'region_code,active\n33.10,"{cell}"\n'))
    assert row.active == count


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("33.10,2026,1000,12a,,", "not_a_count", "active"),
        ("33.10,2026,1000,-5,,", "not_a_count", "active"),
        ("33.10,2026,1000,1.5,,", "not_a_count", "active"),
        ('33.10,2026,1000,"1.485,085",,', "not_a_count", "active"),
        ("33.10,2026,0,5,,", "not_a_count", "population"),
        ("33.10,2026,1000,5,abc%,", "not_a_percentage_here", "coverage_pct"),
        ("33.10,2026,1000,5,98,mungkin", "not_a_fact", "uhc_prioritas"),
        (",2026,1000,5,98,ya", "empty_code", "region_code"),
        ("33.1,2026,1000,5,98,ya", "code_lost_a_digit", "region_code"),
        ("33.10,2026,1000,5,98,49,ya", "too_many_cells", ""),
    ],
)
def test_a_bad_value_is_refused_with_its_place(
    tmp_path: Path, row: str, code: str, column: str
) -> None:
    error = refused(tmp_path, f"{HEADER}\n33.10,2026,1000,5,98,ya\n{row}\n")
    assert error.code == f"awards.{code}"
    assert error.parameters["row"] == 3
    assert column in error.text()


def test_a_bad_month_is_refused(tmp_path: Path) -> None:
    text = "region_code,contributions_paid_through\n33.10,September 2025\n"
    assert refused(tmp_path, text).code == "awards.not_a_month"


def test_a_file_without_region_codes_names_its_columns(tmp_path: Path) -> None:
    error = refused(tmp_path, "kode,coverage_pct\n33.10,98\n")
    assert error.code == "awards.no_region_code"
    assert "kode, coverage_pct" in error.text()
    assert refused(tmp_path, "").code == "awards.no_region_code"


def test_what_is_no_text_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SemestaError, match="cannot be opened"):
        read_figures(tmp_path / "missing.csv")
    (tmp_path / "book.xlsx").write_bytes(b"PK\x03\x04\xff\xfe")
    with pytest.raises(SemestaError, match="not UTF-8"):
        read_figures(tmp_path / "book.xlsx")


def test_a_row_is_decided_under_its_own_edition_or_the_one_asked_for(
    tmp_path: Path,
) -> None:
    path = write(
        tmp_path,
        "region_code,edition,coverage_pct\n33.10,2023,96\n33.11,2026,96\n33.12,,96\n",
    )
    found = decide_file(path, "2026")
    assert [item.edition for item in found] == ["2023", "2026", "2026"]


def test_without_an_edition_every_row_needs_its_own(tmp_path: Path) -> None:
    header = "region_code,edition,coverage_pct\n"
    own = decide_file(write(tmp_path, f"{header}33.10,2023,96\n33.11,2026,96\n"))
    assert [item.edition for item in own] == ["2023", "2026"]
    with pytest.raises(SemestaError) as caught:
        decide_file(write(tmp_path, f"{header}33.10,,96\n"))
    assert caught.value.code == "awards.unknown_edition"


def test_csv_has_one_row_a_decision_and_no_category_when_open(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "region_code,edition,coverage_pct,active_pct\n33.10,2024,96,\n33.11,2024,98,\n"
        "33.12,2024,80,\n",
    )
    text = as_csv(decide_file(path))
    header, *rows = csv.reader(io.StringIO(text))
    assert ",".join(header) == (
        "region_code,edition,worst,best,category,missing,reasons"
    )
    assert [row[:5] for row in rows] == [
        ["33.10", "2024", "Pratama", "Pratama", "Pratama"],
        ["33.11", "2024", "Pratama", "Utama", ""],
        ["33.12", "2024", "none", "none", "none"],
    ]
    assert rows[1][6].split("; ") == [
        (
            "cakupan kepesertaan antara 97,5% dan 98,5% belum menentukan: "
            "Madya / Utama perlu ≥ 98%. Angka tercetak itu pembulatan, mintalah jumlah "
            "jiwanya"
        ),
        (
            "tingkat keaktifan tidak diketahui: Madya perlu ≥ 75%, "
            "Utama perlu ≥ ambang di antara 76,14% dan 86,04% (disimpulkan)"
        ),
    ]


def test_json_carries_the_decision_with_its_criteria(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "region_code,region_name,edition,population,registered\n"
        "33.10,Kabupaten Klaten,2024,1000,960\n",
    )
    decisions = decide_file(path)
    (item,) = json.loads(as_json(decisions))
    assert item["category"] == "Pratama"
    (coverage, *_) = item["routes"][0]["criteria"]
    assert coverage["value"]["low"] == 96.0
    assert coverage["threshold"] == "95"
    assert coverage["verdict"] == "met"
    assert coverage["source"]
