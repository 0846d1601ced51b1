"""The two lines of UHC by law on a day, and how many persons a place lacks to them."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

from semesta.law import Value, rulebook


@dataclass(frozen=True)
class Lines:
    """Least coverage and least activity of UHC, with operator and source."""

    coverage: Value
    active: Value


def uhc_lines(on: date) -> Lines:
    """The lines in force on a day. Raises SemestaError before the first."""
    rules = rulebook()
    return Lines(
        rules.value("uhc_status.coverage", on), rules.value("uhc_status.active", on)
    )


def persons_short(count: int | None, population: int | None, line: Value) -> int | None:
    """Persons missing to the line, exactly; None where either count is unknown."""
    if count is None or not population:
        return None
    needed = Fraction(line.number) * population
    least = floor(needed) + 1 if line.operator == ">" else ceil(needed)
    return max(0, least - count)
