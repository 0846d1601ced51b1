"""Amounts and months as bills write them; what can be read in two ways is refused."""

import re
from datetime import date, timedelta
from decimal import Decimal

from semesta.registers.cleaning import code_of


MISSING = "amount_missing"
UNREADABLE = "amount_unreadable"
NEGATIVE = "amount_negative"
TOO_MUCH = 10**12  # rupiah in one line: a card number in the wrong column

_NOISE = re.compile(r"[\s'`’\u00a0\u200b\ufeff]|^(RP|IDR)\.?|(,|\.)-+$")
_WHOLE = re.compile(r"\d+")
_THOUSANDS = re.compile(
    r"(\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?|(\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?"
)
_DECIMALS = re.compile(r"(\d+)[.,](\d{1,2})")
_DAY_ONE = date(1899, 12, 30)  # of the days that spreadsheets count
_SERIALS = range(36526, 73051)  # the years 2000 to 2099


def amount_of(text: str | None, is_number: bool) -> int | str:
    """Whole rupiah (`Rp37.800,00`, `37,800.00`, `37.800`), or why there is none.

    In a text, three digits behind a point or a comma are thousands; in a number cell
    a point is a fraction, so that 37.8 is no 37,800. Nothing is rounded.
    """
    bare = _NOISE.sub("", _NOISE.sub("", (text or "").strip().upper()))
    if bare in ("", "-", "–"):
        return MISSING
    if bare.startswith("-") or (bare.startswith("(") and bare.endswith(")")):
        return NEGATIVE
    value = _number(bare) if is_number else _text(bare)
    return UNREADABLE if value is None or value >= TOO_MUCH else value


def _number(bare: str) -> int | None:
    try:
        value = Decimal(bare)
        return int(value) if value == int(value) else None
    except (ArithmeticError, ValueError):
        return None


def _text(bare: str) -> int | None:
    if _WHOLE.fullmatch(bare):
        return int(bare)
    if match := _THOUSANDS.fullmatch(bare):
        dots, cents, commas, others = match.groups()
        whole = re.sub(r"[.,]", "", dots or commas)
        return None if int(cents or others or 0) else int(whole)
    match = _DECIMALS.fullmatch(bare)
    return int(match[1]) if match and not int(match[2]) else None


def month_of(text: str) -> tuple[int | None, int] | None:
    """Year and month of `2026-01`, `01/2026`, `202601`, `Januari 2026`, `Jan-26`, a day
    or a spreadsheet's serial number; the year is None where none is written. None for
    what is no month, or two."""
    bare = re.sub(r"[T ]+\d{1,2}:\d{2}.*$", "", text.upper().strip())
    bare = re.sub(r"[^A-Z0-9]+", " ", bare).strip()
    bare = re.sub(r"^(BULAN|BLN|PERIODE) ", "", bare)
    named = re.sub(r"[A-Z]+", _number_of_month, bare)
    parts = re.sub(r"(?<=[A-Z])(?=\d)|(?<=\d)(?=[A-Z])", " ", named).split()
    names = len(re.findall(r"[A-Z]+", bare))
    return _year_and_month(parts, names == 1) if names < 2 else None


def _number_of_month(word: re.Match[str]) -> str:
    """` 01 ` for JANUARI; a word that is no month stays and spoils the whole."""
    number = code_of("months", word[0])
    return f" {int(number):02d} " if number else word[0]


def _year_and_month(parts: list[str], has_name: bool) -> tuple[int | None, int] | None:
    shape = tuple(map(len, parts)) if all(map(str.isdigit, parts)) else ()
    if len(shape) == 1:
        return _of_digits(parts[0])
    if len(shape) == 3 and shape[0] == 4:  # 2026-01-31
        return _checked(parts[0], parts[1])
    if len(shape) == 3 and shape[2] == 4:  # 31-01-2026
        return _checked(parts[2], parts[1])
    if len(shape) == 2 and shape[0] == 4:
        return _checked(parts[0], parts[1])
    if len(shape) == 2 and shape[1] == 4:
        return _checked(parts[1], parts[0])
    if shape == (2, 2) and has_name:  # Jan-26, in a column of months
        return _checked(f"20{parts[1]}", parts[0])
    return None


def _of_digits(digits: str) -> tuple[int | None, int] | None:
    if len(digits) <= 2:
        return (None, int(digits)) if 1 <= int(digits) <= 12 else None
    if len(digits) == 5 and int(digits) in _SERIALS:
        day = _DAY_ONE + timedelta(days=int(digits))
        return day.year, day.month
    if len(digits) == 6:
        return _checked(digits[:4], digits[4:]) or _checked(digits[2:], digits[:2])
    if len(digits) == 8:
        return _checked(digits[:4], digits[4:6])
    return None


def _checked(year: str, month: str) -> tuple[int, int] | None:
    known = 1900 < int(year) < 2200 and 1 <= int(month) <= 12 and len(month) <= 2
    return (int(year), int(month)) if known else None
