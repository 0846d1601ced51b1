"""The command line: parse, call one public function, print."""

import json
import os
import sys
from datetime import date
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from semesta import __version__, awards, law, linkage, published
from semesta.errors import LANGUAGES, SemestaError
from semesta.months import Month
from semesta.registers import Passwords
from semesta.run import SCOPES, Options, run
from semesta.terminal import Page, Progress, say


app = typer.Typer(
    name="semesta",
    help="Siapa yang terlindungi JKN, siapa yang belum, dan mengapa. "
    "(Who is protected by JKN, who is not and why.)",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
law_app = typer.Typer(
    help="Aturan bertanggal beserta sumbernya. (Dated rules with their sources.)",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(law_app, name="law")

INTERRUPTED = 130
REPEATABLE = ("--population", "--membership")
# mypy does not follow an enumeration whose members are computed.
Language = StrEnum("Language", {name: name for name in LANGUAGES})  # type: ignore[misc]
Scope = StrEnum("Scope", {name: name for name in SCOPES})  # type: ignore[misc]
Format = StrEnum("Format", ["table", "csv", "json"])


def _file(help: str, metavar: str = "FILE") -> Any:  # noqa: A002 (typer's own word)
    return typer.Option(metavar=metavar, help=help)


Lang = Annotated[Language, typer.Option(help="Bahasa keluaran. (Output language.)")]
RunPath = Annotated[
    Path,
    typer.Argument(
        metavar="RUN", help="Folder hasil atau penyimpanannya. (A run or its store.)"
    ),
]
Population = Annotated[
    list[str],
    _file(
        "Register penduduk; boleh berulang, boleh folder atau zip. "
        "(Population register; repeatable; folders and zips too.)",
        "FILE[@REGION]",
    ),
]
Membership = Annotated[
    list[str],
    _file("Register peserta; boleh berulang. (Membership register; repeatable.)"),
]
MonthText = Annotated[str, _file("Bulan data. (Month of the data.)", "YYYY-MM")]
Out = Annotated[Path, _file("Penyimpanan hasil. (Store of the runs.)", "STORE")]
ScopeOption = Annotated[
    Scope, typer.Option(help="Isi register peserta. (What the membership file holds.)")
]
Official = Annotated[Path | None, _file("Angka resmi per wilayah. (Official figures.)")]
FactsFile = Annotated[Path | None, _file("Fakta per wilayah. (Facts of regions.)")]
Decisions = Annotated[Path | None, _file("Keputusan peninjau. (Review decisions.)")]
EditionOption = Annotated[
    str | None, typer.Option(help="Edisi penghargaan. (Edition of the award.)")
]
LayoutMap = Annotated[
    Path | None,
    typer.Option(
        "--map",
        metavar="LAYOUT.YAML",
        help="Nama kolom berkas yang tidak dikenal. (Columns of an unknown layout.)",
    ),
]
LegalFile = Annotated[
    Path | None,
    _file(
        "Dasar hukum, perjanjian, tujuan, tanggal hapus. "
        "(Legal basis, agreement, purpose, deletion date.)"
    ),
]
PasswordFile = Annotated[
    Path | None, _file("Kata sandi buku kerja. (Password of protected workbooks.)")
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Tanpa ringkasan. (No summary.)")]
AsJson = Annotated[
    bool, typer.Option("--json", help="Ringkasan JSON. (Summary as JSON.)")
]
OnDate = Annotated[
    str | None, _file("Tanggal; bawaan hari ini. (Default: today.)", "DATE")
]


@app.command("run")
def run_command(
    population: Population,
    membership: Membership,
    month: MonthText,
    out: Out,
    scope: ScopeOption = Scope["all"],
    official: Official = None,
    facts: FactsFile = None,
    decisions: Decisions = None,
    edition: EditionOption = None,
    layout_map: LayoutMap = None,
    legal: LegalFile = None,
    password_file: PasswordFile = None,
    lang: Lang = Language["id"],
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Dari dua register ke cakupan, status, dan penghargaan.

    (From two registers to coverage, status and award.)
    """
    talks = not quiet and not as_json
    ask = talks and sys.stdin.isatty()
    options = Options(
        population=tuple(population),
        membership=tuple(membership),
        month=_month(month),
        out=out,
        scope=scope.value,
        edition=edition,
        official=official,
        facts=facts,
        decisions=decisions,
        layout_map=layout_map,
        legal=_legal(legal, lang, ask),
        passwords=_passwords(password_file, lang, ask),
    )
    progress = Progress(_console(stderr=True), lang, talks)
    done = run(options, progress.stage)
    if as_json:
        found = published.summary(done) | {"path": str(done.folder)}
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    elif talks:
        Page(_console(), lang).run(done)
        typer.echo(f"{say('ready', lang)}: {done.folder}")


@app.command("explain")
def explain_command(
    run_path: RunPath,
    noka: Annotated[str, typer.Argument(metavar="NOKA", help="Nomor kartu. (Card.)")],
    lang: Lang = Language["id"],
) -> None:
    """Mengapa sebuah kartu padan, atau belum. (Why a card was linked, or was not.)"""
    found = published.open_run(run_path)
    card = found.card(noka)
    page = Page(_console(), lang)
    page.explanation(card["noka"], linkage.explain(card, lang))
    page.legal(found)


@app.command("evaluate")
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
    page = Page(_console(), lang)
    page.evaluation(evaluation)
    page.legal(found)


@app.command("award")
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
        Page(_console(), lang).decisions(decisions)


@law_app.command("show")
def law_show(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="Nama aturan. (Rule.)")],
    on: OnDate = None,
    lang: Lang = Language["id"],
) -> None:
    """Nilai sebuah aturan pada suatu tanggal. (What a rule says on a date.)"""
    value = law.show(rule, _date(on))
    about = law.rulebook().rule(rule).about[lang]
    Page(_console(), lang).rule(value, about)


@law_app.command("list")
def law_list(
    on: OnDate = None,
) -> None:
    """Semua aturan yang berlaku. (Every rule in force.)"""
    day = _date(on)
    values = law.rules_on(day)
    if not values:
        typer.echo(
            " ".join(say("no_rules", lang, date=day) for lang in LANGUAGES), err=True
        )
    for value in values:
        typer.echo(f"{value.rule}\t{value.operator or ''}{value.text}\t{value.unit}")


def _console(stderr: bool = False) -> Console:
    """Prints what it is given: `[x]` in the name of a file is no mark-up."""
    return Console(stderr=stderr, highlight=False, markup=False)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"semesta {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Versi."),
    ] = False,
) -> None:
    """Siapa yang terlindungi JKN, siapa yang belum, dan mengapa."""


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        raise SemestaError("bad_month", found=text) from None


def _date(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError:
        raise SemestaError("bad_date", found=text) from None


def _legal(path: Path | None, lang: str, ask: bool) -> published.Legal:
    """From the file, or asked for on a terminal, or not stated."""
    if path is not None:
        return published.read_legal(path)
    if not ask:
        return published.Legal()
    typer.echo(say("legal_title", lang), err=True)
    answers = {
        key: typer.prompt(
            say(f"legal_{key}", lang), default="", show_default=False, err=True
        )
        for key in published.Legal().missing
    }
    return published.legal_of(answers)


def _passwords(path: Path | None, lang: str, ask: bool) -> Passwords:
    if path is not None:
        try:
            return path.read_text(encoding="utf-8-sig").splitlines()[0]
        except (OSError, UnicodeDecodeError, IndexError):
            raise SemestaError("password_file", file=path.name) from None
    if not ask:
        return None
    return lambda file: typer.prompt(
        say("ask_password", lang, file=file), hide_input=True, err=True
    )


def main() -> None:
    """The entry point: errors become one message and an exit code, never a trace."""
    lang = "en" if _value_of("--lang") == "en" else "id"
    _speak_utf8()
    try:
        app(args=spread(sys.argv[1:]), prog_name="semesta")
    except SemestaError as error:
        typer.echo(error.text(lang), err=True)
        sys.exit(error.exit_code)
    except SystemExit as end:
        if end.code == INTERRUPTED:  # which typer leaves without a word
            typer.echo(say("interrupted", lang), err=True)
        raise
    except Exception as error:
        if os.environ.get("SEMESTA_DEBUG"):
            raise
        typer.echo(say("unexpected", lang, kind=type(error).__name__), err=True)
        sys.exit(1)


def _speak_utf8() -> None:
    """Whatever the pipe is set to: a `≥` that it lacks must not end the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def spread(words: list[str]) -> list[str]:
    """`--population a b` means `--population a --population b`."""
    spread_words: list[str] = []
    repeated = None
    for word in words:
        if word.startswith("--"):
            repeated = word if word in REPEATABLE else None
        elif repeated and spread_words[-1] != repeated:
            spread_words.append(repeated)
        spread_words.append(word)
    return spread_words


def _value_of(option: str) -> str | None:
    """The value of an option as typed, before anything is parsed."""
    for place, word in enumerate(sys.argv):
        if word == option and place + 1 < len(sys.argv):
            return sys.argv[place + 1]
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return None
