"""From links to states, findings, the cube, the measures and the bridge.

States and findings are worked out part by part; everything that is counted afterwards
is a sum over two small cubes: residents by village and cell, cards by village on the
card and finding.
"""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from semesta.coverage.cells import LEVELS
from semesta.engine import Engine, sql_file
from semesta.finished import Finished
from semesta.linkage import Linked, Part
from semesta.months import Month


PACKAGE = "semesta.coverage"
REGION_TABLES = (
    "measures",
    "segment_measures",
    "demographic_measures",
    "administrative",
    "bridge",
)


@dataclass(frozen=True)
class Covered:
    """Parquet of residents, persons who are no longer, cards with findings, pairs left
    open, and the cubes. Residents and cards of registers in many parts are folders of
    parts."""

    residents: Path
    departed: Path
    cards: Path
    candidates: Path
    cube: Path
    card_cube: Path


def cover(
    engine: Engine,
    linked: Linked,
    cards: Path,
    folder: Path,
    *,
    month: Month,
    scope: str,
    newborn_months: int,
    finished: Finished | None = None,
) -> Covered:
    """States, findings, cubes and measures of one month.

    `cards` is the cleaned membership register; `newborn_months` is how long a baby's
    card may wait for a NIK. Leaves one table per name in `REGION_TABLES`, keyed by
    level and region (a 10-digit number, 0 = nation).
    """
    folder.mkdir(parents=True, exist_ok=True)
    engine.values("parameters", _parameters(month, scope, newborn_months))
    out = _within(folder)
    _prepare_links(engine, linked, cards)
    work = [_Work(part, linked, folder, out) for part in linked.parts]
    finished = finished or Finished()
    sums = [
        row
        for one in work
        for row in finished.once(
            f"cover {one.part.number}",
            [one.linked, one.residents, one.cells],
            partial(one.cover, engine),
        )
    ]
    engine.register("part_sums", pa.Table.from_pylist(sums))
    engine.read("linked", [one.linked for one in work])
    engine.read("residents", out.residents)
    engine.write(sql_file(PACKAGE, "departed"), out.departed)
    _find(engine, work, out, finished)
    engine.read("cards", cards)
    engine.write(sql_file(PACKAGE, "candidates_out"), out.candidates)
    engine.read("cells", [one.cells for one in work])
    engine.write(sql_file(PACKAGE, "cube"), out.cube)
    engine.read("card_findings", out.cards)
    engine.write(sql_file(PACKAGE, "card_cube"), out.card_cube)
    _measure(engine, out)
    engine.create(sql_file(PACKAGE, "expected"))
    return out


def _within(folder: Path) -> Covered:
    return Covered(
        residents=folder / "residents.parquet",
        departed=folder / "departed.parquet",
        cards=folder / "cards.parquet",
        candidates=folder / "candidates.parquet",
        cube=folder / "cube.parquet",
        card_cube=folder / "card_cube.parquet",
    )


def _measure(engine: Engine, out: Covered) -> None:
    """Every measure of every region, from the two cubes and `parameters`."""
    engine.read("cube", out.cube)
    engine.read("card_cube", out.card_cube)
    engine.register("levels", levels_table())
    engine.create(sql_file(PACKAGE, "cube_levels"))
    for name in REGION_TABLES:
        engine.create(sql_file(PACKAGE, name))


class _Work:
    """What is written of one part."""

    def __init__(self, part: Part, linked: Linked, folder: Path, out: Covered) -> None:
        name = f"{part.number:04d}.parquet"
        alone = len(linked.parts) == 1
        self.part = part
        self.nik_links = linked.nik_links[part.number]
        self.linked = folder / f"linked-{name}"
        self.cells = folder / f"cells-{name}"
        self.residents = out.residents if alone else out.residents / name
        self.cards = out.cards if alone else out.cards / name

    def cover(self, engine: Engine) -> list[dict[str, Any]]:
        """States of the residents, findings of the cards that are linked to them.

        Returns the sums of the part that must agree: nobody may count twice.
        """
        engine.read("part_persons", self.part.persons)
        engine.read("part_cards", self.part.cards)
        engine.read("part_links", self.nik_links)
        engine.view(sql_file(PACKAGE, "linked_cards"), "linked_cards")
        engine.write(sql_file(PACKAGE, "linked"), self.linked)
        engine.read("linked", self.linked)
        self.residents.parent.mkdir(parents=True, exist_ok=True)
        engine.write(sql_file(PACKAGE, "residents"), self.residents)
        engine.read("part_residents", self.residents)
        engine.write(sql_file(PACKAGE, "resident_cells"), self.cells)
        return engine.rows(sql_file(PACKAGE, "part_sums"))

    def find(self, engine: Engine) -> None:
        """Findings of the cards that their NIK settled."""
        engine.read("part_cards", self.part.cards)
        engine.read("part_links", self.nik_links)
        engine.read("linked", self.linked)
        engine.view(sql_file(PACKAGE, "cards_settled"), "cards")
        engine.write(sql_file(PACKAGE, "findings"), self.cards)


def _find(engine: Engine, work: list[_Work], out: Covered, finished: Finished) -> None:
    """The finding of every card.

    In many parts, cards that their NIK settled are found part by part beside nothing
    but their links; the others, who may belong to anybody, follow as one part more.
    """
    if len(work) == 1:
        engine.write(sql_file(PACKAGE, "findings"), out.cards)
        return
    out.cards.mkdir(exist_ok=True)
    engine.read("cards_file", [one.part.cards for one in work])
    engine.read("linked_file", [one.linked for one in work])
    engine.view(sql_file(PACKAGE, "cards_of_residue"), "cards")
    engine.view(sql_file(PACKAGE, "linked_of_residue"), "linked")
    engine.write(sql_file(PACKAGE, "findings"), out.cards / "residue.parquet")
    engine.view("SELECT * FROM all_unsettled WHERE FALSE", "unsettled")
    for one in work:
        found = partial(one.find, engine)
        finished.once(f"find {one.part.number}", [one.cards], found)


def _prepare_links(engine: Engine, linked: Linked, cards: Path) -> None:
    engine.read("cards", cards)
    engine.read("residue", linked.residue)
    engine.read("residue_links", linked.residue_links)
    engine.read("contenders", linked.contenders)
    engine.read("all_candidates", linked.candidates)
    engine.create(sql_file(PACKAGE, "residue_cards"))
    engine.create(sql_file(PACKAGE, "candidates"))
    engine.create(sql_file(PACKAGE, "unsettled"), "all_unsettled")
    engine.view("SELECT * FROM all_unsettled", "unsettled")


def _parameters(month: Month, scope: str, newborn_months: int) -> dict[str, object]:
    return {
        "reference_date": month.last_day,
        "newborn_since": month.day_before(newborn_months),
        "scope": scope,
    }


def levels_table() -> pa.Table:
    """One row per level of regions, with the divisors of `LEVELS`."""
    return pa.table(
        {
            "level": list(LEVELS),
            "divisor": [divisor for divisor, _ in LEVELS.values()],
            "above": [above for _, above in LEVELS.values()],
        }
    )
