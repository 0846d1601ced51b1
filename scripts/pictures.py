"""Draws the pictures of the documents from real runs: the demo, the sample registers.

    .venv/bin/python scripts/pictures.py

Takes a minute; the same samples and code give the same bytes. The picture of the
report needs a Chromium and is left alone without one.
"""

import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from unittest.mock import patch

import typst
from playwright.sync_api import sync_playwright
from rich.console import Console

from semesta import planning, reports, worklists
from semesta.cli.petakan import source_of
from semesta.documents import Stamp
from semesta.months import Month
from semesta.published import Run, newest_runs, read_legal
from semesta.run import Options, run
from semesta.terminal import Page, print_store


ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "tabalong"
FOLDER = ROOT / "docs" / "pictures"
WIDTH = 80
# The drawing asks for its letters on the web; those of the reader will do.
FONT_FROM_THE_WEB = re.compile(r"\s*@font-face \{.*?\}\n", re.DOTALL)
FONTS = "DejaVu Sans Mono, Menlo, Consolas, monospace"


VILLAGE = "63.09.08.2001"
PAGE_OF_A4 = {"width": 794, "height": 1123}
INK = 96  # dots an inch


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        done = sample_run(folder / "store")
        (FOLDER / "summary.svg").write_text(demo(), encoding="utf-8")
        with pictured() as pages:
            make_worklist(done, folder / "worklist")
        keep("agents-sheet.png", pages[0][0])
        with pictured() as pages:
            made = make_report(done, folder / "report")
        for number, page in enumerate(pages[0], start=1):
            keep(f"brief-{number}.png", page)
        if chromium := shutil.which("chromium"):
            keep("report-page-one.png", first_page(made, chromium))
    print("docs/pictures")


def keep(name: str, picture: bytes) -> None:
    (FOLDER / name).write_bytes(picture)


@contextmanager
def pictured() -> Iterator[list[list[bytes]]]:
    """Collects the pages of every paper that is made meanwhile, as PNG."""
    compile_as_pdf, pages = typst.compile, []

    def compile_and_keep(source: bytes, **options: object) -> bytes:
        if source:
            shown = compile_as_pdf(source, **options, format="png", ppi=INK)
            pages.append(shown if isinstance(shown, list) else [shown])
        return compile_as_pdf(source, **options)

    with patch("typst.compile", compile_and_keep):
        yield pages


def stamp(done: Run) -> Stamp:
    """Of a day that stays the same, whenever the pictures are drawn."""
    return Stamp(
        made_by="Dinas Kesehatan (contoh)",
        made_on=date(2026, 2, 3),
        source=done.folder.name,
        as_of=done.manifest.month.last_day,
        purpose=done.manifest.legal.purpose,
        keep_until=done.manifest.legal.deletion_date,
    )


def make_worklist(done: Run, out: Path) -> None:
    wanted = worklists.Wanted(region=VILLAGE, xlsx=False)
    worklists.make_worklist(source_of(done), wanted, stamp(done), out)


def make_report(done: Run, out: Path) -> Path:
    """Writes the three files of a report; returns the page."""
    reports.write_reports(
        done,
        out,
        gap=planning.gap(done).as_json(),
        changes=None,
        stamp=stamp(done),
        language="id",
    )
    return out / "report.html"


def first_page(page: Path, chromium: str) -> bytes:
    """What a browser shows first of the report."""
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page(viewport=PAGE_OF_A4)
        tab.goto(page.as_uri())
        shown = tab.screenshot()
        browser.close()
    return shown


def sample_run(store: Path) -> Run:
    """What `make sample` runs."""
    return run(
        Options(
            population=(str(SAMPLE / "penduduk.csv"),),
            membership=(str(SAMPLE / "peserta.xlsx"),),
            month=Month.parse("2026-01"),
            out=store,
            legal=read_legal(SAMPLE.parent / "legal.yaml"),
        )
    )


def demo() -> str:
    """What `make demo` ends with, as SVG."""
    subprocess.run(["make", "demo"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    console = Console(record=True, width=WIDTH, file=io.StringIO(), highlight=False)
    print_store(Page(console, "id"), newest_runs(ROOT / "demo-out"))
    drawn = console.export_svg(title="make demo", unique_id="semesta")
    drawn = FONT_FROM_THE_WEB.sub("\n", drawn)
    return drawn.replace("Fira Code, monospace", FONTS)


if __name__ == "__main__":
    main()
