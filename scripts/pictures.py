"""Draws the pictures of the documents from a real run on the sample registers.

    .venv/bin/python scripts/pictures.py

Takes some seconds; the same samples and code give the same bytes.
"""

import io
import re
import tempfile
from pathlib import Path

from rich.console import Console

from semesta.months import Month
from semesta.published import Run, read_legal
from semesta.run import Options, run
from semesta.terminal import Page


ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "tabalong"
FOLDER = ROOT / "docs" / "pictures"
WIDTH = 80
# The drawing asks for its letters on the web; those of the reader will do.
FONT_FROM_THE_WEB = re.compile(r"\s*@font-face \{.*?\}\n", re.DOTALL)
FONTS = "DejaVu Sans Mono, Menlo, Consolas, monospace"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as store:
        drawn = summary(sample_run(Path(store)))
    (FOLDER / "summary.svg").write_text(drawn, encoding="utf-8")
    print("docs/pictures/summary.svg")


def sample_run(store: Path) -> Run:
    """What `make demo` runs."""
    return run(
        Options(
            population=(str(SAMPLE / "penduduk.csv"),),
            membership=(str(SAMPLE / "peserta.xlsx"),),
            month=Month.parse("2026-01"),
            out=store,
            legal=read_legal(SAMPLE.parent / "legal.yaml"),
        )
    )


def summary(done: Run) -> str:
    """The summary on the terminal, as SVG."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), highlight=False)
    Page(console, "id").run(done)
    drawn = console.export_svg(title="make demo", unique_id="semesta")
    drawn = FONT_FROM_THE_WEB.sub("\n", drawn)
    return drawn.replace("Fira Code, monospace", FONTS)


if __name__ == "__main__":
    main()
