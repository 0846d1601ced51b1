"""What a line of status or award, a criterion and a change are called."""

from semesta.published import codes, label
from semesta.reports.words import say, texts


LONGEST_CAUSE = 90  # characters: a reason stands as the card has it


def line_name(category: str, route: str | None, language: str) -> str:
    """`Madya jalur A`; the category alone where it has one route only."""
    name = label("category", category, language)
    key = f"route_{route}"
    return say(key, language, category=name) if key in texts() else name


def criterion_name(code: str, language: str) -> str:
    """`tingkat keaktifan`; KeyError for a criterion that the law does not have."""
    return say(f"criterion_{code}", language)


def change_name(kind: str, cause: str | None, language: str) -> str:
    """`menjadi nonaktif: PHK`; codes, also those of from>to, by their names."""
    name = label("change", kind, language)
    if not cause:
        return name
    parts = [_name_of(part, language) for part in cause.split(">")]
    told = " → ".join(part for part in parts if part) if all(parts) else cause
    return f"{name}: {shortened(told, LONGEST_CAUSE)}"


def shortened(text: str, most: int) -> str:
    """What others wrote, at most so many characters of it."""
    return text if len(text) <= most else text[: most - 1].rstrip(" ;,.") + "…"


def _name_of(code: str, language: str) -> str | None:
    """None for a reason, which stands as the card has it."""
    for kind in ("segment", "card_state", "state"):
        if code in codes(kind):
            return label(kind, code, language)
    key = f"cause_{code}"
    return say(key, language) if key in texts() else None
