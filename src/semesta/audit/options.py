"""What an audit is asked to do."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from semesta.documents import Stamp
from semesta.errors import SemestaError
from semesta.months import Month
from semesta.published import Run
from semesta.registers import Passwords


MILLION = 1_000_000


@dataclass(frozen=True)
class Options:
    """Invoices, and what they are held against.

    `run` is a finished run; instead of it `membership` may name membership files alone
    (no person is known then), or nothing. `invoice_month` is the month of all invoices:
    by default the run's, or of several invoices the month that most lines of each say.
    `province_share` is the part of both funds that the province pays, in millionths.
    `region` narrows the cards that are looked for in the invoice.
    """

    invoices: tuple[str, ...]
    out: Path
    stamp: Stamp
    run: Run | None = None
    membership: tuple[str, ...] = ()
    invoice_month: Month | None = None
    province_share: int = 0
    region: str = "ID"
    layout_map: Path | None = None
    passwords: Passwords = None
    language: str = "id"


def read_share(percent: str) -> int:
    """`40` or `33,33` percent as millionths.

    Raises SemestaError for what is no percentage from 0 to 100 with at most four
    decimals.
    """
    try:
        millionths = (
            Decimal(percent.replace(",", ".").strip().removesuffix("%")) * 10**4
        )
        whole = int(millionths)
    except (InvalidOperation, ValueError, OverflowError):
        raise SemestaError("audit.bad_share", found=percent) from None
    if whole != millionths or not 0 <= whole <= MILLION:
        raise SemestaError("audit.bad_share", found=percent)
    return whole
