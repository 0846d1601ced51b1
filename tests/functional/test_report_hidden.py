"""Nobody can work out what the report of a run withholds below the regency."""

from pathlib import Path

import openpyxl
import pytest

from attacker import by_bounds, recovered
from functional.command import registers, run_words, semesta
from html_reader import read_html
from report_attacker import INACTIVE, WITHOUT_CARD, read, rows


@pytest.fixture(scope="module", params=["tabalong", "klaten"])
def report(request: pytest.FixtureRequest, tmp_path_factory) -> Path:
    """The folder of the three reports of a sample."""
    folder = tmp_path_factory.mktemp(request.param)
    store, out = folder / "store", folder / "laporan"
    done = semesta(*run_words(*registers(request.param), store, "--quiet"))
    assert done.code == 0, done.said
    done = semesta("report", store, "--out", out, "--made-by", "Uji")
    assert done.code == 0, done.said
    return out


def test_what_the_workbook_withholds_cannot_be_worked_out(report):
    sheets = read(report / "report.xlsx")

    assert recovered(sheets) == set()
    ranges = by_bounds(sheets, sheets.hidden)
    assert ranges.keys() == sheets.hidden
    assert [cell for cell, (low, high) in ranges.items() if high - low < 1] == []


def test_no_detail_of_a_few_persons_is_told_below_the_regency(report):
    sheets = read(report / "report.xlsx")

    small = [cell for cell, count in sheets.shown.items() if 0 < count < 5]

    assert [cell for cell in small if cell[1].count(".") > 1] == []


def test_the_page_withholds_what_the_workbook_withholds(report):
    book = openpyxl.load_workbook(report / "report.xlsx")
    villages = {
        row["Wilayah"]: [row[part] for part in (*WITHOUT_CARD[:1], *INACTIVE)]
        for row in rows(book["Partisi"])
        if row["Tingkat"] == "desa/kelurahan"
    }
    page = read_html((report / "report.html").read_text(encoding="utf-8"))

    table = page.one("table", id="villages-table")
    found = {}
    for line in table.one("tbody").all("tr"):
        texts = [cell.text for cell in (*line.all("th"), *line.all("td"))]
        (name,) = (
            name
            for name in villages
            if any(text.startswith(f"{name} Kecamatan") for text in texts)
        )
        found[name] = texts[-4:-1]

    assert found == {
        name: [_printed(number) for number in numbers]
        for name, numbers in villages.items()
    }


def _printed(number: int | str) -> str:
    return f"{number:,}".replace(",", ".") if isinstance(number, int) else number
