"""How single cells of the page read: a rate that is open, a criterion, its line."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from semesta.months import Month
from semesta.published import Legal
from semesta.reports.figures import Row
from semesta.reports.words import Voice


RATIOS = ("coverage", "active", "local_government")
SIGNS = {">=": "≥", ">": ">", "=": ""}


class Cells:
    """The cells of one language."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice

    def span(self, low: float | None, high: float | None) -> str:
        """`98,36% – 98,47%`, or one rate where both read the same."""
        ends = self.voice.percent(low), self.voice.percent(high)
        if high is None or ends[0] == ends[1]:
            return ends[0]
        return self.voice("between", low=ends[0], high=ends[1])

    def criterion_value(self, row: Row) -> str:
        """What a region has: a rate, a fact, a month; – when not known."""
        low, high = row["low"], row["high"]
        if low is None:
            return "–"
        if row["criterion"] in RATIOS:
            return self.span(float(low) / 100, float(high) / 100 if high else None)
        return self._fact(low)

    def criterion_line(self, row: Row) -> str:
        """What a criterion asks for: `≥ 80%`, `ya`, `≥ September 2025`."""
        text = row["threshold"]
        if row["criterion"] in RATIOS:
            text = f"{text.replace('.', ',') if self.voice.language == 'id' else text}%"
        else:
            text = self._fact(text)
        return f"{SIGNS[row['operator']]} {text}".strip()

    def _fact(self, text: str) -> str:
        if text in ("ya", "tidak"):
            return self.voice(f"fact_{text}")
        try:
            return self.voice.month(Month.parse(text))
        except ValueError:
            return text

    def legal(self, found: Legal) -> list[tuple[str, str]]:
        """What the controller states beside purpose and deletion, which the stamp has."""
        values = {
            name: getattr(found, name) for name in ("basis", "agreement", "expiry")
        }
        return [
            (self.voice(f"legal_{name}"), self._stated(value))
            for name, value in values.items()
        ]

    def _stated(self, value: Any) -> str:
        if isinstance(value, date):
            return self.voice.date(value)
        return value or self.voice("unknown")

    def globals(self) -> Mapping[str, Callable]:
        """What a template calls."""
        return {
            "span": self.span,
            "criterion_value": self.criterion_value,
            "criterion_line": self.criterion_line,
        }
