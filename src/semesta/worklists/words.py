"""What stands on the sheets, in either language."""

from functools import cache

from semesta.own_yaml import own_yaml


@cache
def _words() -> dict[str, dict[str, dict[str, str]]]:
    return own_yaml("semesta.worklists", "words.yaml")


def codes(kind: str) -> tuple[str, ...]:
    """Every code of a kind, in the order of the page."""
    return tuple(_words()[kind])


def word(kind: str, code: str, language: str, **parts: object) -> str:
    """`word("state", "unregistered", "id")` → `belum terdaftar`."""
    return _words()[kind][code][language].format(**parts)


def fixed(kind: str, language: str) -> dict[str, str]:
    """The words of a kind that have nothing to be filled in, by code."""
    said = {code: texts[language] for code, texts in _words()[kind].items()}
    return {code: text for code, text in said.items() if "{" not in text}
