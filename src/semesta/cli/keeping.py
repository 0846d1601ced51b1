"""`semesta forget` and `semesta doctor`: what keeps a store in order."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from semesta import doctor, published
from semesta.cli.options import Lang, Language, console, file_option, read_date
from semesta.errors import SemestaError
from semesta.published import Retention
from semesta.terminal import KeepingPage


StorePath = Annotated[
    Path,
    typer.Argument(metavar="STORE", help="Penyimpanan hasil. (Store of the runs.)"),
]
OnDate = Annotated[
    str | None,
    file_option(
        "Seolah-olah hari itu; bawaan hari ini. (As if it were that day.)", "DATE"
    ),
]
DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="Hanya menunjukkan. (Show only, delete nothing.)"),
]
MaybeStore = Annotated[
    Path | None,
    typer.Argument(
        metavar="STORE", help="Penyimpanan hasil, bila ada. (A store, if there is one.)"
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Sebagai JSON. (As JSON.)")]
Yes = Annotated[bool, typer.Option("--yes", help="Tanpa bertanya. (Do not ask.)")]


def forget_command(
    store: StorePath,
    on: OnDate = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    lang: Lang = Language["id"],
) -> None:
    """Menghapus hasil yang sampai tanggal penghapusannya, dengan bukti.

    (Deletes the runs whose deletion date has come, and proves it.)
    """
    page, day = KeepingPage(console(), lang), read_date(on)
    if dry_run:
        page.retention(store, published.retention(store, day))
        page.line("tried")
        return

    def agreed(found: Retention) -> bool:
        page.retention(store, found)
        return yes or not found.due or _agreed(page, len(found.due))

    found = published.forget(store, day, agreed)
    if found is None:
        page.line("declined")
    else:
        page.forgotten(found)


def _agreed(page: KeepingPage, runs: int) -> bool:
    """Whoever types anything but yes keeps the runs."""
    if not sys.stdin.isatty():
        raise SemestaError("forget_unasked")
    answer = typer.prompt(page.say("ask", count=runs), default="", show_default=False)
    return answer.strip().lower() == page.say("agree")


def doctor_command(
    store: MaybeStore = None, as_json: AsJson = False, lang: Lang = Language["id"]
) -> None:
    """Memeriksa komputer, program, datanya, dan penyimpanan. (Is all in order?)"""
    found = doctor.examine(store)
    if as_json:
        lines = [one.as_json(lang) for one in found]
        typer.echo(json.dumps(lines, ensure_ascii=False, indent=2))
    else:
        KeepingPage(console(), lang).examined(found)
    if any(one.finding.verdict == "failed" for one in found):
        raise typer.Exit(1)
