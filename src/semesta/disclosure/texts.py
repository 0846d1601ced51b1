"""The words of the export in both languages."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Key → language → text."""
    path = files("semesta.disclosure") / "texts.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def say(key: str, language: str, **parameters: Any) -> str:
    """A text with its parameters filled in."""
    return texts()[key][language].format(**parameters)
