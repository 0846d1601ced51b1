"""The machine and the versions that a measure was taken with."""

import os
import platform
from importlib.metadata import version
from pathlib import Path


def machine() -> dict[str, str]:
    """What a reader needs to compare the figures with those of another machine."""
    return {
        "Processor": processor(),
        "Cores": str(os.cpu_count()),
        "Memory": f"{memory() / 1e9:.0f} GB",
        "System": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        **{name: version(name) for name in ("duckdb", "pyarrow", "pandas")},
        "semesta": version("semesta"),
    }


def processor() -> str:
    """The model's name where the system tells it."""
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "not told by the system"


def memory() -> int:
    """Bytes of memory that the machine has."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
