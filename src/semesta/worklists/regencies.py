"""Which regencies are worked out together, and which rows of the run they read.

Planning the queries takes as long for a hamlet as for a city, so regencies are worked out
side by side; memory bounds how many. A few such groups read the run's own files, each
what it needs of them. Many would read everything many times: for them it is split first.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from semesta.engine import Duck, SqlFile, sql_file
from semesta.worklists.scope import VILLAGES, Scope, regency_of


PACKAGE = "semesta.worklists"
ROWS_AT_ONCE = 1_700_000  # residents, of whom two thirds are in families to visit
MOST_READINGS = 8  # of the run's files: as many cost what splitting costs
# How rows are held. Residents are read column by column, as they are needed; the cards
# that matter are few.
HELD: dict[str, Callable[[Duck, SqlFile | str, str], object]] = {
    "residents": Duck.view,
    "cards": Duck.create,
    "babies": Duck.create,
}


@dataclass(frozen=True)
class Group:
    """Regencies by number, and the first and last village of theirs in the scope."""

    regencies: tuple[int, ...]
    first: int
    last: int


def groups_of(engine: Duck, scope: Scope, villages: pa.Table) -> list[Group]:
    """All regencies of the scope in groups; `villages` with their `residents`.

    A regency may have a baby's card and no resident.
    """
    babies = engine.rows(f"SELECT DISTINCT regency FROM ({_by_regency('babies').text})")
    rows = Counter({row["regency"]: 0 for row in babies})
    columns = (villages[name].to_pylist() for name in ("village", "residents"))
    for village, residents in zip(*columns, strict=True):
        rows[regency_of(village)] += residents
    return [
        Group(
            tuple(together),
            max(together[0], scope.first),
            min(together[-1] + VILLAGES["regency"] - 1, scope.last),
        )
        for together in packed(rows, ROWS_AT_ONCE)
    ]


def packed(rows: Mapping[int, int], most: int) -> Iterator[list[int]]:
    """Regencies side by side that have not more than `most` rows together, if not one
    alone has more."""
    together: list[int] = []
    for number in sorted(rows):
        if together and sum(rows[n] for n in together) + rows[number] > most:
            yield together
            together = []
        together.append(number)
    if together:
        yield together


def read_groups(engine: Duck, groups: list[Group], work: Path) -> Iterator[Group]:
    """Each group once its rows are there: `group_residents`, `group_cards` and
    `group_babies`, and as `scope` its villages. There may be rows of other groups."""
    split = len(groups) > MOST_READINGS
    if split:
        _split(engine, groups, work)
    else:
        for name, hold in HELD.items():
            hold(engine, _by_regency(name), f"group_{name}")
    for number, group in enumerate(groups):
        engine.values(
            "scope", {"first_village": group.first, "last_village": group.last}
        )
        for name, hold in HELD.items() if split else ():
            rows = _rows(engine, name, work / name / f"number={number}")
            hold(engine, rows, f"group_{name}")
        yield group


def _split(engine: Duck, groups: list[Group], work: Path) -> None:
    """Writes the rows of each group by themselves."""
    numbers = [(r, number) for number, g in enumerate(groups) for r in g.regencies]
    regencies, of_group = zip(*numbers, strict=True)
    engine.register("numbers", pa.table({"regency": regencies, "number": of_group}))
    for name in HELD:
        rows = (
            f"SELECT r.*, n.number FROM ({_by_regency(name).text}) AS r "
            "INNER JOIN numbers AS n ON n.regency = r.regency"
        )
        engine.write(rows, work / name, partition="number")


def _rows(engine: Duck, name: str, folder: Path) -> str:
    """What was split for a group; one for which nothing was has no rows."""
    parts = sorted(folder.glob("*.parquet"))
    if not parts:
        return f"SELECT * FROM ({_by_regency(name).text}) WHERE FALSE"
    engine.read(f"parts_of_{name}", parts)
    return f"SELECT * FROM parts_of_{name}"


def _by_regency(name: str) -> SqlFile:
    return sql_file(PACKAGE, f"{name}_by_regency")
