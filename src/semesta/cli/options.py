"""What several commands ask for, and how it is read."""

import getpass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from semesta.documents import Stamp
from semesta.errors import LANGUAGES, SemestaError
from semesta.files import read_by_hand
from semesta.months import Month
from semesta.published import Run
from semesta.registers import Passwords
from semesta.terminal import say


# mypy does not follow an enumeration whose members are computed.
Language = StrEnum("Language", {name: name for name in LANGUAGES})  # type: ignore[misc]


def file_option(help: str, metavar: str = "FILE") -> Any:  # noqa: A002 (typer's own word)
    return typer.Option(metavar=metavar, help=help)


Lang = Annotated[Language, typer.Option(help="Bahasa keluaran. (Output language.)")]
RunPath = Annotated[
    Path,
    typer.Argument(
        metavar="RUN", help="Folder hasil atau penyimpanannya. (A run or its store.)"
    ),
]
Region = Annotated[
    str | None,
    typer.Option(
        metavar="CODE",
        help="Hanya wilayah ini, misalnya 63.09.08. (Only this region.)",
    ),
]
MadeBy = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Pembuat, tertulis di setiap lembar; bawaan nama akun. "
        "(Who made it, on every sheet; default: the account.)",
    ),
]
PasswordFile = Annotated[
    Path | None,
    file_option("Kata sandi buku kerja. (Password of protected workbooks.)"),
]
Unmasked = Annotated[
    bool,
    typer.Option(
        "--unmasked",
        help="Nomor identitas utuh di XLSX; perlu --password-file. "
        "(Whole identity numbers in XLSX; needs --password-file.)",
    ),
]


def console(stderr: bool = False) -> Console:
    """Prints what it is given: `[x]` in the name of a file is no mark-up."""
    return Console(stderr=stderr, highlight=False, markup=False)


def read_month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        raise SemestaError("bad_month", found=text) from None


def read_date(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError:
        raise SemestaError("bad_date", found=text) from None


def read_passwords(path: Path | None, lang: str, ask: bool) -> Passwords:
    if path is not None:
        try:
            return read_by_hand(path).splitlines()[0]
        except (OSError, UnicodeDecodeError, IndexError):
            raise SemestaError("password_file", file=path.name) from None
    if not ask:
        return None
    return lambda file: typer.prompt(
        say("ask_password", lang, file=file), hide_input=True, err=True
    )


def password_to_lock(path: Path | None, lang: str) -> str | None:
    """The password of what is written; an empty one would protect nothing."""
    password = read_passwords(path, lang, ask=False)
    if path is not None and not password:
        raise SemestaError("password_file", file=path.name)
    return password if isinstance(password, str) else None


def stamp_of(run: Run, made_by: str | None) -> Stamp:
    """What every sheet made from a run says about itself."""
    return Stamp(
        made_by=made_by or getpass.getuser(),
        made_on=date.today(),
        source=run.folder.name,
        as_of=run.manifest.month.last_day,
        purpose=run.manifest.legal.purpose,
        keep_until=run.manifest.legal.deletion_date,
    )
