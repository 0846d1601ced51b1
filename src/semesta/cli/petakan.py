"""`semesta worklist`: whom to visit, as tables, spreadsheets and paper."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from semesta import published, worklists
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
    stamp_of,
)
from semesta.documents import count, month_name
from semesta.published import Run
from semesta.regions import NATION
from semesta.terminal import Page
from semesta.worklists import MOST_VILLAGES, Source, Wanted, Worklist, word


Out = Annotated[Path, file_option("Folder baru atau kosong. (New or empty.)", "DIR")]
Villages = Annotated[
    list[str] | None,
    typer.Option(
        "--village",
        metavar="CODE",
        help="Lembar hanya untuk desa/kelurahan ini; boleh berulang. "
        "(Documents of these villages only; repeatable.)",
    ),
]
Xlsx = Annotated[
    bool | None,
    typer.Option(
        "--xlsx/--no-xlsx",
        help="Buku kerja tiap desa; bawaan: sampai 1.000 desa. "
        "(A workbook per village; default: up to 1,000 villages.)",
    ),
]
Pdf = Annotated[
    bool | None,
    typer.Option(
        "--pdf/--no-pdf",
        help="Kertas tiap desa; bawaan: sampai 1.000 desa. "
        "(Paper per village; default: up to 1,000 villages.)",
    ),
]
Chronic = Annotated[
    Path | None,
    file_option(
        "CSV berkolom NIK atau NOKA: penyakit kronis. (Chronic illness: a list.)"
    ),
]


def worklist_command(
    run_path: RunPath,
    out: Out,
    region: Region = None,
    village: Villages = None,
    xlsx: Xlsx = None,
    pdf: Pdf = None,
    chronic: Chronic = None,
    password_file: PasswordFile = None,
    unmasked: Unmasked = False,
    made_by: MadeBy = None,
    lang: Lang = Language["id"],
) -> None:
    """Daftar sasaran kunjungan per desa. (Whom to visit, village by village.)"""
    run = published.open_run(run_path).with_names()
    stamp = stamp_of(run, made_by)
    wanted = Wanted(
        region=region or NATION,
        villages=tuple(village or ()),
        xlsx=xlsx,
        pdf=pdf,
        chronic=chronic,
        password=password_to_lock(password_file, lang),
        unmasked=unmasked,
        language=lang.value,
    )
    what = "worklist-unmasked" if unmasked else "worklist"
    made = worklists.make_worklist(
        source_of(run),
        wanted,
        stamp,
        out,
        before_leaving=lambda made: published.log_export(
            run, what, made.region.code, made.lines, stamp.made_by
        ),
        progress=lambda place, of: _progress(place, of, lang),
    )
    page = Page(console(), lang)
    show(page, made, run)
    if not made.kinds and None in (xlsx, pdf):
        _print(page, "too_many", count=MOST_VILLAGES)


def source_of(run: Run) -> Source:
    """The files of a run that a worklist is made of."""
    return Source(
        residents=run.path_of("residents.parquet"),
        cards=run.path_of("cards.parquet"),
        cube=run.path_of("cube.parquet"),
        month=run.manifest.month,
    )


def show(page: Page, made: Worklist, run: Run) -> None:
    """Counts by state and by priority, villages, and where the files lie."""
    month = run.manifest.month
    named = month_name(month.year, month.number, page.language)
    page.console.rule(_say(page, "title", region=made.region.title, month=named))
    page.console.print(_persons(page, made))
    page.console.print(_families(page, made))
    empty = made.villages - made.listed
    _print(page, "villages", listed=made.listed, empty=empty)
    if made.elsewhere:
        _print(page, "elsewhere", count=made.elsewhere)
    if made.chronic.rows:
        chronic = made.chronic
        _print(page, "chronic", read=chronic.rows, unreadable=chronic.unreadable)
    paths = ("workbook", "visiting_list", "family_sheets")
    books, lists, own = (
        sum(getattr(sheets, path) is not None for sheets in made.sheets)
        for path in paths
    )
    _print(
        page,
        "files",
        parquet=len(made.parquet),
        xlsx=books,
        pdf=lists + own,
        folder=str(made.folder),
    )
    page.legal(run)


def _persons(page: Page, made: Worklist) -> Table:
    table = page.table([_say(page, "kind"), _say(page, "persons")], numbers=1)
    for state, persons in made.persons.items():
        name = word("state", state, page.language)
        table.add_row(name, count(persons, page.language))
        if state == "unregistered" and made.newborn:
            table.add_row(_say(page, "newborn"), count(made.newborn, page.language))
    total = count(sum(made.persons.values()), page.language)
    table.add_row(_say(page, "total"), total, style="bold")
    return table


def _families(page: Page, made: Worklist) -> Table:
    table = page.table([_say(page, "mark"), _say(page, "families")], numbers=1)
    for mark, families in made.families.items():
        if mark == "chronic" and not made.chronic.rows:
            continue
        if mark == "priority":
            name = _say(page, "any_mark")
        elif mark == "families":
            name = _say(page, "all_families")
        else:
            name = word("priority", mark, page.language)
        style = "bold" if mark == "families" else None
        table.add_row(name, count(families, page.language), style=style)
    return table


def _progress(place: int, of: int, lang: str) -> None:
    """Now and then, so that a long job is seen to move."""
    if of >= 50 and place % 50 == 0:
        typer.echo(word("terminal", "sheet", lang, done=place, all=of), err=True)


def _print(page: Page, key: str, **parts: int | str) -> None:
    """A line in which numbers stand as the language has them."""
    shown = {
        name: count(part, page.language) if isinstance(part, int) else part
        for name, part in parts.items()
    }
    page.console.print(_say(page, key, **shown))


def _say(page: Page, key: str, **parts: object) -> str:
    return word("terminal", key, page.language, **parts)
