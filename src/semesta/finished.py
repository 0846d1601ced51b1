"""What a run has finished, so that one that was killed can go on where it was.

A step is finished once its files are on the disk and a line says so, with the hash of
each. A file that changed since, or is not there, is never read: its step is done again.
"""

import json
from collections.abc import Callable, Iterable
from hashlib import file_digest
from pathlib import Path
from typing import Any


NAME = "finished.jsonl"


class Finished:
    """The steps that are finished in a working folder; without one, none ever is."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._steps = _read(folder / NAME) if folder else {}

    def once(
        self,
        step: str,
        files: Iterable[Path],
        work: Callable[[], Any],
    ) -> Any:
        """What `work` answers (something that JSON can hold), now or when it was done.

        `files` are all that `work` leaves; folders count with all that they hold.
        """
        if self._folder is None:
            return work()
        paths = list(files)
        known = self._steps.get(step)
        if known is not None and known["files"] == self._hashes(paths):
            return known["answer"]
        answer = work()
        line = {"step": step, "files": self._hashes(paths), "answer": answer}
        with (self._folder / NAME).open("a", encoding="utf-8", newline="\n") as log:
            log.write(json.dumps(line) + "\n")
        return json.loads(json.dumps(answer))

    def _hashes(self, paths: Iterable[Path]) -> dict[str, str]:
        """Path within the working folder → SHA-256, of every file that is there."""
        assert self._folder is not None
        found = {}
        for path in paths:
            for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
                if file.is_file():
                    name = file.relative_to(self._folder).as_posix()
                    with file.open("rb") as content:
                        found[name] = file_digest(content, "sha256").hexdigest()
        return found


def _read(path: Path) -> dict[str, dict[str, Any]]:
    """Step → its line; the last one counts, and one that was cut off does not."""
    steps = {}
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        steps[entry["step"]] = entry
    return steps
