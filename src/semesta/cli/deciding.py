"""`semesta award` and `semesta law`: decisions and the law behind them."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from semesta import awards, law
from semesta.cli.options import Lang, Language, console, file_option, read_date
from semesta.errors import LANGUAGES
from semesta.terminal import Page, say


law_app = typer.Typer(
    help="Aturan bertanggal beserta sumbernya. (Dated rules with their sources.)",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Format = StrEnum("Format", ["table", "csv", "json"])
OnDate = Annotated[
    str | None, file_option("Tanggal; bawaan hari ini. (Default: today.)", "DATE")
]


def award_command(
    figures: Annotated[
        Path,
        typer.Option(
            metavar="FILE", help="CSV angka terbitan per wilayah. (Published figures.)"
        ),
    ],
    edition: Annotated[
        str,
        typer.Option(
            help="Edisi bagi baris yang tidak menyebutnya. "
            "(Edition of rows that name none.)"
        ),
    ] = "",
    format: Annotated[  # noqa: A002 (the option is called --format)
        Format, typer.Option(help="Bentuk keluaran. (Form of the output.)")
    ] = Format.table,
    lang: Lang = Language["id"],
) -> None:
    """Memutuskan penghargaan dari angka terbitan. (Decides from published figures.)"""
    decisions = awards.decide_file(figures, edition)
    if format == Format.csv:
        typer.echo(awards.as_csv(decisions, lang), nl=False)
    elif format == Format.json:
        typer.echo(awards.as_json(decisions), nl=False)
    else:
        Page(console(), lang).decisions(decisions)


@law_app.command("show")
def law_show(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="Nama aturan. (Rule.)")],
    on: OnDate = None,
    lang: Lang = Language["id"],
) -> None:
    """Nilai sebuah aturan pada suatu tanggal. (What a rule says on a date.)"""
    value = law.show(rule, read_date(on))
    about = law.rulebook().rule(rule).about[lang]
    Page(console(), lang).rule(value, about)


@law_app.command("list")
def law_list(
    on: OnDate = None,
) -> None:
    """Semua aturan yang berlaku. (Every rule in force.)"""
    day = read_date(on)
    values = law.rules_on(day)
    if not values:
        typer.echo(
            " ".join(say("no_rules", lang, date=day) for lang in LANGUAGES), err=True
        )
    for value in values:
        typer.echo(f"{value.rule}\t{value.operator or ''}{value.text}\t{value.unit}")
