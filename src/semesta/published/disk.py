"""What the store asks of the disk: one writer, private files, bytes that stay."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from semesta.errors import SemestaError


LOCK = ".lock"
PRIVATE_FOLDER = 0o700
READ_ONLY_FILE = 0o400
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def only_writer(store: Path) -> Iterator[None]:
    """Holds the lock file of a store, or of another folder that is written to; the
    system lets go when the process dies.

    Raises SemestaError `published.store_busy` when another process holds it.
    """
    with disk_explained(store):
        descriptor = os.open(store / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        with disk_explained(store):
            free = _locked(descriptor)
        if not free:
            raise SemestaError("published.store_busy", store=store)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def private_files() -> Iterator[None]:
    """Whatever the block creates is readable by its owner only."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def full_disk_explained(store: Path) -> Iterator[None]:
    """Says in words that the disk is full, whoever ran into it."""
    try:
        yield
    except SemestaError:
        raise
    except Exception as error:
        if not _says_full(error):
            raise
        raise SemestaError("published.disk_full", store=store) from error


@contextmanager
def disk_explained(store: Path) -> Iterator[None]:
    """The same for the store's own work, where every other failure is the disk's."""
    try:
        with full_disk_explained(store):
            yield
    except OSError as error:
        raise SemestaError(
            "published.store_unwritable", store=store, cause=error.strerror
        ) from error


def seal(folder: Path) -> None:
    """Makes every file read-only and forces all bytes to the disk.

    Folders stay writable for their owner: the day of deletion comes, and `rm -r` must
    work on it. Changed files are found by their hash.
    """
    for root, _, names in os.walk(folder, topdown=False):
        for name in names:
            path = Path(root, name)
            force_to_disk(path)
            path.chmod(READ_ONLY_FILE)
        Path(root).chmod(PRIVATE_FOLDER)
        force_to_disk(Path(root))


def force_to_disk(path: Path) -> None:
    """fsync of a file or a folder (Windows cannot open folders, and need not)."""
    if sys.platform == "win32" and path.is_dir():
        return
    writable = os.O_RDWR if sys.platform == "win32" else os.O_RDONLY
    descriptor = os.open(path, writable)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _says_full(error: Exception) -> bool:
    """Engines have exceptions of their own and quote the system's words."""
    return getattr(error, "errno", None) in FULL or any(
        os.strerror(code) in str(error) for code in FULL
    )
