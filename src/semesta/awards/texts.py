"""The words of decisions, Bahasa Indonesia first; templates in `texts.yaml`."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from semesta.awards.intervals import NOTHING_KNOWN, Interval
from semesta.errors import LANGUAGES
from semesta.law import Value
from semesta.own_yaml import own_yaml


MOST_DECIMALS = 6
SHORT_DECIMALS = 4


@dataclass(frozen=True)
class Text:
    """One message in both languages."""

    id: str
    en: str

    def in_language(self, language: str) -> str:
        return self.id if language == "id" else self.en

    def __bool__(self) -> bool:
        return bool(self.id)


@cache
def templates() -> dict[str, dict[str, str]]:
    return own_yaml("semesta.awards", "texts.yaml")


def phrase(key: str, **parts: "Text | str | int") -> Text:
    """A template filled in both languages; a Text gives its own language."""
    template = templates()[key]
    filled = {
        language: template[language].format(
            **{
                name: part.in_language(language) if isinstance(part, Text) else part
                for name, part in parts.items()
            }
        )
        for language in LANGUAGES
    }
    return Text(**filled)


def joined(texts: Iterable[Text], separator: str = ", ") -> Text:
    """Several texts as one."""
    items = list(texts)
    return Text(
        separator.join(item.id for item in items),
        separator.join(item.en for item in items),
    )


def measure_name(name: str) -> Text:
    """The word on the page for a measure or a fact."""
    return phrase(f"name_{name}")


def percent(value: Fraction, against: Fraction | None = None) -> Text:
    """A share as a percentage with two decimals: `98,49%`, `98.49%`.

    More decimals where rounding would hide on which side of `against` it lies:
    51,327 of 64,159 prints 79.9997%, not 80.00%.
    """
    decimals = 2
    while decimals < MOST_DECIMALS and hides(value, against, decimals):
        decimals += 1
    digits = f"{rounded(value, decimals):0{decimals + 1}d}"
    return number(f"{digits[:-decimals]}.{digits[-decimals:]}", "%")


def rounded(value: Fraction, decimals: int) -> int:
    """A share in units of the last printed decimal of its percentage, half up."""
    return int(value * 100 * 10**decimals + Fraction(1, 2))


def hides(value: Fraction, against: Fraction | None, decimals: int) -> bool:
    if against is None or value == against:
        return False
    return rounded(value, decimals) == against * 100 * 10**decimals


def number(decimal: str, unit: str = "") -> Text:
    """A decimal text in both styles."""
    return Text(decimal.replace(".", ",") + unit, decimal + unit)


def persons(count: int) -> Text:
    """A count with thousands: `1.204`, `1,204`."""
    english = f"{count:,}"
    return Text(english.replace(",", "."), english)


def bound(value: Fraction, against: Fraction | None = None) -> Text:
    """An end of an interval: in full where it is a short decimal (`97,5%`)."""
    scaled = value * 100 * 10**SHORT_DECIMALS
    if scaled.denominator > 1:
        return percent(value, against)
    return number(f"{Decimal(int(scaled)).scaleb(-SHORT_DECIMALS).normalize():f}", "%")


def shown(
    interval: Interval, against: Fraction | None = None, as_printed: bool = False
) -> Text:
    """An interval as a reader knows it.

    `as_printed` gives back the figure that was rounded (`98%`), otherwise the
    range that it stands for (`antara 97,5% dan 98,5%`).
    """
    if interval == NOTHING_KNOWN:
        return phrase("unknown_value")
    if interval.exact is not None:
        return percent(interval.low, against)
    if as_printed and interval.rounded_from is not None:
        return bound(interval.rounded_from)
    low = bound(interval.low, against)
    if interval.high is None:
        return phrase("more_than" if interval.low_open else "at_least", value=low)
    return phrase("between", low=low, high=bound(interval.high, against))


def needed(value: Value) -> Text:
    """What a rule asks for: `≥ 98%`, `2025-09`, `ya`."""
    if value.unit == "month":
        return phrase("paid_through", month=value.text)
    if value.unit != "percent":
        return phrase("fact_ya")
    threshold = number(value.text, "%")
    if value.above is not None:
        return phrase("inferred_line", low=percent(value.above), high=threshold)
    return phrase(
        "line", sign=">" if value.operator == ">" else "≥", threshold=threshold
    )
