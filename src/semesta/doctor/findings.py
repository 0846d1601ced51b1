"""One line of the examination: what was found, how bad it is, what to do."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from semesta.documents import count, decimal
from semesta.errors import SemestaError
from semesta.own_yaml import own_yaml


VERDICTS = ("ok", "attention", "failed")


@dataclass(frozen=True)
class Finding:
    """An entry of `texts.yaml` and what fills its texts.

    Numbers are printed as the language has them; an error says what it says.
    """

    code: str
    parts: dict[str, Any] = field(default_factory=dict)

    @property
    def verdict(self) -> str:
        """`ok`, `attention` or `failed`."""
        return texts()[self.code]["verdict"]

    def found(self, language: str = "id") -> str:
        return self._text("found", language)

    def do(self, language: str = "id") -> str:
        """What to do; empty when all is well."""
        return self._text("do", language) if "do" in texts()[self.code] else ""

    def _text(self, part: str, language: str) -> str:
        shown = {name: _shown(value, language) for name, value in self.parts.items()}
        return texts()[self.code][part][language].format(**shown)


def finding(code: str, /, **parts: Any) -> Finding:
    """`finding("disk_low", folder=…, free=…)`."""
    return Finding(code, parts)


@cache
def texts() -> dict[str, dict[str, Any]]:
    """Every finding that there can be: verdict, found, do."""
    return own_yaml("semesta.doctor", "texts.yaml")


def _shown(value: Any, language: str) -> Any:
    if isinstance(value, SemestaError):
        return value.text(language)
    if isinstance(value, float):
        return decimal(value, 1, language)
    return count(value, language) if isinstance(value, int) else value
