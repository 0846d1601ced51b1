"""How much memory a run may take, how much of that the engine gets, and how many threads."""

import os
import re

from semesta.doctor import memory_bytes
from semesta.errors import SemestaError


MB = 1_000_000
UNITS = {"MB": MB, "GB": 1_000 * MB}
# What Python, Arrow and the names hold beside the engine, measured at 1 M people.
BESIDE_THE_ENGINE = 500 * MB
LEAST = 800 * MB
# More than this the stages hardly use: what does not fit spills, part by part.
MOST_UNASKED = 1_500 * MB
# Reading and cleaning stream: more memory would only fill.
MOST_OF_REGISTERS = 700 * MB
PER_THREAD = 200 * MB
# What a row of either register takes while a part is linked and covered.
PER_ROW = 500


def read_memory(text: str) -> int:
    """Bytes of `4GB` or `900MB`. Raises SemestaError for anything else, or too little."""
    found = re.fullmatch(r"\s*(\d+(?:[.,]\d+)?)\s*(MB|GB)\s*", text.upper())
    if not found:
        raise SemestaError("memory_unreadable")
    size = int(float(found[1].replace(",", ".")) * UNITS[found[2]])
    if size < LEAST:
        raise SemestaError("memory_too_small", least=LEAST // MB)
    return size


def engine_memory(asked: int | None) -> int:
    """Bytes for the engine, so that the run stays within what was asked for.

    Unasked, a run takes no more than half of the machine, nor more than it can use.
    """
    if asked is not None:
        return asked - BESIDE_THE_ENGINE
    machine = memory_bytes()
    half = MOST_UNASKED if machine is None else machine // 2 - BESIDE_THE_ENGINE
    return max(LEAST - BESIDE_THE_ENGINE, min(MOST_UNASKED, half))


def threads(asked: int | None, engine: int) -> int:
    """How much may be done at a time: each thread needs memory of its own."""
    return max(1, min(asked or cores(), engine // PER_THREAD))


def rows_per_part(engine: int) -> int:
    """How many rows of both registers together may be one part."""
    return engine // PER_ROW


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def for_registers(engine: int) -> int:
    """Bytes for the engine while registers are read and cleaned."""
    return min(engine, MOST_OF_REGISTERS)


def in_megabytes(size: int) -> str:
    """As the engine wants it."""
    return f"{size // MB}MB"
