"""One call: invoices in, a folder of answers out."""

import shutil
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from semesta.audit.checking import Checked, check
from semesta.audit.letters import write_letter, write_minutes
from semesta.audit.options import Options
from semesta.audit.returning import return_invoices
from semesta.audit.summary_workbook import SummaryWorkbook, limits
from semesta.audit.totals import Totals, totals_of
from semesta.documents import new_folder
from semesta.engine import Duck
from semesta.errors import SemestaError
from semesta.months import Month
from semesta.published import log_export
from semesta.regions import tree


SUMMARY = "ringkasan.xlsx"
LETTER = "surat-klarifikasi.docx"
MINUTES = "berita-acara-rekonsiliasi.docx"


@dataclass(frozen=True)
class Audited:
    """What an audit found and where it lies.

    `rows_read` = lines checked (`totals.all.lines`) + `set_aside`. `not_billed` counts
    the cards that the invoice lacks, None without a masterfile. `returned` names the
    senders' files in `folder`; `limits` says what could not be checked.
    """

    folder: Path
    month: Month
    rows_read: int
    set_aside: int
    totals: Totals
    not_billed: int | None
    returned: tuple[str, ...]
    limits: tuple[str, ...]


def audit(options: Options) -> Audited:
    """Checks every line of the invoices and writes the answers into a new folder.

    The folder holds each invoice as it came with columns added, `ringkasan.xlsx`, the
    draft letter and the minutes. Raises SemestaError for input that cannot be used or
    a folder that is not empty, IdentityBroken where a sum does not add up; then
    nothing is written.
    """
    if options.run and options.membership:
        raise SemestaError("audit.run_and_membership")
    _check_region(options)
    if callable(options.passwords):  # which may ask a person: once for each file
        options = replace(options, passwords=cache(options.passwords))
    with new_folder(options.out) as answers:
        work = answers / "work"
        work.mkdir()
        with Duck(spill=work / "spill") as engine:
            checked = check(engine, options, work)
        if options.run is None:  # the papers carry the month's end as their time
            stamp = replace(options.stamp, as_of=checked.bills.month.last_day)
            options = replace(options, stamp=stamp)
        done = _write(checked, options, answers)
        shutil.rmtree(work)
        _log(options, done)
    return done


def _check_region(options: Options) -> None:
    """Elsewhere no card would lack, which sounds as if none did."""
    if options.run is None or options.region == Options.region:
        return
    code = tree().region(options.region).code
    if code not in options.run.regions()["region_code"].to_pylist():
        raise SemestaError(
            "audit.region_not_in_run", region=code, run=options.run.folder.name
        )


def _write(checked: Checked, options: Options, folder: Path) -> Audited:
    totals = totals_of(checked)
    taken = {SUMMARY, LETTER, MINUTES}
    returned = return_invoices(checked, options, folder, taken)
    SummaryWorkbook(checked, totals, options).write(folder / SUMMARY)
    files = sorted({read.file for read in checked.bills.reads})
    write_letter(folder / LETTER, checked, totals, options, files)
    write_minutes(folder / MINUTES, checked, totals, options, files)
    lacking = checked.not_billed
    return Audited(
        folder=options.out,
        month=checked.bills.month,
        rows_read=checked.bills.rows_read,
        set_aside=len(checked.bills.aside),
        totals=totals,
        not_billed=None if lacking is None else lacking.num_rows,
        returned=tuple(returned),
        limits=tuple(limits(checked, options)),
    )


def _log(options: Options, done: Audited) -> None:
    if options.run:
        region, rows = tree().region(options.region).code, done.totals.all.lines
        log_export(options.run, "audit", region, rows, options.stamp.made_by)
