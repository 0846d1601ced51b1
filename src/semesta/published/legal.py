"""Why a run may hold its files: what the controller of the data states."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from semesta.errors import SemestaError
from semesta.files import read_by_hand


NOT_STATED = "not stated"


@dataclass(frozen=True)
class Legal:
    """Legal basis, agreement and its expiry, purpose, deletion date; None: not stated."""

    basis: str | None = None
    agreement: str | None = None
    expiry: date | None = None
    purpose: str | None = None
    deletion_date: date | None = None

    @property
    def missing(self) -> list[str]:
        """What is not stated: said on every output."""
        return [key for key, value in asdict(self).items() if value is None]

    def as_json(self) -> dict[str, str]:
        return {
            key: NOT_STATED if value is None else str(value)
            for key, value in asdict(self).items()
        }

    @classmethod
    def from_json(cls, text: dict[str, str]) -> "Legal":
        """The reverse of `as_json`."""
        return cls(
            **{
                key: _value(key, value, "manifest.json")
                for key, value in text.items()
                if value != NOT_STATED
            }
        )


KEYS = tuple(field.name for field in fields(Legal))
DATES = ("expiry", "deletion_date")


def read_legal(path: Path) -> Legal:
    """Reads a YAML file with any of the keys of Legal; dates are YYYY-MM-DD.

    Raises SemestaError for an unreadable file, an unknown key or a bad date.
    """
    try:
        text = yaml.safe_load(read_by_hand(path))
    except (OSError, yaml.YAMLError, ValueError, RecursionError) as error:
        raise SemestaError("published.legal_unreadable", file=path.name) from error
    if not isinstance(text, dict | None):
        raise SemestaError("published.legal_unreadable", file=path.name)
    unknown = [str(key) for key in text or {} if key not in KEYS]
    if unknown:
        raise SemestaError(
            "published.legal_unknown_key",
            file=path.name,
            found=", ".join(unknown),
            known=", ".join(KEYS),
        )
    stated = {key: value for key, value in (text or {}).items() if value is not None}
    return Legal(**{k: _value(k, v, path.name) for k, v in stated.items()})


def legal_of(answers: dict[str, str]) -> Legal:
    """What was answered on a terminal; an empty answer is not stated.

    Raises SemestaError for a bad date.
    """
    given = {key: text for key, text in answers.items() if text.strip()}
    return Legal(**{key: _value(key, text, "terminal") for key, text in given.items()})


def _value(key: str, value: Any, file: str) -> Any:
    if key not in DATES:
        return " ".join(str(value).split()) or None
    try:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise SemestaError("published.legal_bad_date", file=file, key=key) from None
