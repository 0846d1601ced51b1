"""Region codes of the Ministry of Home Affairs: `63.09.08.2001`; the nation is `ID`."""

import re


NATION = "ID"
LEVELS = ("nation", "province", "regency", "district", "village")

_WIDTHS = (2, 2, 2, 4)
_UNDOTTED = re.compile(r"(\d\d)(?:(\d\d)(?:(\d\d)(\d{4})?)?)?")
_DOTTED = re.compile(r"\d\d(?:\.\d\d(?:\.\d\d(?:\.\d{4})?)?)?", re.ASCII)


def normal_code(text: str) -> str | None:
    """The dotted form of any usual way to write a code; None if it cannot be one.

    `6309082001`, `63.9.8.2001` and `63.09.08.2001` are the same code. Whether such a
    region exists is the tree's business.
    """
    text = text.strip()
    if text.upper() == NATION:
        return NATION
    if _DOTTED.fullmatch(text):
        return text
    if "." not in text:
        match = _UNDOTTED.fullmatch(text)
        return ".".join(filter(None, match.groups())) if match else None
    parts = text.split(".")
    if len(parts) > len(_WIDTHS) or not all(_is_number(part) for part in parts):
        return None
    padded = [part.zfill(width) for part, width in zip(parts, _WIDTHS, strict=False)]
    dotted = ".".join(padded)
    return dotted if _UNDOTTED.fullmatch(dotted.replace(".", "")) else None


def level_of(code: str) -> str:
    """The level of a dotted code, from its number of parts."""
    return "nation" if code == NATION else LEVELS[code.count(".") + 1]


def parent_of(code: str) -> str | None:
    """The dotted code one level up; None above the nation."""
    if code == NATION:
        return None
    return code.rpartition(".")[0] or NATION


def number_of(code: str) -> int:
    """A dotted code as ten digits, ended by zeros: 63.09 → 6309000000; nation 0."""
    return 0 if code == NATION else int(code.replace(".", "").ljust(10, "0"))


def code_of(number: int) -> str:
    """The dotted code of such a number: 6309000000 → 63.09."""
    text = f"{number:010d}"
    parts = [text[:2], text[2:4], text[4:6], text[6:]]
    while parts and not int(parts[-1]):
        parts.pop()
    return ".".join(parts) or NATION


def _is_number(part: str) -> bool:
    return part.isascii() and part.isdigit()
