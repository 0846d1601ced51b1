"""`semesta synth`: registers of a made-up nation."""

import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from semesta import synth
from semesta.cli.options import Lang, Language, console, file_option, read_month
from semesta.documents import count, decimal
from semesta.terminal import say


# mypy does not follow an enumeration whose members are computed.
Format = StrEnum("Format", {name: name for name in synth.FORMATS})  # type: ignore[misc]


def _option(text: str, metavar: str | None = None) -> typer.models.OptionInfo:
    return typer.Option(metavar=metavar, help=text)


Out = Annotated[Path, file_option("Folder baru. (New folder.)", "DIR")]
People = Annotated[
    int | None,
    _option(
        "Jumlah penduduk; bawaan penduduk resmi. (Default: official population.)", "N"
    ),
]
Regions = Annotated[
    list[str] | None,
    _option("Hanya wilayah ini; boleh berulang. (Only these regions.)", "CODE"),
]
Months = Annotated[int, _option("Jumlah bulan. (Number of months.)", "M")]
FirstMonth = Annotated[str, _option("Bulan pertama. (First month.)", "YYYY-MM")]
Seed = Annotated[int, _option("Benih acak. (Seed of the draws.)", "S")]
Coverage = Annotated[
    float | None, _option("Cakupan, persen penduduk. (Coverage, percent.)", "PCT")
]
Active = Annotated[
    float | None, _option("Keaktifan, persen penduduk. (Active, percent.)", "PCT")
]
LocalShare = Annotated[
    float | None,
    _option("Didaftarkan Pemda, persen. (By local government, percent.)", "PCT"),
]
Targets = Annotated[
    Path | None,
    file_option(
        "Sasaran per wilayah: region_code,coverage,active,local_government_share,"
        "population. (Targets per region.)"
    ),
]
Damage = Annotated[
    float,
    _option("Pengali kerusakan; 0 bersih. (Multiplies the damage; 0 is clean.)", "X"),
]
Shocks = Annotated[
    list[str] | None,
    _option(
        "Guncangan, misalnya pbi-off:2026-02:0.08; boleh berulang. (Shock.)",
        "KIND:MONTH:SHARE",
    ),
]
Layouts = Annotated[
    list[str] | None,
    _option(
        "Susunan, misalnya population=opensid; boleh berulang. (Layout.)",
        "KIND=LAYOUT",
    ),
]
FormatOption = Annotated[Format, _option("Bentuk tabel. (Form of the tables.)")]
Threads = Annotated[int, _option("Utas kerja. (Threads.)", "N")]


def synth_command(
    out: Out,
    people: People = None,
    region: Regions = None,
    months: Months = 1,
    month: FirstMonth = "2026-01",
    seed: Seed = 1,
    coverage: Coverage = None,
    active: Active = None,
    local_share: LocalShare = None,
    targets: Targets = None,
    damage: Damage = 1.0,
    shock: Shocks = None,
    layout: Layouts = None,
    format: FormatOption = Format["csv"],  # noqa: A002 (the option is called --format)
    threads: Threads = 2,
    lang: Lang = Language["id"],
) -> None:
    """Membuat register rekaan beserta kebenarannya.

    (Makes registers of people who do not exist, with the truth beside them.)
    """
    request = synth.Request(
        out=out,
        people=people,
        regions=tuple(region or ()),
        months=months,
        first_month=read_month(month),
        seed=seed,
        damage=damage,
        coverage=coverage,
        active=active,
        local_share=local_share,
        targets=targets,
        shocks=tuple(synth.parse_shock(text) for text in shock or ()),
        **synth.parse_layouts(layout or ()),
        format=format.value,
        threads=threads,
    )
    _make(request, lang)


def _make(request: synth.Request, lang: str) -> None:
    """Makes it under a progress bar; says what came out and what to do with it."""
    began = time.monotonic()
    with _bar() as bar:
        task = bar.add_task(say("synth_title", lang), total=None)
        made = synth.make(
            request, lambda done, whole: bar.update(task, completed=done, total=whole)
        )
    sums = {"people": count(made.people, lang), "cards": count(made.cards, lang)}
    seconds = decimal(time.monotonic() - began, 1, lang)
    typer.echo(say("synth_made", lang, seconds=seconds, **sums))
    typer.echo(say("synth_next", lang, out=request.out, month=request.first_month))


def _bar() -> Progress:
    columns = (TextColumn("· {task.description} …"), BarColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console(stderr=True), transient=True)
