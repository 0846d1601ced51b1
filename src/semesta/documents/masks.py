"""Values of persons as they may be printed: enough to recognise, not to know."""

import re
from typing import Literal

from lokal import partial_mask


HIDDEN = "***"


def masked_nik(nik: str | None) -> str:
    """`6309012304900001` → `6309********0001`; what is not 16 digits is hidden."""
    return _masked_digits("NIK", nik, 16)


def masked_card(noka: str | None) -> str:
    """`0001092525596` → `*********5596`; what is not 13 digits is hidden."""
    return _masked_digits("BPJS", noka, 13)


def masked_name(name: str | None) -> str:
    """`SITI AMINAH` → `S*** A***`; empty when there is no name."""
    return partial_mask("NAME", name.strip()) if name and name.strip() else ""


def _masked_digits(kind: Literal["NIK", "BPJS"], value: str | None, length: int) -> str:
    """A broken number is hidden whole: its ends may be all that there is of it."""
    if not value:
        return ""
    if not re.fullmatch(rf"[0-9]{{{length}}}", value):
        return HIDDEN
    return partial_mask(kind, value)
