"""How a run went: times, host, memory. Outside the identity of a run."""

import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from time import perf_counter

from semesta.published.manifest import RUN_LOG, write_json


@dataclass
class Stage:
    """One stage; `rows` is what it handled; memory is the process's peak until then."""

    name: str
    rows: int | None = None
    seconds: float = 0.0
    peak_memory_bytes: int | None = None


@dataclass
class RunLog:
    """Collects the stages of a run and writes `run.log.json`."""

    started: str = field(default_factory=lambda: _now())
    stages: list[Stage] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[Stage]:
        """Measures the block; the block may set `rows`."""
        stage = Stage(name)
        self.stages.append(stage)
        start = perf_counter()
        try:
            yield stage
        finally:
            stage.seconds = round(perf_counter() - start, 3)
            stage.peak_memory_bytes = peak_memory()

    def write(self, folder: Path) -> None:
        text = asdict(self) | {
            "ended": _now(),
            "host": platform.node(),
            "system": platform.platform(),
            "python": platform.python_version(),
        }
        write_json(folder / RUN_LOG, text)


def peak_memory() -> int | None:
    """The most memory that this process has held, in bytes; None where unknown."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
