"""The words and tables that every part of what `semesta gap` prints is made of."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from rich.table import Table

from semesta.documents import count, month_name, rupiah
from semesta.months import Month
from semesta.own_yaml import own_yaml
from semesta.published import label
from semesta.terminal.page import Page


Row = Mapping[str, Any]
STATUS = "status"  # in the place of an edition: the lines of UHC and UHC Prioritas


@cache
def _texts() -> dict[str, dict[str, str]]:
    return own_yaml("semesta.terminal", "gap.yaml")


class GapWords(Page):
    """A page with the texts of `gap.yaml` beside those of every page."""

    def say(self, key: str, **parts: object) -> str:
        if key not in _texts():
            return super().say(key, **parts)
        return _texts()[key][self.language].format(**parts)

    def table(self, headers: Iterable[str], numbers: int = 0) -> Table:
        """A table whose amounts are never cut: half an amount is another amount."""
        table = super().table(headers, numbers)
        for column in table.columns:
            column.overflow = "fold"
            column.no_wrap = column.justify == "right"
        return table

    def persons(self, number: int | None, at_most: bool | None = False) -> str:
        """`1.204`, `≤ 1.204`; – where nobody can tell."""
        text = count(number, self.language)
        return self.say("at_most", count=text) if at_most and number else text

    def rupiah(self, amount: int | None) -> str:
        return rupiah(amount, self.language)

    def month(self, text: str) -> str:
        month = Month.parse(text)
        return month_name(month.year, month.number, self.language)

    def line_name(self, line: Row) -> str:
        """`UHC`, `Madya jalur A 2026`."""
        name = line["label"][self.language]
        if line["edition"] == STATUS:
            return name
        return self.say("line_of", label=name, edition=line["edition"])

    def verdict(self, verdict: str) -> str:
        return label("verdict", verdict, self.language)

    def headers(self, *keys: str) -> list[str]:
        return [self.say(key) for key in keys]

    def paragraph(self, key: str, **parts: object) -> None:
        self.console.print(self.say(key, **parts))
