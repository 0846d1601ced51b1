"""report.html in a browser: printed on A4, and on the screen of a phone."""

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from pypdf import PdfReader

from report_builders import (
    FIRST,
    REGENCY,
    SECOND,
    changes,
    gap,
    line,
    linked,
    page,
    rows,
    written,
)
from semesta.regions import tree


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
A4 = (595, 842)  # points
PHONE, DESK = 360, 1440

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        yield found
        found.close()


def crowded() -> tuple[dict[str, Any], dict[str, Any]]:
    """Everything that page one can say at once, with long names and large sums."""
    tables = rows()
    for row in tables["regions"]:
        if row["region_code"] == REGENCY:
            row["region_name"] = "Kabupaten Administrasi Kepulauan Pangkajene Seribu"
    tables["awards"][0] |= {"worst": "none", "best": "Utama", "category": None}
    tables["status"][0] |= {"uhc": "undecidable", "uhc_prioritas": "undecidable"}
    facts = ["uhc_prioritas", "contributions_paid_through"]
    lines = (
        line("UHC", 0, edition="status", verdict="undecidable"),
        line("UHC Prioritas", 0, edition="status", verdict="undecidable", facts=facts),
        line("Pratama", 0, facts=facts, verdict="undecidable"),
        line("Madya", 1_234_567, route="b", facts=facts),
    )
    return tables, gap(*lines)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("region", [REGENCY, "63", "ID", FIRST])
def test_page_one_is_one_page_of_a4(browser, tmp_path, language, region):
    tables, said = crowded()
    run = written(tmp_path, tables)

    page(run, tmp_path, gap=said, language=language, region=region)
    pages = printed(browser, tmp_path)

    contents = {"id": "Isi laporan", "en": "Contents"}[language]
    source = {"id": "Sumber: hasil", "en": "Source: run"}[language]
    assert source in pages[0]
    assert contents not in pages[0]
    assert pages[1].strip().startswith(contents)


def test_table_heads_are_repeated_on_every_page(browser, tmp_path):
    tables = rows()
    tables["criteria"] *= 20
    tables["regions"] += [
        linked(village.code, "Desa Uji", "village", 50, 5, 5, 5, 5, 5)
        for district in tree().children(REGENCY)
        for village in tree().children(district.code)
        if village.code not in (FIRST, SECOND)
    ]

    page(written(tmp_path, tables), tmp_path)
    pages = printed(browser, tmp_path)

    for row, head in (("Desa Uji", "Penduduk"), ("diberitakan", "Keyakinan")):
        with_rows = [text for text in pages if row in text]
        assert len(with_rows) > 1
        assert all(head in text for text in with_rows)


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("region", [REGENCY, "63", FIRST])
def test_no_page_scrolls_sideways_and_the_policy_forbids_nothing_needed(
    browser, tmp_path, width, region
):
    tables, said = crowded()
    page(
        written(tmp_path, tables),
        tmp_path,
        gap=said,
        region=region,
        changes=changes(),
    )
    with browser.new_page(viewport={"width": width, "height": 800}) as screen:
        complaints: list[str] = []
        screen.on("console", lambda message: complaints.append(message.text))
        screen.goto((tmp_path / "report.html").as_uri())
        wide = screen.evaluate("document.documentElement.scrollWidth")

    assert wide <= width
    assert complaints == []


def test_a_column_title_sorts_and_a_name_filters(browser, tmp_path):
    page(written(tmp_path, rows()), tmp_path)
    names = "#villages-table tbody tr:not([hidden]) th"
    with browser.new_page(viewport={"width": DESK, "height": 800}) as screen:
        screen.goto((tmp_path / "report.html").as_uri())
        before = screen.locator(names).all_inner_texts()
        screen.locator("#villages-table thead button", has_text="Penduduk").click()
        by_population = screen.locator(names).all_inner_texts()
        screen.locator("input[type=search]").fill("pampanan")
        filtered = screen.locator(names).all_inner_texts()

    assert [text.split("\n")[0] for text in before] == [
        *('Desa <Madang> & "Raya"', "Desa Pampanan")
    ]
    assert by_population == before[::-1]  # 400 before 600
    assert filtered == before[1:]


def printed(browser: Browser, folder: Path) -> list[str]:
    """The text of every page of the report in a folder, all of A4."""
    with browser.new_page() as sheet:
        sheet.goto((folder / "report.html").as_uri())
        pdf = PdfReader(BytesIO(sheet.pdf(prefer_css_page_size=True)))
    sizes = {tuple(round(float(n)) for n in p.mediabox[2:]) for p in pdf.pages}
    assert sizes == {A4}
    return [page.extract_text() for page in pdf.pages]
