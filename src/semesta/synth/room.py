"""Whether the disk has room: said before anything is made."""

import shutil

from semesta.errors import SemestaError
from semesta.synth.request import Request


# Measured: bytes a person and month of both registers, bill, deciles and truth.
BYTES = {"csv": 460, "parquet": 115}
TO_SPARE = 1.1
GIB = 1 << 30


def bytes_needed(request: Request, people: int) -> int:
    return int(people * request.months * BYTES[request.format] * TO_SPARE)


def check_room(request: Request, people: int) -> None:
    """Raises SemestaError where the disk of `out` has less room than is needed."""
    free = shutil.disk_usage(request.out.parent).free
    needed = bytes_needed(request, people)
    if needed > free:
        raise SemestaError(
            "synth.disk_too_small",
            needed=f"{needed / GIB:.1f}",
            free=f"{free / GIB:.1f}",
        )
