"""The words of the reports: every `words*.yaml` beside this file, in both languages."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files

from semesta import documents
from semesta.months import Month
from semesta.own_yaml import own_yaml
from semesta.published import label


MINUS = "\u2212"


@cache
def texts() -> dict[str, dict[str, str]]:
    """key → language → text, of all files together."""
    found: dict[str, dict[str, str]] = {}
    folder = files("semesta.reports")
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.startswith("words") and path.name.endswith(".yaml"):
            found |= own_yaml("semesta.reports", path.name)
    return found


def say(key: str, language: str, **parts: object) -> str:
    """A text with its parts filled in; KeyError for a key that nobody wrote."""
    text = texts()[key][language]
    return text.format(**parts) if parts else text


class Voice:
    """One language: its texts, its numbers, the contract's words."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, **parts: object) -> str:
        return say(key, self.language, **parts)

    def count(self, number: int | str | None) -> str:
        """A number of persons; what was withheld stays as it is."""
        if isinstance(number, str):
            return number
        return documents.count(number, self.language)

    def percent(self, share: float | None) -> str:
        return documents.percent(share, self.language)

    def printed(self, text: str) -> str:
        return documents.printed_percent(text, self.language)

    def line(self, share: Fraction) -> str:
        """A threshold without needless decimals: 80%, 98,6%."""
        text = f"{float(share * 100):g}%"
        return text.replace(".", ",") if self.language == "id" else text

    def points(self, effect: float) -> str:
        """A signed change of a rate, in percentage points."""
        text = documents.decimal(abs(effect) * 100, 2, self.language)
        sign = MINUS if effect < 0 else "+" if effect else ""
        return f"{sign}{text}"

    def signed(self, number: int) -> str:
        sign = MINUS if number < 0 else "+" if number else ""
        return f"{sign}{self.count(abs(number))}"

    def rupiah(self, amount: int | None) -> str:
        return documents.rupiah(amount, self.language)

    def date(self, day: date | None) -> str:
        return documents.long_date(day, self.language)

    def month(self, month: Month) -> str:
        return documents.month_name(month.year, month.number, self.language)

    def label(self, kind: str, code: str) -> str:
        return label(kind, code, self.language)

    def semester(self, semester: str | None) -> str:
        """`2025-1` → `Semester I 2025`; another text as it stands."""
        year, _, half = (semester or "").partition("-")
        if half not in ("1", "2"):
            return semester or "–"
        return self(f"semester_{half}", year=year)

    def capital(self, text: str) -> str:
        """The first letter large; the others stay as they are (`UHC`, `Madya`)."""
        return text[:1].upper() + text[1:]

    def listed(self, words: Iterable[str]) -> str:
        return ", ".join(words)
