"""Numbers and dates as they stand on a page, in either language."""

from datetime import date


MONTHS = {
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
UNKNOWN = "–"
MOST_TIMES = 1_000_000_000  # beyond these nobody needs to know how many


def count(number: int | None, language: str) -> str:
    """1.204 in Bahasa Indonesia, 1,204 in English; – when unknown."""
    if number is None:
        return UNKNOWN
    text = f"{number:,}"
    return text.replace(",", ".") if language == "id" else text


def rupiah(amount: int | None, language: str) -> str:
    """Rp37.800 in Bahasa Indonesia, Rp37,800 in English; – when unknown."""
    if amount is None:
        return UNKNOWN
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{count(abs(amount), language)}"


def percent(share: float | None, language: str) -> str:
    """98,49% in Bahasa Indonesia, 98.49% in English; rounded, for reading only."""
    if share is None:
        return UNKNOWN
    text = f"{share * 100:.2f}%"
    return text.replace(".", ",") if language == "id" else text


def printed_percent(text: str, language: str) -> str:
    """A percentage as somebody printed it: 98%, 98,49%, <25%."""
    mark = "," if language == "id" else "."
    return text.strip(" %").replace(",", ".").replace(".", mark) + "%"


def times(bits: float, language: str) -> str:
    """How many times likelier so many bits make it, rounded as far as anybody believes:
    two digits, and at most a thousand million."""
    factor = min(2 ** abs(bits), MOST_TIMES)
    if factor < 10:
        return decimal(factor, 1, language)
    unit = 10 ** max(0, len(str(int(factor))) - 2)
    return count(round(factor / unit) * unit, language)


def decimal(number: float | None, places: int, language: str) -> str:
    """0,9980 in Bahasa Indonesia, 0.9980 in English; – when unknown."""
    if number is None:
        return UNKNOWN
    text = f"{number:.{places}f}"
    return text.replace(".", ",") if language == "id" else text


def month_name(year: int, number: int, language: str) -> str:
    """`Januari 2026`."""
    return f"{MONTHS[language][number - 1]} {year}"


def long_date(day: date | None, language: str) -> str:
    """`31 Januari 2026`; – when unknown."""
    if day is None:
        return UNKNOWN
    return f"{day.day} {month_name(day.year, day.month, language)}"
