"""What every room asks of a file that a user names, before it reads it."""

from pathlib import Path

from semesta.errors import SemestaError


LARGEST_BY_HAND = 64 << 20  # bytes; the longest list that people keep by hand has one


def check_ordinary(path: Path) -> None:
    """Raises SemestaError for a folder, a device or a pipe: reading one may never end.

    What does not exist passes: opening it tells.
    """
    if path.exists() and not path.is_file():
        raise SemestaError("not_a_file", file=path.name or path)


def read_by_hand(path: Path) -> str:
    """The text of a small file that people fill in, UTF-8 with or without a mark.

    Raises SemestaError for what is no ordinary file or too large to be one, OSError
    and UnicodeDecodeError as opening and reading do: each room says what it needs.
    """
    check_ordinary(path)
    if path.exists() and path.stat().st_size > LARGEST_BY_HAND:
        raise SemestaError("file_too_large", file=path.name, most=LARGEST_BY_HAND >> 20)
    return path.read_text(encoding="utf-8-sig")
