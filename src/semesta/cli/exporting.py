"""`semesta export --public`: aggregates that may be passed on."""

import getpass
from pathlib import Path
from typing import Annotated

import typer

from semesta import disclosure, published
from semesta.cli.options import Lang, Language, Region, file_option
from semesta.errors import SemestaError


Runs = Annotated[
    list[Path],
    typer.Argument(
        metavar="RUN...",
        help="Folder hasil atau penyimpanannya, satu per bulan. "
        "(Runs or their stores, one a month.)",
    ),
]
Public = Annotated[
    bool,
    typer.Option(
        "--public", help="Aman diedarkan; wajib. (Safe to pass on; required.)"
    ),
]
Out = Annotated[Path, file_option("Folder baru. (A new folder.)", "DIR")]
Previous = Annotated[
    Path | None,
    file_option(
        "Ekspor umum terdahulu; yang dulu disembunyikan tetap tersembunyi. "
        "(An earlier public export; what it hid stays hidden.)",
        "DIR",
    ),
]


def export_command(
    runs: Runs,
    out: Out,
    public: Public = False,
    region: Region = None,
    previous: Previous = None,
    lang: Lang = Language["id"],
) -> None:
    """Angka gabungan tanpa angka kecil: CSV, DHIS2, HEAT Plus.

    (Aggregates without small counts: CSV, DHIS2, HEAT Plus.)
    """
    if not public:
        raise SemestaError("disclosure.only_public")
    exported = disclosure.export_public(
        [published.open_run(path) for path in runs],
        out,
        made_by=getpass.getuser(),
        region=region,
        previous=previous,
        language=lang,
    )
    for line in exported.lines(lang):
        typer.echo(line)
