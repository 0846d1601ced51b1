"""Runs past their deletion date: which they are, and how they go for good.

`forget` deletes them under the store's lock, writes a line of proof for each, and then
looks for copies: no file in the store may still have the SHA-256 of a file of persons
that was ever forgotten here. What left the store cannot be seen from here;
`exports.log.jsonl` names it.
"""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from semesta.errors import SemestaError
from semesta.published import exports
from semesta.published.contract import contract
from semesta.published.disk import (
    LOCK,
    disk_explained,
    force_to_disk,
    only_writer,
    private_files,
)
from semesta.published.forgetting import (
    FORGOTTEN,
    LOG,
    Line,
    bury,
    forgotten_lines,
    stated_legal,
)
from semesta.published.legal import NOT_STATED
from semesta.published.manifest import RUN_LOG, sha256
from semesta.published.store import RUN_NAME, Store


NOT_READABLE = "not readable"
MOST_PATHS = 10


@dataclass(frozen=True)
class Kept:
    """A run and until when it is kept; `reason` where no date is known."""

    run: str
    deletion_date: date | None
    reason: str | None = None


@dataclass(frozen=True)
class Retention:
    """The runs of a store on a day: due for deletion, kept until a date, undated."""

    on: date
    due: tuple[Kept, ...]
    later: tuple[Kept, ...]
    undated: tuple[Kept, ...]


@dataclass(frozen=True)
class Forgotten:
    """What `forget` did: the lines of proof, `current` after it, and what is left.

    `searched` is the number of files that were looked at; `same_persons` are published
    runs, kept until a date of their own, that hold files of persons equal to forgotten
    ones; `exports` counts the lines of `exports.log.jsonl` that name a deleted run.
    """

    retention: Retention
    deleted: tuple[Line, ...]
    current: str | None
    log: Path
    searched: int
    same_persons: tuple[str, ...]
    exports: int


def retention(store: Path, on: date) -> Retention:
    """What is due: from its deletion date on, a run is. Nothing is changed.

    Raises SemestaError for what is no store, and for a clock that is behind the runs.
    """
    check_store(store)
    _check_clock(store)
    runs = [_kept(folder) for folder in Store(store).runs()]
    dated = [(run, run.deletion_date) for run in runs if run.deletion_date]
    return Retention(
        on,
        tuple(run for run, day in dated if day <= on),
        tuple(run for run, day in dated if day > on),
        tuple(run for run in runs if run.deletion_date is None),
    )


def forget(
    store: Path, on: date, confirm: Callable[[Retention], bool] = lambda _: True
) -> Forgotten | None:
    """Deletes the runs that are due, if `confirm` agrees; None when it does not.

    `confirm` is asked under the lock, so that what it was shown is what goes.

    Raises SemestaError as `retention` does, when another process writes here, when the
    disk refuses, and `published.copies_remain` when files of persons of a forgotten
    run are still in the store; the runs themselves are gone then.
    """
    check_store(store)
    with only_writer(store), private_files():
        found = retention(store, on)
        if not confirm(found):
            return None
        with disk_explained(store):
            deleted = _delete(Store(store), [run.run for run in found.due])
            searched, same_persons = search_copies(store)
        current = Store(store).current()
        return Forgotten(
            retention=found,
            deleted=deleted,
            current=current.name if current else None,
            log=store / LOG,
            searched=searched,
            same_persons=same_persons,
            exports=exports.count_of(store, {line["run"] for line in deleted}),
        )


def check_store(store: Path) -> None:
    """Raises SemestaError for what is no store: no lock is laid into such a folder."""
    marks = (LOCK, LOG)
    known = store.is_dir() and any((store / name).exists() for name in marks)
    if not known and not Store(store).runs():
        raise SemestaError("published.not_a_store", path=store)


def _check_clock(store: Path) -> None:
    """A clock that was set back would keep what is due, and date the proof wrongly."""
    ended = [end for run in Store(store).runs() if (end := _ended(run))]
    now = datetime.now().astimezone()
    if ended and now < max(ended):
        raise SemestaError(
            "published.clock_behind",
            now=now.isoformat(timespec="seconds"),
            newest=max(ended).isoformat(timespec="seconds"),
        )


def _ended(run: Path) -> datetime | None:
    try:
        text = json.loads((run / RUN_LOG).read_text(encoding="utf-8"))
        return datetime.fromisoformat(text["ended"]).astimezone()
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _kept(folder: Path) -> Kept:
    month, legal = stated_legal(folder)
    stated = legal.get("deletion_date")
    if month is None:
        return Kept(folder.name, None, NOT_READABLE)
    if stated in (None, NOT_STATED):
        return Kept(folder.name, None, NOT_STATED)
    try:
        return Kept(folder.name, date.fromisoformat(stated))
    except (TypeError, ValueError):
        return Kept(folder.name, None, NOT_READABLE)


def _delete(store: Store, due: list[str]) -> tuple[Line, ...]:
    """First nobody is led to a run that goes; then it is hidden; then it goes."""
    before = len(forgotten_lines(store.out))
    store.remove_leftovers()  # which buries what an earlier killed `forget` had hidden
    current = store.current()
    if due and (current is None or current.name in due):
        remaining = [run for run in store.runs() if run.name not in due]
        store.make_current(remaining[-1] if remaining else None)
    for name in due:
        hidden = store.out / f"{FORGOTTEN}{name}"
        os.rename(store.out / name, hidden)
        force_to_disk(store.out)
        bury(hidden)
    return tuple(forgotten_lines(store.out)[before:])


def search_copies(store: Path) -> tuple[int, tuple[str, ...]]:
    """Looks for copies of what was forgotten in this store.

    Returns the number of files looked at, and the published runs with equal files.
    Raises `published.copies_remain` for every other file with the bytes of a file of
    persons that was forgotten. Only files of an equal size are read.
    """
    gone = {
        (file["bytes"], file["sha256"])
        for line in forgotten_lines(store)
        for file in line["persons"].values()
    }
    sizes = {size for size, _ in gone}
    paths = list(_files(store))
    suspects = ((path, path.stat().st_size) for path in paths)
    equal = [p for p, size in suspects if size in sizes and (size, sha256(p)) in gone]
    copies = [path for path in equal if not _is_published(path.relative_to(store))]
    if copies:
        shown = [path.relative_to(store).as_posix() for path in copies[:MOST_PATHS]]
        more = [f"+{len(copies) - MOST_PATHS}"] if len(copies) > MOST_PATHS else []
        raise SemestaError(
            "published.copies_remain",
            store=store,
            count=len(copies),
            paths=", ".join([*shown, *more]),
            log=LOG,
        )
    runs = {path.relative_to(store).parts[0] for path in equal}
    return len(paths), tuple(sorted(runs))


def _files(store: Path) -> Iterator[Path]:
    """Every file in the store, hidden ones too; links are not followed."""
    for root, _, names in os.walk(store):
        paths = (Path(root, name) for name in sorted(names))
        yield from (path for path in paths if path.is_file() and not path.is_symlink())


def _is_published(path: Path) -> bool:
    """A run of its own may hold the same people, under its own date."""
    run, *inside = path.parts
    is_run = RUN_NAME.fullmatch(run) is not None
    return is_run and len(inside) == 1 and inside[0] in contract().files
