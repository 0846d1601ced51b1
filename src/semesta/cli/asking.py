"""`semesta explain` and `evaluate`: questions to a run about its links."""

import json
from pathlib import Path
from typing import Annotated

import typer

from semesta import linkage, published
from semesta.cli.options import Lang, Language, RunPath, console, file_option
from semesta.earlier import model_of
from semesta.errors import SemestaError
from semesta.terminal import Page, print_evaluation, print_explanation


Truth = Annotated[
    Path,
    file_option(
        "CSV noka,nik yang sudah pasti; boleh finding, damage. "
        "(Labelled cards; finding and damage tell more.)"
    ),
]
Lists = Annotated[
    list[Path] | None,
    typer.Option(
        "--list",
        metavar="FILE",
        help="Untuk hasil tanpa nama: kedua daftar dari `semesta encode --list`. "
        "(For a run without names: both lists of `semesta encode --list`.)",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Sebagai JSON. (As JSON.)")]


def explain_command(
    run_path: RunPath,
    noka: Annotated[str, typer.Argument(metavar="NOKA", help="Nomor kartu. (Card.)")],
    lang: Lang = Language["id"],
) -> None:
    """Mengapa sebuah kartu padan, atau belum. (Why a card was linked, or was not.)"""
    found = published.open_run(run_path)
    card = found.card(noka)
    model = model_of(found)
    page = Page(console(), lang)
    print_explanation(page, card["noka"], linkage.explain(card, lang, model))
    page.legal(found)


def evaluate_command(
    run_path: RunPath,
    truth: Truth,
    lists: Lists = None,
    as_json: AsJson = False,
    lang: Lang = Language["id"],
) -> None:
    """Mengukur mutu pemadanan terhadap kebenaran. (Measures a run against the truth.)"""
    found = published.open_run(run_path)
    if lists and not found.is_encoded:
        raise SemestaError("linkage.lists_unneeded")
    evaluation = linkage.evaluate(
        found.path_of("cards.parquet"),
        [found.path_of(name) for name in ("residents.parquet", "departed.parquet")],
        found.regions().to_pylist(),
        truth,
        (lists or []) if found.is_encoded else None,
    )
    if as_json:
        typer.echo(json.dumps(evaluation.as_json(), ensure_ascii=False, indent=2))
        return
    page = Page(console(), lang)
    print_evaluation(page, evaluation)
    page.legal(found)
