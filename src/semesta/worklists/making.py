"""Petakan: from a published run to worklists on disk, spreadsheets and paper."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from semesta.documents import Stamp, new_folder
from semesta.engine import Duck
from semesta.errors import SemestaError
from semesta.regions import Region
from semesta.worklists.chronic import ChronicList, read_chronic
from semesta.worklists.scope import Scope, regency_of
from semesta.worklists.sheets import (
    Sheets,
    Wanted,
    kinds_of,
    villages_of,
    write_sheets,
)
from semesta.worklists.tables import MARKS, STATES, Listed, Source, list_families
from semesta.worklists.villages import Village, read_villages


TABLES = "worklist"
MEMORY = "1500MB"  # of the engine; lines on their way to their files come on top
FAMILIES = (*MARKS, "priority", "families")


@dataclass(frozen=True)
class Worklist:
    """What was made in `folder`, to which the paths are relative.

    `persons` by state; `families` by mark, with any of them (`priority`), and all
    (`families`). `lines` are the rows of the Parquet files, covered members among them;
    `newborn` the unregistered persons with a deadline; `villages` those of the region,
    `listed` those with somebody to visit, `elsewhere` the newborns without a known
    village. `kinds` of documents were made: xlsx, pdf.
    """

    folder: Path
    region: Region
    parquet: tuple[Path, ...]
    sheets: tuple[Sheets, ...]
    kinds: frozenset[str]
    persons: dict[str, int]
    newborn: int
    families: dict[str, int]
    lines: int
    villages: int
    listed: int
    elsewhere: int
    chronic: ChronicList


def make_worklist(
    source: Source,
    wanted: Wanted,
    stamp: Stamp,
    out: Path,
    *,
    before_leaving: Callable[[Worklist], object] = lambda made: None,
    progress: Callable[[int, int], object] = lambda place, of: None,
) -> Worklist:
    """Makes the worklist of a region in `out`, a new or empty folder.

    `before_leaving` is called when all is made and nothing stands in `out` yet: what it
    raises (a log that cannot be written) keeps everything back. `progress` hears which
    village's documents come next. Raises SemestaError for what cannot be made, and
    IdentityBroken where the list does not hold the persons that the run counts.
    """
    if wanted.unmasked and not wanted.password:
        raise SemestaError("worklists.unmasked_without_password")
    scope = Scope.of(wanted.region)
    chronic = read_chronic(wanted.chronic)
    with new_folder(out) as folder:
        listed = _list(source, scope, chronic, wanted.language, folder)
        kinds = kinds_of(wanted, listed)
        named = villages_of(wanted, listed)
        numbers = named if kinds else frozenset()
        for kind in kinds:
            (folder / kind).mkdir()
        sheets = []
        for place, village in enumerate(_villages(listed, numbers), start=1):
            progress(place, len(numbers))
            sheets.append(write_sheets(folder, village, kinds, wanted, stamp))
        made = _made(out, scope, listed, sheets, kinds, chronic)
        before_leaving(made)
    return made


def _list(
    source: Source, scope: Scope, chronic: ChronicList, language: str, folder: Path
) -> Listed:
    """The tables; what they are made of is gone before anything else is written."""
    work = folder / "work"
    work.mkdir()
    with Duck(memory=MEMORY, spill=work / "spill") as engine:
        tables = folder / TABLES
        listed = list_families(engine, source, scope, chronic, language, work, tables)
    shutil.rmtree(work)
    return listed


def _villages(listed: Listed, numbers: frozenset[int]) -> Iterator[Village]:
    """These villages, regency by regency."""
    for regency, parquet in listed.parquet.items():
        inside = frozenset(n for n in numbers if regency_of(n) == regency)
        if inside:
            yield from read_villages(parquet, inside)


def _made(
    out: Path,
    scope: Scope,
    listed: Listed,
    sheets: list[Sheets],
    kinds: frozenset[str],
    chronic: ChronicList,
) -> Worklist:
    return Worklist(
        folder=out,
        region=scope.region,
        parquet=tuple(Path(TABLES, p.name) for p in listed.parquet.values()),
        sheets=tuple(sheets),
        kinds=kinds,
        persons={state: listed.total(state) for state in STATES},
        newborn=listed.total("newborn"),
        families={name: listed.total(name) for name in FAMILIES},
        lines=listed.total("lines"),
        villages=len(listed.villages),
        listed=len(listed.busy & listed.villages),
        elsewhere=listed.elsewhere,
        chronic=chronic,
    )
