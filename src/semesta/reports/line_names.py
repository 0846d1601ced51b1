"""What a line of status or award, a criterion and a change are called."""

from semesta.published import label, label_change
from semesta.reports.words import say, texts


LONGEST_CHANGE = 120  # characters: a reason stands as the card has it


def line_name(category: str, route: str | None, language: str) -> str:
    """`Madya jalur A`; the category alone where it has one route only."""
    name = label("category", category, language)
    key = f"route_{route}"
    return say(key, language, category=name) if key in texts() else name


def criterion_name(code: str, language: str) -> str:
    """`tingkat keaktifan`; KeyError for a criterion that the law does not have."""
    return say(f"criterion_{code}", language)


def change_name(kind: str, cause: str | None, language: str) -> str:
    """As everywhere (`label_change`), a reason from a card cut to a line."""
    return shortened(label_change(kind, cause, language), LONGEST_CHANGE)


def shortened(text: str, most: int) -> str:
    """What others wrote, at most so many characters of it."""
    return text if len(text) <= most else text[: most - 1].rstrip(" ;,.") + "…"
