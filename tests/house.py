"""Where things stand in the repository, for the tests that watch over it."""

import os
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path


ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "semesta"


def ignored_names() -> list[str]:
    """The patterns of `.gitignore`, which names folders wherever they stand."""
    lines = (ROOT / ".gitignore").read_text().split()
    return [".git", *(line.strip("/") for line in lines)]


def repository_files() -> Iterator[Path]:
    """Every file that belongs to the project, with or without git at hand."""
    ignored = ignored_names()
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [
            name for name in folders if not any(fnmatch(name, i) for i in ignored)
        ]
        for name in names:
            if not any(fnmatch(name, i) for i in ignored):
                yield Path(folder, name)
