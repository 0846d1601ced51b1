"""`semesta review`: what the program left open, out to people and back."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from semesta import published, review
from semesta.cli.options import (
    Lang,
    Language,
    MadeBy,
    PasswordFile,
    Region,
    RunPath,
    Unmasked,
    console,
    file_option,
    password_to_lock,
    read_passwords,
    stamp_of,
)
from semesta.errors import SemestaError
from semesta.regions import NATION
from semesta.terminal import ReviewPage


review_app = typer.Typer(
    help="Kartu yang belum diputuskan: keluar dan kembali. (Open cards: out and back.)",
    no_args_is_help=True,
)
Out = Annotated[Path, file_option("Lembar baru. (New sheet.)", "FILE.xlsx")]
Limit = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        help="Hanya sekian pasangan pertama; bawaan semuanya. "
        "(The first so many pairs; default: all.)",
    ),
]
Sheet = Annotated[
    Path,
    typer.Argument(metavar="SHEET", help="Lembar yang sudah diisi. (Filled sheet.)"),
]
OfRun = Annotated[
    Path,
    typer.Option(
        "--run", metavar="RUN", help="Hasil asal lembar itu. (Run that it came from.)"
    ),
]
Decisions = Annotated[
    Path,
    file_option("Berkas keputusan, ditambah. (File of decisions, added to.)"),
]


@review_app.command("export")
def export_command(
    run_path: RunPath,
    out: Out,
    region: Region = None,
    limit: Limit = None,
    password_file: PasswordFile = None,
    unmasked: Unmasked = False,
    made_by: MadeBy = None,
    lang: Lang = Language["id"],
) -> None:
    """Lembar untuk diputuskan orang. (A sheet for people to decide.)"""
    if limit is not None and limit < 1:
        raise SemestaError("review.bad_limit", found=limit)
    run = published.open_run(run_path)
    stamp = stamp_of(run, made_by)
    what = "review-unmasked" if unmasked else "review"
    made = review.export_review(
        run,
        review.Asked(
            region=region or NATION,
            limit=limit,
            password=password_to_lock(password_file, lang),
            unmasked=unmasked,
            language=lang.value,
        ),
        stamp,
        out,
        before_leaving=lambda made: published.log_export(
            run, what, made.region, made.pairs, stamp.made_by
        ),
    )
    page = ReviewPage(console(), lang)
    page.exported(made, run_path)
    page.legal(run)


@review_app.command("import")
def import_command(
    sheet: Sheet,
    run_path: OfRun,
    decisions: Decisions,
    password_file: PasswordFile = None,
    lang: Lang = Language["id"],
) -> None:
    """Putusan dari lembar ke berkas keputusan. (Verdicts of a sheet, taken back.)"""
    run = published.open_run(run_path)
    passwords = read_passwords(password_file, lang, sys.stdin.isatty())
    taken = review.import_review(run, sheet, decisions, passwords)
    ReviewPage(console(), lang).imported(taken, decisions)
