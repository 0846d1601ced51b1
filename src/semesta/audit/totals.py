"""Sums over the checked lines: by finding, village, month, fund; all add up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from semesta.audit.checking import Checked, month_at
from semesta.audit.findings import FINDINGS, FLAGS, STRONG, nature_of
from semesta.errors import IdentityBroken, SemestaError
from semesta.regions import tree


FUNDS = ("contribution", "aid")
PAYERS = ("province", "regency")


@dataclass(frozen=True)
class Total:
    """Some lines: how many, their amount in rupiah, the potential overpayment."""

    key: str
    lines: int
    amount: int
    potential: int
    months: int = 0


@dataclass(frozen=True)
class FundTotal:
    """What one payer bears of one fund, in rupiah."""

    fund: str
    payer: str
    amount: int
    potential: int


@dataclass(frozen=True)
class Totals:
    """Every total of an audit; flags overlap, the others are partitions."""

    all: Total
    by_finding: tuple[Total, ...]
    by_nature: tuple[Total, ...]
    by_flag: tuple[Total, ...]
    by_village: tuple[Total, ...]
    by_month: tuple[Total, ...]
    by_fund: tuple[FundTotal, ...]

    @property
    def strong(self) -> tuple[Total, ...]:
        """The findings whose potential is summed."""
        return tuple(total for total in self.by_finding if total.key in STRONG)


def totals_of(checked: Checked) -> Totals:
    """Raises IdentityBroken where the parts are not the whole."""
    lines = checked.lines
    found = Totals(
        all=_sum("", lines),
        by_finding=_by(lines, "finding", FINDINGS.index),
        by_nature=_by(_with(lines, "nature", _natures(lines)), "nature", str),
        by_flag=tuple(_flagged(lines)),
        by_village=_by(_with(lines, "village", _villages(lines)), "village", str),
        by_month=tuple(
            _named(total, str(month_at(int(total.key))))
            for total in _by(lines, "month", int)
        ),
        by_fund=tuple(_funds(lines)),
    )
    _check(checked, found)
    return found


def _sum(key: str, lines: pa.Table) -> Total:
    names = ("amount", "potential", "months")
    sums = {name: pc.sum(lines[name]).as_py() or 0 for name in names}
    return Total(key, lines.num_rows, **sums)


def _by(lines: pa.Table, column: str, order: Callable[[Any], Any]) -> tuple[Total, ...]:
    summed = ("amount", "potential", "months")
    sums = [("line", "count"), *((name, "sum") for name in summed)]
    rows = lines.group_by(column, use_threads=False).aggregate(sums).to_pylist()
    return tuple(
        Total(
            str(row[column]),
            row["line_count"],
            row["amount_sum"],
            row["potential_sum"],
            row["months_sum"],
        )
        for row in sorted(rows, key=lambda row: order(row[column]))
    )


def _named(total: Total, key: str) -> Total:
    return Total(key, total.lines, total.amount, total.potential, total.months)


def _flagged(lines: pa.Table) -> Iterator[Total]:
    for flag in FLAGS:
        marks = pc.binary_join_element_wise(";", lines["flags"], ";", "")
        found = lines.filter(pc.match_substring(marks, f";{flag};"))
        if found.num_rows:
            yield _sum(flag, found)


def _funds(lines: pa.Table) -> Iterator[FundTotal]:
    for fund in FUNDS:
        for payer in PAYERS:
            part = lines[f"{fund}_{payer}"]
            amount = pc.sum(part).as_py() or 0
            potential = pc.sum(pc.multiply(part, lines["months"])).as_py() or 0
            yield FundTotal(fund, payer, amount, potential)


def _with(lines: pa.Table, name: str, texts: Iterator[str]) -> pa.Table:
    return lines.append_column(name, pa.array(texts, pa.string()))


def _natures(lines: pa.Table) -> Iterator[str]:
    """What each line is: strong, clarify or none."""
    pairs = zip(lines["finding"].to_pylist(), lines["flags"].to_pylist(), strict=True)
    for finding, flags in pairs:
        yield nature_of(finding, tuple(flags.split(";")) if flags else ())


def _villages(lines: pa.Table) -> Iterator[str]:
    """Village as `63.09.08.2001 Nama`, or as the invoice writes it, or nothing."""
    places, texts = lines["place"].to_pylist(), lines["village_text"].to_pylist()
    for place, text in zip(places, texts, strict=True):
        yield place_title(place) or text or ""


@cache
def place_title(number: int | None) -> str:
    """`33.10.02.2007 Desa Katekan`; empty where not even the regency is known."""
    if not number:
        return ""
    digits = f"{number:010d}"
    parts = [digits[:2], digits[2:4], digits[4:6], digits[6:]]
    while parts and not int(parts[-1]):
        parts.pop()
    try:
        region = tree().region(".".join(parts))
    except SemestaError:
        return ""
    return f"{region.code} {region.title}"


def _check(checked: Checked, found: Totals) -> None:
    whole = found.all
    read, aside = checked.bills.rows_read, len(checked.bills.aside)
    _equal("lines", read, whole.lines + aside)
    for name in ("by_finding", "by_nature", "by_village", "by_month"):
        parts = getattr(found, name)
        for measure in ("lines", "amount", "potential"):
            total = sum(getattr(part, measure) for part in parts)
            _equal(f"{name} {measure}", total, getattr(whole, measure))
    for measure in ("amount", "potential"):
        total = sum(getattr(part, measure) for part in found.by_fund)
        _equal(f"by_fund {measure}", total, getattr(whole, measure))


def _equal(name: str, left: int, right: int) -> None:
    if left != right:
        raise IdentityBroken("audit.sums_differ", name=name, left=left, right=right)
