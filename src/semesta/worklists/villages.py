"""One village of the worklist, for the documents: its families with their persons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from semesta.documents import count, long_date
from semesta.law import rulebook
from semesta.regions import code_of, tree
from semesta.worklists.words import codes, fixed, word


Row = Mapping[str, Any]
COVERED = "active"
ROWS_AT_ONCE = 16_384


@dataclass(frozen=True)
class Family:
    """A family whole: rows of the worklist, its head first."""

    rows: tuple[Row, ...]

    def __getitem__(self, column: str) -> Any:
        """What every row of the family says alike."""
        return self.rows[0][column]

    @property
    def to_do(self) -> list[Row]:
        return [row for row in self.rows if row["state"] != COVERED]

    @property
    def covered(self) -> list[Row]:
        return [row for row in self.rows if row["state"] == COVERED]

    @property
    def owes(self) -> bool:
        return bool(self["family_due"] or self["debts_not_known"])

    def marks(self, order: tuple[str, ...]) -> list[str]:
        """Why it comes first, the most urgent first."""
        return [mark for mark in order if self[mark]]


@dataclass(frozen=True)
class Village:
    """A village (or, for a baby's card, the region that is known) and its families."""

    code: str
    families: tuple[Family, ...]

    @property
    def rows(self) -> Iterator[Row]:
        return (row for family in self.families for row in family.rows)

    @property
    def persons(self) -> int:
        """Persons with something to do."""
        return sum(len(family.to_do) for family in self.families)

    def title(self, language: str) -> str:
        """`Desa Mahe Seberang`; says so where the village is not known."""
        region = tree().region(self.code)
        if region.level == "village":
            return region.title
        return word("sheet", "village_none", language, place=region.title)

    @property
    def within(self) -> list[str]:
        """District and regency."""
        levels = ("district", "regency")
        above = tree().ancestors(self.code)
        return [region.title for region in above if region.level in levels]


def read_villages(parquet: Path, numbers: frozenset[int]) -> Iterator[Village]:
    """The villages with these 10-digit numbers out of a regency's worklist, in order.

    The file is read once, a few rows at a time: a regency may have millions.
    """
    wanted = pa.array(sorted(numbers), pa.int64())
    batches = pq.ParquetFile(parquet).iter_batches(ROWS_AT_ONCE)
    rows = (
        row
        for batch in batches
        for row in batch.filter(pc.is_in(batch["village"], wanted)).to_pylist()
    )
    for number, in_village in groupby(rows, key=lambda row: row["village"]):
        families = groupby(in_village, key=lambda row: row["family"])
        yield Village(
            code_of(number),
            tuple(Family(tuple(members)) for _, members in families),
        )


@dataclass(frozen=True)
class Wording:
    """Words of one language on the day that the status is of."""

    language: str
    on: date

    def say(self, key: str, **parts: object) -> str:
        return word("sheet", key, self.language, **parts)

    @property
    def said(self) -> dict[str, str]:
        """Every text of a sheet that stands as it is."""
        return fixed("sheet", self.language)

    def law(self, rule: str) -> str:
        return rulebook().value(rule, self.on).text

    @property
    def date(self) -> str:
        return long_date(self.on, self.language)

    @property
    def check(self) -> str:
        """A month-old status is never the last word."""
        return self.say(
            "check",
            date=self.date,
            pandawa=self.law("channels.pandawa"),
            care_center=self.law("channels.care_center"),
        )

    def name(self, code: str, kind: str) -> str:
        """What a code is called; nothing where the register says nothing."""
        known = code in codes(kind)
        return word(kind, code, self.language) if known else ""

    def priorities(self, family: Family) -> str:
        """`bayi; lanjut usia`; empty without priority."""
        order = rulebook().value("worklists.priorities", self.on).words
        return "; ".join(self.name(mark, "priority") for mark in family.marks(order))

    def state(self, row: Row) -> str:
        """`nonaktif karena mutasi (PPU BU: PHK)`, the reason as the register has it."""
        state = self.name(row["state"], "state")
        if row["state"] not in ("inactive_lapsed", "inactive_arrears"):
            return state
        lapsed = row["state"] == "inactive_lapsed"
        parts = (
            self.name(row["segment"], "segment"),
            row["reason"] if lapsed else None,
        )
        why = ": ".join(part for part in parts if part)
        return f"{state} ({why})" if why else state

    def deadline(self, row: Row) -> str:
        """The deadline of a newborn; empty for others."""
        if row["deadline"] is None:
            return ""
        kind = "nik" if row["state"] == "newborn_waiting" else "deadline"
        left = row["days_left"] >= 0
        return self.say(
            f"{kind}_left" if left else f"{kind}_passed",
            date=long_date(row["deadline"], self.language),
            days=count(abs(row["days_left"]), self.language),
        )

    def age(self, row: Row) -> str:
        """`60 th`; in months below two years; empty when not known."""
        if row["birth_date"] is None or row["age"] is None:
            return ""
        if row["age"] >= 2:
            return self.say("years", count=row["age"])
        return self.say("months", count=_months_between(row["birth_date"], self.on))

    def place(self, family: Family) -> str:
        """`RW 002 · RT 014`, as far as known; says so where neither is."""
        parts = [
            f"{name.upper()} {family[name]:03d}"
            for name in ("rw", "rt")
            if family[name] is not None
        ]
        return " · ".join(parts) or self.say("place_none")


def _months_between(born: date, on: date) -> int:
    months = (on.year - born.year) * 12 + on.month - born.month
    return months - (born.day > on.day)
