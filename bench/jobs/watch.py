"""Watches a job from inside: seconds, CPU, memory and disk of every stage of it.

Memory and CPU are of the process and of those that it started; what several of them
share counts for each. Where the system shows no processes, they are of this one alone.
"""

import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from time import perf_counter, process_time
from types import TracebackType
from typing import Any


MEMORY_EVERY = 0.1  # seconds
DISK_EVERY = 10  # looks at memory
SPILL = "spill"
DIED = 70  # the exit code of a job that took more memory than it may


class Watch:
    """Stages are told by `lap`; a job that takes more than `most` bytes is ended."""

    def __init__(self, disk: Path | None = None, most: int | None = None) -> None:
        self.laps: list[dict[str, Any]] = []
        self.most_disk = 0
        self._disk, self._most = disk, most
        self._over = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()
        self._over.set()
        self._thread.join()

    def lap(self, name: str) -> None:
        """The stage before has ended, and this one begins."""
        self.end()
        self._began = perf_counter(), cpu_seconds()
        self.laps.append(
            {"name": name, "peak_memory_bytes": tree_memory(), "spill_bytes": 0}
        )

    def end(self) -> None:
        """The stage before has ended."""
        if self.laps and "seconds" not in self.laps[-1]:
            wall, cpu = self._began
            self.laps[-1] |= {
                "seconds": perf_counter() - wall,
                "cpu_seconds": cpu_seconds() - cpu,
            }

    def _look(self) -> None:
        looks = 0
        while not self._over.wait(MEMORY_EVERY):
            held = tree_memory()
            if self._most and held > self._most:
                print(f"ended: it held {held / 1e9:.1f} GB", file=sys.stderr)
                os._exit(DIED)
            self._grow("peak_memory_bytes", held)
            if self._disk and looks % DISK_EVERY == 0:
                used, spilled = disk_bytes(self._disk)
                self.most_disk = max(self.most_disk, used)
                self._grow("spill_bytes", spilled)
            looks += 1

    def _grow(self, name: str, value: int) -> None:
        if self.laps:
            self.laps[-1][name] = max(self.laps[-1][name], value)


def cpu_seconds() -> float:
    """Of this process and of those that it started."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = process_time() + ended.ru_utime + ended.ru_stime
    for process in below():
        try:
            told = (process / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        # From the field after the name: user, system, and both of its ended children.
        seconds += sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")
    return seconds


def tree_memory() -> int:
    """Bytes that this process and all below it hold."""
    own = Path("/proc/self")
    if not (own / "statm").exists():
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024
    pages = 0
    for process in (own, *below()):
        try:
            pages += int((process / "statm").read_text().split()[1])
        except OSError:
            continue  # it has just ended
    return pages * os.sysconf("SC_PAGE_SIZE")


def below() -> Iterator[Path]:
    """Where the system shows the processes that this one started, and so on."""
    todo = [Path("/proc/self")]
    while todo:
        try:
            tasks = [task / "children" for task in (todo.pop() / "task").iterdir()]
            started = [Path("/proc", n) for t in tasks for n in t.read_text().split()]
        except OSError:
            continue  # it has just ended
        yield from started
        todo += started


def disk_bytes(folder: Path) -> tuple[int, int]:
    """Bytes of all files, and of those that lie in a folder of spill."""
    used = spilled = 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                size = os.lstat(os.path.join(place, name)).st_size
            except OSError:
                continue  # it has just gone
            used += size
            spilled += size if SPILL in Path(place).parts else 0
    return used, spilled
