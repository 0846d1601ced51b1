"""The pairs of a run that are open: a card, a person, and what is known of both."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from semesta.engine import Duck, sql_file
from semesta.published import Run
from semesta.regions import NATION


PACKAGE = "semesta.review"
TABLES = ("candidates", "cards", "residents", "departed")
REFERENCE_LENGTH = 12
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no letter that looks like a digit


@dataclass(frozen=True)
class Pair:
    """A row of `open_pairs.sql`, with a reference that says nothing about anybody.

    The reference finds the pair again in the same run and in no other, so that a sheet
    without any number of a person can come back.
    """

    run: str
    row: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.row[column]

    @cached_property
    def reference(self) -> str:
        told = f"{self.run}|{self.row['noka']}|{self.row['person_id']}"
        number = int.from_bytes(sha256(told.encode()).digest(), "big")
        signs = []
        for _ in range(REFERENCE_LENGTH):
            number, sign = divmod(number, len(LETTERS))
            signs.append(LETTERS[sign])
        text = "".join(signs)
        return f"{text[:4]}-{text[4:8]}-{text[8:]}"

    @property
    def gains(self) -> frozenset[str]:
        """The measures that `same` raises by one person: those of a resident who is to
        be verified, by a card whose holder lives."""
        lives = self.row["card_state"] != "deceased"
        if (
            self.row["why"] != "candidate"
            or self.row["state"] != "unknown"
            or not lives
        ):
            return frozenset()
        found = {"coverage"}
        if self.row["card_state"] == "active":
            found.add("active")
        if self.row["segment"] == "pbpu-pemda":
            found.add("local_government")
        return frozenset(found)

    def within(self, region: str) -> bool:
        """Whether the person lives, or last lived, in a region by its dotted code."""
        prefix = "" if region == NATION else region.replace(".", "")
        return f"{self.row['village']:010d}".startswith(prefix)


def open_pairs(run: Run) -> list[Pair]:
    """The open pairs of a run, card by card.

    Raises SemestaError for a run of an earlier version, which did not publish them.
    """
    paths = {name: run.path_of(f"{name}.parquet") for name in TABLES}
    with TemporaryDirectory() as spill, Duck(spill=Path(spill)) as engine:
        for name, path in paths.items():
            engine.read(name, path)
        rows = engine.rows(sql_file(PACKAGE, "open_pairs"))
    mark = fingerprint(run)
    return [Pair(mark, row) for row in rows]


def fingerprint(run: Run) -> str:
    """Equal for runs of equal files: what a repeated run finds is the same."""
    return sha256("".join(sorted(run.manifest.files.values())).encode()).hexdigest()
