"""The command line: every command parses, calls one public function, prints."""

import os
import signal
import sys
import traceback
from io import TextIOWrapper
from typing import Annotated

import typer
from typer.exceptions import TyperException

from semesta import __version__
from semesta.cli.asking import evaluate_command, explain_command
from semesta.cli.auditing import audit_command
from semesta.cli.deciding import award_command, law_app
from semesta.cli.encoding import encode_command
from semesta.cli.exporting import export_command
from semesta.cli.keeping import doctor_command, forget_command
from semesta.cli.making import synth_command
from semesta.cli.petakan import worklist_command
from semesta.cli.planning import gap_command
from semesta.cli.reporting import report_command
from semesta.cli.reviewing import review_app
from semesta.cli.running import run_command
from semesta.cli.showing import show_command
from semesta.cli.usage import explained, refused_by_the_system
from semesta.errors import SemestaError
from semesta.terminal import say


__all__ = ["app", "main"]

INTERRUPTED = 130
REPEATABLE = ("--population", "--membership", "--invoice")

app = typer.Typer(
    name="semesta",
    help="Siapa yang terlindungi JKN, siapa yang belum, dan mengapa. "
    "(Who is protected by JKN, who is not and why.)",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("run")(run_command)
app.command("show")(show_command)
app.command("explain")(explain_command)
app.command("evaluate")(evaluate_command)
app.command("award")(award_command)
app.command("audit")(audit_command)
app.command("worklist")(worklist_command)
app.command("gap")(gap_command)
app.command("report")(report_command)
app.command("export")(export_command)
app.command("encode")(encode_command)
app.command("synth")(synth_command)
app.command("forget")(forget_command)
app.command("doctor")(doctor_command)
app.add_typer(law_app, name="law")
app.add_typer(review_app, name="review")


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


def main() -> None:
    """The entry point: errors become one message and an exit code, never a trace."""
    lang = "en" if _value_of("--lang") == "en" else "id"
    _speak_utf8()
    signal.signal(
        signal.SIGTERM, signal.default_int_handler
    )  # tidies up as Ctrl-C does
    words = spread(sys.argv[1:])
    try:
        code = app(args=words, prog_name="semesta", standalone_mode=False)
    except SemestaError as error:
        typer.echo(error.text(lang), err=True)
        sys.exit(error.exit_code)
    except TyperException as error:
        typer.echo(explained(error, words, lang), err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        typer.echo(refused_by_the_system(error).text(lang), err=True)
        sys.exit(SemestaError.exit_code)
    except typer.Abort:
        code = INTERRUPTED
    except Exception as error:
        if os.environ.get("SEMESTA_DEBUG"):
            typer.echo(_where(error), err=True)
        typer.echo(say("unexpected", lang, kind=type(error).__name__), err=True)
        sys.exit(1)
    if code == INTERRUPTED:  # which typer leaves without a word
        typer.echo(say("interrupted", lang), err=True)
    sys.exit(code)


def _where(error: BaseException) -> str:
    """The trace without what the errors say: that may be a person's value."""
    before = error.__cause__ or error.__context__
    earlier = _where(before) if before else ""
    lines = "".join(traceback.format_tb(error.__traceback__))
    return f"{earlier}{lines}{type(error).__name__}\n"


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
