"""Percentages of a letter: page and brief repeat what was printed, and say so."""

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from gap_builders import official_run
from html_reader import read_html
from report_builders import REGENCY, STAMP, gap, page
from semesta.published import Run
from semesta.reports import write_brief


# 97.5% and 79.5% of 10,000 are the fewest persons who round to what is printed.
LOW_ENDS = re.compile(r"97[.,]50?%|79[.,]50?%|9[.,]750 |7[.,]950 ")
# Where a threshold lies between both ends, the brief says so: that is no figure.
RANGE = re.compile(r"(antara|between) [\d.,]+% (dan|and) [\d.,]+%")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    figures = {"population": 10_000, "population_semester": "2025-1"}
    letter = figures | {"coverage_pct": "98", "active_pct": "80"}
    return official_run(tmp_path_factory.mktemp("official"), letter)


@pytest.mark.parametrize(("language", "said"), [("id", "tercetak"), ("en", "printed")])
@pytest.mark.parametrize("region", [REGENCY, "63"])
def test_the_brief_repeats_what_was_printed_and_says_so(
    run: Run, tmp_path: Path, region: str, language: str, said: str
) -> None:
    path = tmp_path / "brief.pdf"
    usual = {"gap": gap(), "changes": None, "stamp": STAMP}

    write_brief(run, path, language=language, region=region, **usual)

    text = " ".join(" ".join(p.extract_text().split()) for p in PdfReader(path).pages)
    assert re.search(rf"98% \([a-z ]*{said}\)", text)
    assert not LOW_ENDS.search(RANGE.sub("", text))


def test_the_list_of_regencies_on_the_page_repeats_what_was_printed(
    run: Run, tmp_path: Path
) -> None:
    text = (
        read_html(page(run, tmp_path, region="63")).one("section", id="regencies").text
    )

    assert "98% (tercetak)" in text
    assert "80% (tercetak)" in text
    assert not LOW_ENDS.search(text)
