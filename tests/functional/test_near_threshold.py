"""A decision near a threshold says so wherever a run is told: in the terminal, on the
page, in the sheets, in the brief."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from functional.command import semesta
from gap_builders import linked_run


# 100 residents, 79 of them active; the only card of one says that its holder died.
SAID = {
    "id": "pasti tercapai bila 1 dari 1 penduduk yang perlu verifikasi terbukti aktif",
    "en": "certain once 1 of 1 residents to be verified prove to be active",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    states = ["AKTIF"] * 79 + ["MENINGGAL"] + ["NON AKTIF KARENA MUTASI"] * 20
    cards = [(n, n, "PBI APBN", state) for n, state in enumerate(states, start=1)]
    return linked_run(tmp_path_factory.mktemp("near"), 100, cards).folder


@pytest.fixture(scope="module", params=SAID)
def told(
    request: pytest.FixtureRequest,
    store: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[str, str, Path]:
    """What is said in a language, what the terminal shows, and the reports."""
    language = request.param
    shown = semesta("show", store, "--lang", language)
    out = tmp_path_factory.mktemp("told") / "report"
    made = semesta("report", store, "--out", out, "--lang", language)
    assert (shown.code, made.code) == (0, 0), made.err
    return SAID[language], " ".join(shown.out.split()), out


def test_the_terminal_says_it(told):
    said, shown, _ = told

    assert said in shown
    assert "semesta review export" in shown


def test_the_page_says_it_among_the_criteria_and_points_to_it_from_page_one(told):
    said, _, reports = told
    text = (reports / "report.html").read_text(encoding="utf-8")
    page_one, rest = text.split('<nav class="contents"')

    assert said in rest
    assert said not in page_one  # which shows no interval
    assert ("dekat dengan ambang" in page_one) or ("near a threshold" in page_one)


def test_the_workbook_says_it_beside_the_award(told):
    said, _, reports = told
    sheet = load_workbook(reports / "report.xlsx").worksheets[0]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]

    assert any(said in cell for cell in cells)


def test_the_brief_says_it_on_page_two_and_points_to_it_from_page_one(told):
    said, _, reports = told
    first, second = (
        " ".join(page.extract_text().split())
        for page in PdfReader(reports / "brief.pdf").pages
    )

    assert said in second
    assert ("dekat dengan ambang" in first) or ("near a threshold" in first)


def test_a_decision_far_from_every_threshold_says_nothing_of_it():
    done = semesta("award", "--figures", "tests/data/award_cases.csv")

    assert done.code == 0
    assert "review export" not in done.out
