"""What a printed or counted figure can stand for, as an exact interval."""

import re
from dataclasses import dataclass, field
from fractions import Fraction

from semesta.errors import SemestaError


@dataclass(frozen=True)
class Interval:
    """Every value that a figure allows, as shares of one; `high` None: no bound.

    `rounded_from` remembers the printed figure whose rounding the interval is.
    """

    low: Fraction
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False
    rounded_from: Fraction | None = field(default=None, compare=False)

    @property
    def exact(self) -> Fraction | None:
        """The one value of a single point, None otherwise."""
        return self.low if self.low == self.high else None

    def below(self, other: "Interval") -> bool:
        """Every value of this interval is smaller than every one of the other."""
        if self.high is None or self.high > other.low:
            return False
        return self.high < other.low or self.high_open or other.low_open

    def agrees_with(self, other: "Interval") -> bool:
        """The two have a value in common."""
        return not self.below(other) and not other.below(self)

    def within(self, other: "Interval") -> bool:
        """Every value of this interval is one of the other."""
        return self.hull(other) == other

    def hull(self, other: "Interval") -> "Interval":
        """The smallest interval around both."""
        low, low_open = min((self.low, self.low_open), (other.low, other.low_open))
        if self.high is None or other.high is None:
            return Interval(low, None, low_open)
        high, closed = max(
            (self.high, not self.high_open), (other.high, not other.high_open)
        )
        return Interval(low, high, low_open, not closed)


NOTHING_KNOWN = Interval(Fraction(0), None)
PRINTED = re.compile(r"(>=|<=|>|<|≥|≤)?\s*(\d+)(?:[.,](\d+))?\s*%?")


def printed(text: str) -> Interval:
    """The interval that a printed percentage stands for.

    `98` is [97.5, 98.5) because it may be rounded, `98,49` is [98.485, 98.495),
    `>95` has an open lower bound, `>=98` a closed one. Coverage may exceed 100.
    Raises `awards.not_a_percentage`.
    """
    match = PRINTED.fullmatch(text.strip())
    if not match:
        raise SemestaError("awards.not_a_percentage", text=text)
    operator, whole, decimals = match[1], match[2], match[3] or ""
    value = Fraction(f"{whole}.{decimals or 0}") / 100
    if operator in (">", ">=", "≥"):
        return Interval(value, None, low_open=operator == ">")
    if operator:
        return Interval(Fraction(0), value, high_open=operator == "<")
    half = Fraction(1, 200 * 10 ** len(decimals))
    low = max(value - half, Fraction(0))
    return Interval(low, value + half, high_open=True, rounded_from=value)
