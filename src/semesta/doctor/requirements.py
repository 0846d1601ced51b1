"""What the package asks of others, read from its own metadata."""

import operator
import re
from collections.abc import Callable


REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?P<wanted>[^;]*)(?P<when>.*)")
BOUND = re.compile(r"(>=|<=|==|!=|<|>)\s*([0-9][0-9.]*)")
COMPARE: dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
}


def split(requirement: str) -> tuple[str, str] | None:
    """`duckdb<2.1,>=1.5` → name and bounds; None for what only an extra asks."""
    match = REQUIREMENT.fullmatch(requirement)
    if match is None or "extra" in match["when"]:
        return None
    return match["name"], match["wanted"].strip()


def fits(installed: str, wanted: str) -> bool:
    """Whether version 2.0.0 keeps the bounds `<2.1,>=1.5.5`."""
    return all(
        COMPARE[sign](*_same_length(_numbers(installed), _numbers(bound)))
        for sign, bound in BOUND.findall(wanted)
    )


def _numbers(version: str) -> tuple[int, ...]:
    """2.0.0rc1 → (2, 0, 0): what stands behind the numbers decides nothing here."""
    found = re.match(r"\d+(\.\d+)*", version)
    return tuple(map(int, found[0].split("."))) if found else ()


def _same_length(
    one: tuple[int, ...], other: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """2.0 and 2.0.0 are the same version."""
    length = max(len(one), len(other))
    return _filled(one, length), _filled(other, length)


def _filled(numbers: tuple[int, ...], length: int) -> tuple[int, ...]:
    return (*numbers, *[0] * (length - len(numbers)))
