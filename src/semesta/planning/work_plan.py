"""The yearly work plan: quota, ceiling, spending, and the month in which money ends."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from semesta.months import Month


@dataclass(frozen=True)
class PlanMonth:
    """One month: quota in persons, budget and spending in rupiah; None: not given."""

    month: Month
    quota: int | None = None
    budget: int | None = None
    spent: int | None = None


@dataclass(frozen=True)
class Plan:
    """The months that a plan names, in order, all of one year; at least one."""

    rows: tuple[PlanMonth, ...]

    @property
    def year(self) -> int:
        return self.rows[0].month.year

    @property
    def ceiling(self) -> int | None:
        """The year's budget: one sum in one month, or the sum of its months."""
        given = [row.budget for row in self.rows if row.budget is not None]
        return sum(given) if given else None

    @property
    def spent(self) -> int:
        return sum(row.spent or 0 for row in self.rows)

    def months(self) -> list[PlanMonth]:
        """Every month from the plan's first to December; a quota holds until the next."""
        named = {row.month: row for row in self.rows}
        found: list[PlanMonth] = []
        month = self.rows[0].month
        while month.year == self.year:
            row = named.get(month, PlanMonth(month))
            if row.quota is None and found:
                row = replace(row, quota=found[-1].quota)
            found.append(row)
            month = month.plus(1)
        return found


@dataclass(frozen=True)
class PlannedMonth:
    """A month as it is spent or projected; `bill` is what the payer's part comes to."""

    month: Month
    quota: int | None
    persons: int | None
    bill: int | None
    is_spent: bool
    left: int | None

    @property
    def over_quota(self) -> bool:
        """Known only for months to be paid: spending does not say for how many."""
        if self.quota is None or self.persons is None:
            return False
        return self.persons > self.quota

    def as_json(self) -> dict[str, Any]:
        return {
            "month": str(self.month),
            "quota": self.quota,
            "persons": self.persons,
            "bill": self.bill,
            "is_spent": self.is_spent,
            "left": self.left,
        }


@dataclass(frozen=True)
class Projection:
    """A plan carried to December with so many persons billed.

    `persons` is None where nobody knows how many are billed: then nothing is projected.
    """

    months: tuple[PlannedMonth, ...]
    quota_left: int | None

    @property
    def left(self) -> int | None:
        """Rupiah left after December; negative: so much is lacking."""
        return self.months[-1].left

    @property
    def money_ends(self) -> Month | None:
        """The first month that cannot be paid in full; None: the money lasts, or
        nobody can tell (`left` is None)."""
        for month in self.months:
            if month.left is not None and month.left < 0:
                return month.month
        return None

    def as_json(self) -> dict[str, Any]:
        ends = self.money_ends
        return {
            "money_ends": str(ends) if ends else None,
            "lasts": None if self.left is None else ends is None,
            "left": self.left,
            "quota_left": self.quota_left,
            "months_over_quota": [
                str(month.month) for month in self.months if month.over_quota
            ],
        }


def project(
    plan: Plan,
    billed: int | None,
    bill_of: Callable[[int], int],
    since: Month,
    extra: int = 0,
) -> Projection:
    """Carries a plan to December: months with spending as spent, all others, past ones
    too, at `billed` persons, and at `extra` more of them from the month `since` on.

    `bill_of` says what the plan's owner pays a month for so many persons.
    """
    left = plan.ceiling
    months = []
    for row in plan.months():
        persons, bill = None, row.spent
        if row.spent is None and billed is not None:
            persons = billed + (extra if row.month >= since else 0)
            bill = bill_of(persons)
        left = None if left is None or bill is None else left - bill
        months.append(
            PlannedMonth(
                row.month, row.quota, persons, bill, row.spent is not None, left
            )
        )
    return Projection(tuple(months), _quota_left(months))


def _quota_left(months: list[PlannedMonth]) -> int | None:
    """Places left in December, when every extra person is billed."""
    last = months[-1]
    if last.quota is None or last.persons is None:
        return None
    return last.quota - last.persons
