"""A calendar month, the unit of every run: `2026-01`."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month; ordered; prints as `YYYY-MM`."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Month":
        """`2026-01` → Month. Raises ValueError for anything else."""
        match = re.fullmatch(r"(\d{4})-(\d{2})", text.strip())
        if not match:
            raise ValueError(f"not a month (YYYY-MM): {text!r}")
        year, number = int(match[1]), int(match[2])
        if not (1900 <= year <= 2200 and 1 <= number <= 12):
            raise ValueError(f"no such month: {text!r}")
        return cls(year, number)

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month that a day lies in."""
        return cls(day.year, day.month)

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The reference date of a run."""
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    def day_before(self, months: int) -> date:
        """The day so many months before the last day; its month's last, if shorter."""
        then = self.plus(-months)
        return date(then.year, then.number, min(self.last_day.day, then.last_day.day))

    def plus(self, months: int) -> "Month":
        """The month so many months later (earlier when negative)."""
        index = self.year * 12 + self.number - 1 + months
        return Month(index // 12, index % 12 + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"
