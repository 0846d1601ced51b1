"""`semesta encode`: a register without names, for agencies that may not exchange them."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from semesta import encoding
from semesta.cli.options import (
    Lang,
    Language,
    PasswordFile,
    console,
    file_option,
    read_month,
    read_passwords,
)
from semesta.cli.running import LayoutMap, Scope, ScopeOption
from semesta.errors import SemestaError
from semesta.terminal import print_encoded, say


Sources = list[str] | None
NewKey = Annotated[
    Path | None,
    file_option("Buat kunci baru, lalu selesai. (Make a new key and stop.)"),
]
KeyFile = Annotated[
    Path | None,
    file_option("Kunci bersama kedua instansi. (The key both agencies share.)"),
]
Population = Annotated[
    Sources,
    file_option(
        "Register penduduk; boleh berulang. (Population register; repeatable.)",
        "FILE[@REGION]",
    ),
]
Membership = Annotated[
    Sources,
    file_option(
        "Register peserta; boleh berulang. (Membership register; repeatable.)",
        "FILE[@REGION]",
    ),
]
MonthText = Annotated[
    str | None, file_option("Bulan data. (Month of the data.)", "YYYY-MM")
]
Out = Annotated[
    Path | None,
    file_option("Berkas sandi yang diserahkan. (The encoded file to hand over.)"),
]
RowsList = Annotated[
    Path | None,
    typer.Option(
        "--list",
        metavar="FILE",
        help="Daftar sandi dan baris asalnya; tidak boleh diserahkan. "
        "(Codes and the rows they stand for; never hand it over.)",
    ),
]
WithMother = Annotated[
    bool,
    typer.Option(
        "--with-mother",
        help="Sandikan juga nama ibu; kedua pihak harus sama. "
        "(Encode the mother's name too; both sides alike.)",
    ),
]


def encode_command(
    new_key: NewKey = None,
    population: Population = None,
    membership: Membership = None,
    month: MonthText = None,
    key_file: KeyFile = None,
    out: Out = None,
    rows_list: RowsList = None,
    scope: ScopeOption = Scope["all"],
    with_mother: WithMother = False,
    layout_map: LayoutMap = None,
    password_file: PasswordFile = None,
    lang: Lang = Language["id"],
) -> None:
    """Menyandikan register agar dapat dipadankan tanpa nama.

    (Encodes a register so that it can be linked without names.)
    """
    registers = {"population": population, "membership": membership}
    kinds = [kind for kind, sources in registers.items() if sources]
    if new_key:
        if kinds:
            raise SemestaError("encoding.what_to_encode")
        made = encoding.new_key(new_key)
        typer.echo(say("key_made", lang, file=new_key, fingerprint=made.fingerprint))
        return
    if len(kinds) != 1 or not (month and key_file and out):
        raise SemestaError("encoding.what_to_encode")
    request = encoding.Request(
        kind=kinds[0],
        sources=tuple(registers[kinds[0]] or ()),
        month=read_month(month),
        key=encoding.read_key(key_file),
        out=out,
        scope=scope.value,
        with_mother=with_mother,
        rows_list=rows_list,
        layout_map=layout_map,
        passwords=read_passwords(password_file, lang, sys.stdin.isatty()),
    )
    done = encoding.encode(request)
    print_encoded(
        console(),
        rows=done.rows,
        rows_read=done.about.rows_read,
        set_aside=done.set_aside,
        fingerprint=done.about.fingerprint,
        language=lang,
    )
