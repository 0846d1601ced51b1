"""`semesta audit`: every line of an invoice, and the answers beside it."""

import getpass
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from semesta import audit, published
from semesta.cli.options import (
    Lang,
    Language,
    MadeBy,
    PasswordFile,
    Region,
    console,
    file_option,
    read_month,
    read_passwords,
    stamp_of,
)
from semesta.cli.running import LayoutMap
from semesta.documents import Stamp
from semesta.terminal import AuditPage, say


Invoices = Annotated[
    list[str],
    file_option(
        "Tagihan per nama; boleh berulang, boleh folder atau zip. "
        "(Invoices by name; repeatable; folders and zips too.)"
    ),
]
Out = Annotated[
    Path, file_option("Folder baru untuk hasilnya. (New folder of answers.)", "DIR")
]
RunOption = Annotated[
    Path | None,
    typer.Option(
        "--run",
        metavar="RUN",
        help="Hasil pemadanan bulan itu, atau penyimpanannya. (Run, or its store.)",
    ),
]
Membership = Annotated[
    list[str] | None,
    file_option(
        "Tanpa --run: daftar peserta saja. (Without --run: membership files alone.)"
    ),
]
InvoiceMonth = Annotated[
    str | None,
    file_option(
        "Bulan tagihan; bawaan bulan --run. (Month of the invoice; default: --run's.)",
        "YYYY-MM",
    ),
]
ProvinceShare = Annotated[
    str,
    file_option(
        "Bagian iuran dan bantuan yang dibayar provinsi. "
        "(Part of contribution and aid that the province pays.)",
        "PERCENT",
    ),
]


def audit_command(
    invoice: Invoices,
    out: Out,
    run_path: RunOption = None,
    membership: Membership = None,
    invoice_month: InvoiceMonth = None,
    province_share: ProvinceShare = "0",
    region: Region = None,
    layout_map: LayoutMap = None,
    password_file: PasswordFile = None,
    made_by: MadeBy = None,
    lang: Lang = Language["id"],
) -> None:
    """Memeriksa tagihan PBPU BP Pemda, baris demi baris. (Audits an invoice.)"""
    run = published.open_run(run_path).with_names() if run_path else None
    options = audit.Options(
        invoices=tuple(invoice),
        out=out,
        stamp=stamp_of(run, made_by) if run else _stamp(made_by, lang),
        run=run,
        membership=tuple(membership or ()),
        invoice_month=read_month(invoice_month) if invoice_month else None,
        province_share=audit.read_share(province_share),
        region=region or "ID",
        layout_map=layout_map,
        passwords=read_passwords(password_file, lang, sys.stdin.isatty()),
        language=lang,
    )
    page = AuditPage(console(), lang)
    page.audited(audit.audit(options))
    if run:
        page.legal(run)


def _stamp(made_by: str | None, lang: str) -> Stamp:
    """Without a run nothing is stated; the audit finds the month itself."""
    today = date.today()
    source = say("audit_without_run", lang)
    return Stamp(made_by or getpass.getuser(), today, source, as_of=today)
