"""A rule of law and its dated values, as typed objects."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from semesta.months import Month


CONFIDENCES = ("official", "reported", "inferred", "disputed")
OPERATORS = (">=", ">")

Content = Fraction | Month | date | str | tuple[str, ...]


def decimal(text: str) -> Fraction:
    """`98.6` → exactly 493/5. Raises ValueError for anything but a plain decimal."""
    if not re.fullmatch(r"\d+(\.\d+)?", text):
        raise ValueError(text)
    return Fraction(text)


def words(text: str) -> tuple[str, ...]:
    """`Pratama, Madya` → its words in order."""
    return tuple(word.strip() for word in text.split(","))


UNITS: dict[str, Callable[[str], Content]] = {
    "percent": lambda text: decimal(text) / 100,
    "rupiah": decimal,
    "persons": decimal,
    "months": decimal,
    "days": decimal,
    "day_of_month": decimal,
    "years": decimal,
    "month": Month.parse,
    "date": date.fromisoformat,
    "fact": str,
    "list": words,
}


@dataclass(frozen=True)
class Value:
    """What a rule says from a day on.

    `content` is typed by `unit`: an exact Fraction (percent as a share of one),
    a Month, a date, a text or a tuple of texts. `above` is set for a threshold that
    is only known to lie in (`above`, `content`]. `also_printed` is the other
    operator that some sources print. `until` is the last day in force, if any.
    """

    rule: str
    start: date
    content: Content
    text: str
    unit: str
    source: str
    confidence: str
    operator: str | None = None
    above: Fraction | None = None
    also_printed: str | None = None
    until: date | None = None
    note: str | None = None

    @property
    def number(self) -> Fraction:
        """The content of a numeric rule; TypeError for another unit."""
        if not isinstance(self.content, Fraction):
            raise TypeError(f"{self.rule} is a {self.unit}, not a number")
        return self.content

    @property
    def month(self) -> Month:
        """The content of a rule whose unit is `month`; TypeError otherwise."""
        if not isinstance(self.content, Month):
            raise TypeError(f"{self.rule} is a {self.unit}, not a month")
        return self.content

    @property
    def date(self) -> date:
        """The content of a rule whose unit is `date`; TypeError otherwise."""
        if not isinstance(self.content, date):
            raise TypeError(f"{self.rule} is a {self.unit}, not a date")
        return self.content

    @property
    def words(self) -> tuple[str, ...]:
        """The content of a rule whose unit is `list`; TypeError otherwise."""
        if not isinstance(self.content, tuple):
            raise TypeError(f"{self.rule} is a {self.unit}, not a list")
        return self.content


@dataclass(frozen=True)
class Rule:
    """A named rule: what it is about (`id`, `en`) and its values, oldest first."""

    name: str
    about: dict[str, str]
    values: tuple[Value, ...]
