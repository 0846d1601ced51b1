"""`semesta report`: page, spreadsheet and brief of a run."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import pyarrow as pa
import typer

from semesta import planning, published, reports, review
from semesta.cli.options import (
    Lang,
    Language,
    MadeBy,
    Region,
    RunPath,
    console,
    file_option,
    stamp_of,
)
from semesta.cli.planning import PlanFile, ProvinceShare
from semesta.comparing import changes_between
from semesta.earlier import model_of
from semesta.regions import NATION, tree
from semesta.terminal import Page


CHANGES = "changes.csv"
Out = Annotated[Path, file_option("Folder baru atau kosong. (New or empty.)", "DIR")]
Previous = Annotated[
    Path | None,
    file_option(
        "Hasil bulan sebelumnya, untuk melihat yang berubah. "
        "(Run of an earlier month, to see what changed.)",
        "RUN",
    ),
]


def report_command(
    run_path: RunPath,
    out: Out,
    previous: Previous = None,
    plan: PlanFile = None,
    province_share: ProvinceShare = "0",
    region: Region = None,
    made_by: MadeBy = None,
    lang: Lang = Language["id"],
) -> None:
    """Laporan untuk pimpinan: halaman, buku kerja, ringkasan. (Page, sheets, brief.)"""
    run = published.open_run(run_path)
    scope = tree().region(region).code if region else None
    stamp = stamp_of(run, made_by)
    year = run.manifest.month.plus(1).year
    gap = planning.gap(
        run,
        region=scope if plan else None,
        plan=planning.read_plan(plan, year) if plan else None,
        province_share=planning.read_share(province_share, "--province-share"),
    )
    paths = reports.write_reports(
        run,
        out,
        gap=gap.as_json(),
        changes=_changes(run, previous),
        stamp=stamp,
        language=lang,
        region=scope,
        cards=_cards(run, scope, lang),
        before_leaving=lambda: published.log_export(
            run, "report", scope or NATION, 0, stamp.made_by
        ),
    )
    for path in paths:
        typer.echo(path)
    Page(console(), lang).legal(run)


def _cards(run: published.Run, scope: str | None, lang: str) -> list[dict[str, Any]]:
    """Cards as examples of linking; none where no model weighed."""
    model = model_of(run)
    return review.examples(run, model, scope or NATION, lang) if model else []


def _changes(run: published.Run, previous: Path | None) -> pa.Table | None:
    """Since the run given, else as the run itself published them, if it did."""
    if previous is None:
        return run.table(CHANGES) if CHANGES in run.manifest.files else None
    with TemporaryDirectory() as folder:
        earlier = published.open_run(previous)
        return changes_between(run, earlier, Path(folder)).table
