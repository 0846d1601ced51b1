"""The words of the export in both languages."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from semesta.own_yaml import own_yaml


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Key → language → text."""
    return own_yaml("semesta.disclosure", "texts.yaml")


def say(key: str, language: str, **parameters: Any) -> str:
    """A text with its parameters filled in."""
    return texts()[key][language].format(**parameters)
