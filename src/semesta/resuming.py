"""Which killed run a new one may continue: the one that asked for the same.

The name of the working folder is a hash of everything that decides what lies in it: the
bytes of the input files, the options, and the versions of all that reads them.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from semesta.registers import Passwords, parse_source, sha256_of


LENGTH = 16


def key_of(
    sources: Iterable[str],
    files: Iterable[Path | None],
    told: Any,
    passwords: Passwords,
) -> str:
    """The same for the same registers (`FILE[@REGION]`), other files and options."""
    text = {
        "sources": [
            [source, _contents(parse_source(source).path)] for source in sources
        ],
        "files": [_contents(path) if path else None for path in files],
        "told": told,
        # Who cannot open a protected workbook does not go on with what was read of it.
        "password": passwords if isinstance(passwords, str) else bool(passwords),
    }
    return sha256(json.dumps(text, default=str).encode()).hexdigest()[:LENGTH]


def _contents(path: Path) -> list[list[str]]:
    """Name and hash of a file, or of all files in a folder; nothing where it is none."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return [[file.name, _hash(file)] for file in files if file.is_file()]


def _hash(file: Path) -> str:
    """Of a file that cannot be read, nothing: who reads it next says what is wrong."""
    try:
        return sha256_of(file)
    except OSError:
        return ""
