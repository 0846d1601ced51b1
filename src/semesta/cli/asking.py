"""`semesta explain` and `evaluate`: questions to a run about its links."""

from pathlib import Path
from typing import Annotated

import typer

from semesta import linkage, published
from semesta.cli.options import Lang, Language, RunPath, console
from semesta.terminal import Page


def explain_command(
    run_path: RunPath,
    noka: Annotated[str, typer.Argument(metavar="NOKA", help="Nomor kartu. (Card.)")],
    lang: Lang = Language["id"],
) -> None:
    """Mengapa sebuah kartu padan, atau belum. (Why a card was linked, or was not.)"""
    found = published.open_run(run_path)
    card = found.card(noka)
    page = Page(console(), lang)
    page.explanation(card["noka"], linkage.explain(card, lang))
    page.legal(found)


def evaluate_command(
    run_path: RunPath,
    truth: Annotated[
        Path,
        typer.Option(
            metavar="FILE",
            help="CSV noka,nik,finding yang sudah pasti. (Labelled cards.)",
        ),
    ],
    lang: Lang = Language["id"],
) -> None:
    """Mengukur mutu pemadanan terhadap kebenaran. (Measures a run against the truth.)"""
    found = published.open_run(run_path)
    links, regions = found.links().to_pylist(), found.regions().to_pylist()
    evaluation = linkage.evaluate(links, regions, truth)
    page = Page(console(), lang)
    page.evaluation(evaluation)
    page.legal(found)
