"""How much memory there is."""

import os
import sys
from pathlib import Path


CONTAINER_LIMIT = Path("/sys/fs/cgroup/memory.max")


def memory_bytes() -> int | None:
    """Memory of the machine, or of the container that it is; None where unknown."""
    if sys.platform == "win32":
        return _windows_memory()
    try:
        held = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (OSError, ValueError):
        return None
    try:
        return min(held, int(CONTAINER_LIMIT.read_text(encoding="ascii")))
    except (OSError, ValueError):  # no container, or one without a limit
        return held


def _windows_memory() -> int | None:
    """`GlobalMemoryStatusEx` fills 64 bytes; the second eight are the whole memory."""
    import ctypes

    status = (ctypes.c_uint64 * 8)(64)
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    return status[1] if kernel.GlobalMemoryStatusEx(ctypes.byref(status)) else None
