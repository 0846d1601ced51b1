"""What stands on the sheet and what is said about it, in either language."""

from functools import cache

from semesta.own_yaml import own_yaml


@cache
def _words() -> dict[str, dict[str, dict[str, str]]]:
    return own_yaml("semesta.review", "words.yaml")


def word(kind: str, code: str, language: str, **parts: object) -> str:
    """`word("verdict", "same", "id")` → `sama`."""
    return _words()[kind][code][language].format(**parts)


def every_word(kind: str, code: str) -> tuple[str, ...]:
    """A word in every language: what may stand on a sheet that comes back."""
    return tuple(_words()[kind][code].values())


def codes(kind: str) -> tuple[str, ...]:
    """Every code of a kind, in the order of the page."""
    return tuple(_words()[kind])
