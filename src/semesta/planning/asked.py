"""What a person types: a change of the population, a share, a first month."""

import re
from collections.abc import Iterable
from fractions import Fraction

from semesta.errors import SemestaError
from semesta.months import Month


CHANGE = re.compile(
    r"(?:(?P<code>[\d.]+)=)?(?P<sign>[+\-−]?)"
    r"(?P<count>\d{1,3}(?:[.,]\d{3}){1,2}|\d{1,9})"
)
PERCENT = re.compile(r"(\d+)(?:[.,](\d+))?\s*%?")


def read_changes(texts: Iterable[str]) -> int | dict[str, int]:
    """`+400` → 400 for the only region; `34.71=+400`, `34.72=-1.200` → per region.

    Raises `planning.bad_change`.
    """
    found: dict[str, int] = {}
    for text in texts:
        match = CHANGE.fullmatch(text.strip())
        code = match["code"] or "" if match else ""
        if match is None or code in found or (found and "" in (code, *found)):
            raise SemestaError("planning.bad_change", found=text)
        count = int(re.sub(r"\D", "", match["count"]))
        found[code] = -count if match["sign"] in ("-", "−") else count
    return found[""] if "" in found else found


def read_share(text: str, option: str) -> Fraction:
    """`40%`, `0,64` (percent) → a share of one. Raises `planning.bad_share`."""
    match = PERCENT.fullmatch(text.strip())
    share = Fraction(f"{match[1]}.{match[2] or 0}") / 100 if match else None
    if share is None or share > 1:
        raise SemestaError("planning.bad_share", option=option, found=text)
    return share


def read_start(text: str) -> Month:
    """`2026-03` → the first month that is paid. Raises `planning.bad_start`."""
    try:
        return Month.parse(text)
    except ValueError:
        raise SemestaError("planning.bad_start", found=text) from None
