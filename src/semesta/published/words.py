"""What a code of the contract is called on a page."""

from functools import cache

from semesta.errors import SemestaError
from semesta.own_yaml import own_yaml


@cache
def vocabulary() -> dict[str, dict[str, dict[str, str]]]:
    """kind → code → language → label."""
    return own_yaml("semesta.published", "words.yaml")


def codes(kind: str) -> tuple[str, ...]:
    """The closed list of codes of a kind, in the order of the page."""
    return tuple(vocabulary()[kind])


def label(kind: str, code: str, language: str = "id") -> str:
    """`label("finding", "duplicate")` → `kartu ganda`.

    Raises SemestaError for a kind or code that the contract does not know.
    """
    try:
        return vocabulary()[kind][code][language]
    except KeyError:
        raise SemestaError("published.unknown_word", kind=kind, word=code) from None
