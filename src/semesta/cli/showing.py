"""`semesta show`: what a store holds, at one glance."""

from pathlib import Path
from typing import Annotated

import typer

from semesta import published
from semesta.cli.options import Lang, Language, console
from semesta.terminal import Page, print_store, say


StorePath = Annotated[
    Path,
    typer.Argument(
        metavar="STORE",
        help="Penyimpanan hasil, atau satu hasil. (A store, or one run.)",
    ),
]


def show_command(store: StorePath, lang: Lang = Language["id"]) -> None:
    """Angka utama setiap bulan, hasil pemadanan di sampingnya, dan jembatannya.

    (The headline of every month, the linked figures beside it, and the bridge.)
    """
    runs = published.newest_runs(store)
    print_store(Page(console(), lang), runs)
    typer.echo(f"{say('ready', lang)}: {runs[-1].folder}")
