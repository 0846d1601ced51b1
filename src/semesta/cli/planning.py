"""`semesta gap`: what every line lacks, in persons and rupiah."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from semesta import planning, published, registers
from semesta.cli.options import (
    Lang,
    Language,
    PasswordFile,
    Region,
    RunPath,
    console,
    file_option,
    read_passwords,
)
from semesta.terminal import GapPage


PlanFile = Annotated[
    Path | None,
    file_option(
        "Rencana kerja: CSV bulan, kuota, anggaran, realisasi. "
        "(Work plan: month, quota, budget, spent.)"
    ),
]
Change = Annotated[
    list[str] | None,
    file_option(
        "Perubahan jumlah penduduk, peserta tetap; boleh berulang. "
        "(Other population, same members; repeatable.)",
        "[CODE=]±N",
    ),
]
SwitchedOff = Annotated[
    str | None,
    file_option(
        "Daftar kartu yang dinonaktifkan: NOKA atau NIK. (Cards switched off.)"
    ),
]
ProvinceShare = Annotated[
    str,
    file_option("Bagian provinsi dari iuran Pemda. (The province's part.)", "PERCENT"),
]
ReactivationShare = Annotated[
    str | None,
    file_option(
        "Bagian yang aktif kembali; bawaan menurut pemberitaan. (Share that returns.)",
        "PERCENT",
    ),
]
Start = Annotated[
    str | None,
    file_option(
        "Bulan pertama yang dibayar; bawaan bulan berikutnya. (First month paid.)",
        "YYYY-MM",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Sebagai JSON. (As JSON.)")]


def gap_command(
    run_path: RunPath,
    region: Region = None,
    plan: PlanFile = None,
    population_change: Change = None,
    switched_off: SwitchedOff = None,
    province_share: ProvinceShare = "0",
    reactivation_share: ReactivationShare = None,
    start: Start = None,
    password_file: PasswordFile = None,
    as_json: AsJson = False,
    lang: Lang = Language["id"],
) -> None:
    """Kekurangan jiwa dan rupiah menuju setiap garis. (Persons and rupiah short.)"""
    run = published.open_run(run_path)
    first = planning.read_start(start) if start else run.manifest.month.plus(1)
    passwords = read_passwords(password_file, lang, ask=sys.stdin.isatty())
    found = planning.gap(
        run,
        region=region,
        plan=planning.read_plan(plan, first.year) if plan else None,
        population_change=planning.read_changes(population_change or []),
        switched_off=registers.read_card_list(switched_off, passwords)
        if switched_off
        else None,
        province_share=planning.read_share(province_share, "--province-share"),
        reactivation_share=None
        if reactivation_share is None
        else planning.read_share(reactivation_share, "--reactivation-share"),
        start=first,
    ).as_json()
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        GapPage(console(), lang).gap(found)
