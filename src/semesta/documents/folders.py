"""The folder or file that a command writes: there whole, or not at all."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from semesta.errors import SemestaError


PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
PUBLIC_FILE, PUBLIC_FOLDER = 0o644, 0o755
OF_A_RUN = "manifest.json"
FULL = [os.strerror(code) for code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)]


@contextmanager
def new_folder(out: Path, *, public: bool = False) -> Iterator[Path]:
    """A folder beside `out` that takes its place at the end, or leaves no trace.

    Only its owner may read what is in it, unless it is `public`. Raises SemestaError
    where `out` holds something already, lies in a run or cannot be written.
    """
    if os.path.lexists(out) and not (out.is_dir() and not any(out.iterdir())):
        raise SemestaError("documents.folder_not_empty", folder=out)
    with _beside(out) as folder:
        yield folder
        _set_modes(folder, public)
        folder.replace(out)


@contextmanager
def new_file(out: Path) -> Iterator[Path]:
    """The same for one file, which only its owner may read."""
    if os.path.lexists(out):
        raise SemestaError("documents.file_exists", file=out.name)
    with _beside(out) as folder:
        fresh = folder / out.name
        yield fresh
        fresh.chmod(PRIVATE_FILE)
        fresh.replace(out)


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """A folder on the same disk, gone at the end unless it was given another name."""
    if any((above / OF_A_RUN).exists() for above in out.resolve().parents):
        raise SemestaError("documents.folder_in_run", folder=out)
    with _written(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        with _written(out):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _set_modes(folder: Path, public: bool) -> None:
    file, inner = (
        (PUBLIC_FILE, PUBLIC_FOLDER) if public else (PRIVATE_FILE, PRIVATE_FOLDER)
    )
    for path in (folder, *folder.rglob("*")):
        path.chmod(inner if path.is_dir() else file)


@contextmanager
def _written(out: Path) -> Iterator[None]:
    """What the disk refuses, in words, whoever ran into it.

    Engines have exceptions of their own for a full disk and quote the system's words.
    """
    try:
        yield
    except SemestaError:
        raise
    except Exception as error:
        said = next((words for words in FULL if words in str(error)), "")
        cause = getattr(error, "strerror", "") or said
        if not cause:
            raise
        raise SemestaError(
            "documents.folder_not_written", folder=out, cause=cause
        ) from error
