"""One call: invoices in, a folder of answers out."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from semesta.audit.checking import Checked, check
from semesta.audit.letters import write_letter, write_minutes
from semesta.audit.options import Options
from semesta.audit.returning import return_invoices
from semesta.audit.summary_workbook import SummaryWorkbook, limits
from semesta.audit.totals import Totals, totals_of
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
    _check_out(options.out)
    if options.run and options.membership:
        raise SemestaError("audit.run_and_membership")
    if callable(options.passwords):  # which may ask a person: once for each file
        options = replace(options, passwords=cache(options.passwords))
    with _building(options.out) as place:
        work, answers = place / "work", place / "answers"
        work.mkdir()
        answers.mkdir()
        with Duck(spill=work / "spill") as engine:
            checked = check(engine, options, work)
        if options.run is None:  # the papers carry the month's end as their time
            stamp = replace(options.stamp, as_of=checked.bills.month.last_day)
            options = replace(options, stamp=stamp)
        done = _write(checked, options, answers)
        for path in answers.iterdir():
            path.chmod(0o600)
        _log(options, done)
        _put(answers, options.out)
    return done


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


def _check_out(out: Path) -> None:
    """Raises SemestaError unless `out` is new or an empty folder."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise SemestaError("audit.out_not_empty", folder=out.name)


@contextmanager
def _building(out: Path) -> Iterator[Path]:
    """A folder of the owner's alone beside `out`, gone when it is left."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    except OSError as error:
        raise SemestaError("audit.out_unwritable", folder=out.name) from error
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _put(answers: Path, out: Path) -> None:
    answers.chmod(0o700)
    try:
        os.replace(answers, out)  # an empty folder gives way
    except OSError as error:
        raise SemestaError("audit.out_unwritable", folder=out.name) from error
