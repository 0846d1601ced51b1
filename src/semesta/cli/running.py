"""`semesta run`: from two registers to a published run."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from semesta import published
from semesta.allowance import read_memory
from semesta.cli.options import (
    Lang,
    Language,
    PasswordFile,
    console,
    file_option,
    read_month,
    read_passwords,
)
from semesta.engine import ENGINES, EngineChoice
from semesta.run import SCOPES, Options, run
from semesta.terminal import Page, Progress, print_changes, say


# mypy does not follow an enumeration whose members are computed.
Scope = StrEnum("Scope", {name: name for name in SCOPES})  # type: ignore[misc]
EngineName = StrEnum("EngineName", {n: n for n in ENGINES})  # type: ignore[misc]

Population = Annotated[
    list[str],
    file_option(
        "Register penduduk; boleh berulang, boleh folder atau zip. "
        "(Population register; repeatable; folders and zips too.)",
        "FILE[@REGION]",
    ),
]
Membership = Annotated[
    list[str],
    file_option("Register peserta; boleh berulang. (Membership register; repeatable.)"),
]
MonthText = Annotated[str, file_option("Bulan data. (Month of the data.)", "YYYY-MM")]
Out = Annotated[Path, file_option("Penyimpanan hasil. (Store of the runs.)", "STORE")]
ScopeOption = Annotated[
    Scope, typer.Option(help="Isi register peserta. (What the membership file holds.)")
]
Official = Annotated[
    Path | None, file_option("Angka resmi per wilayah. (Official figures.)")
]
FactsFile = Annotated[
    Path | None, file_option("Fakta per wilayah. (Facts of regions.)")
]
Decisions = Annotated[
    Path | None, file_option("Keputusan peninjau. (Review decisions.)")
]
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
Previous = Annotated[
    Path | None,
    file_option(
        "Hasil bulan sebelumnya: apa yang berubah sejak itu. "
        "(An earlier month's run: what changed since.)",
        "RUN",
    ),
]
ModelRun = Annotated[
    Path | None,
    file_option(
        "Pakai model pemadanan hasil ini; bawaan: milik --previous. "
        "(Take this run's linkage model; default: that of --previous.)",
        "RUN",
    ),
]
Retrain = Annotated[
    bool,
    typer.Option(
        "--retrain",
        help="Pelajari model pemadanan baru. (Learn a new linkage model.)",
    ),
]
Memory = Annotated[
    str | None,
    typer.Option(
        metavar="SIZE",
        help="Memori paling banyak, misalnya 4GB; bawaan setengah komputer, paling "
        "banyak 2 GB. (Most memory, as 4GB; default half of the machine, 2 GB at most.)",
    ),
]
Threads = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="Utas kerja; bawaan semua inti. (Threads; default all cores.)",
    ),
]
EngineOption = Annotated[
    EngineName,
    typer.Option(
        help="Mesin hitung; spark memerlukan semesta[spark] dan Java. "
        "(What computes; spark needs semesta[spark] and Java.)"
    ),
]
Master = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="Kluster Spark; bawaan komputer ini. (Spark's cluster; default this machine.)",
    ),
]
Scratch = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="Tempat kerja Spark, misalnya s3a://… atau hdfs://…, bila kluster tidak "
        "melihat folder komputer ini. (Where Spark works, if its cluster does not see "
        "the folders of this machine.)",
    ),
]
LegalFile = Annotated[
    Path | None,
    file_option(
        "Dasar hukum, perjanjian, tujuan, tanggal hapus. "
        "(Legal basis, agreement, purpose, deletion date.)"
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Tanpa ringkasan. (No summary.)")]
AsJson = Annotated[
    bool, typer.Option("--json", help="Ringkasan JSON. (Summary as JSON.)")
]


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
    previous: Previous = None,
    model: ModelRun = None,
    retrain: Retrain = False,
    memory: Memory = None,
    threads: Threads = None,
    engine: EngineOption = EngineName["duckdb"],
    master: Master = None,
    scratch: Scratch = None,
    legal: LegalFile = None,
    password_file: PasswordFile = None,
    lang: Lang = Language["id"],
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Dari dua register ke cakupan, status, dan penghargaan.

    (From two registers to coverage, status and award.)
    """
    answers = _answers(legal, password_file, lang, silent=quiet or as_json)
    options = Options(
        population=tuple(population),
        membership=tuple(membership),
        month=read_month(month),
        out=out,
        scope=scope.value,
        edition=edition,
        official=official,
        facts=facts,
        decisions=decisions,
        layout_map=layout_map,
        previous=previous,
        model=model,
        retrain=retrain,
        memory=read_memory(memory) if memory else None,
        threads=threads,
        engine=EngineChoice(engine.value, master, scratch),
        **answers,
    )
    _carry_out(options, lang, quiet, as_json)


def _carry_out(options: Options, lang: str, quiet: bool, as_json: bool) -> None:
    progress = Progress(console(stderr=True), lang, not quiet and not as_json)
    done = run(options, progress.stage)
    if as_json or not quiet:
        _tell(done, lang, as_json, changes=options.previous is not None)


def _tell(done: published.Run, lang: str, as_json: bool, changes: bool) -> None:
    """The summary of the run, as JSON or as a page."""
    if as_json:
        found = published.summary(done) | {"path": str(done.folder)}
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    page = Page(console(), lang)
    page.run(done)
    if changes:
        print_changes(page, done)
    typer.echo(f"{say('ready', lang)}: {done.folder}")


def _answers(
    legal: Path | None, passwords: Path | None, lang: str, silent: bool
) -> dict[str, Any]:
    """What files tell, or the user where there is one."""
    ask = not silent and sys.stdin.isatty()
    return {
        "legal": _legal(legal, lang, ask),
        "passwords": read_passwords(passwords, lang, ask),
    }


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
