"""From links to states, findings, the cube, the measures and the bridge.

States and findings are worked out part by part; everything that is counted afterwards
is a sum over two small cubes: residents by village and cell, cards by village on the
card and finding.
"""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from semesta.coverage.cells import LEVELS
from semesta.engine import Engine, sql_file
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
    open, and the cubes; tables per region."""

    residents: Path
    departed: Path
    cards: Path
    candidates: Path
    cube: Path
    card_cube: Path
    tables: dict[str, pa.Table]


def cover(
    engine: Engine,
    linked: Linked,
    cards: Path,
    folder: Path,
    *,
    month: Month,
    scope: str,
    newborn_months: int,
) -> Covered:
    """States, findings, cubes and measures of one month.

    `cards` is the cleaned membership register; `newborn_months` is how long a baby's
    card may wait for a NIK. `tables` holds one Arrow table per name in
    `REGION_TABLES`, keyed by level and region (a 10-digit number, 0 = nation).
    """
    folder.mkdir(parents=True, exist_ok=True)
    engine.values("parameters", _parameters(month, scope, newborn_months))
    _prepare_links(engine, linked, cards)
    residents = [_cover_part(engine, part, linked, folder) for part in linked.parts]
    engine.read(
        "linked", [folder / f"linked-{p.number:04d}.parquet" for p in linked.parts]
    )
    out = Covered(
        residents=folder / "residents.parquet",
        departed=folder / "departed.parquet",
        cards=folder / "cards.parquet",
        candidates=folder / "candidates.parquet",
        cube=folder / "cube.parquet",
        card_cube=folder / "card_cube.parquet",
        tables={},
    )
    engine.read("residents", residents)
    if len(residents) == 1:
        residents[0].rename(out.residents)
    else:
        engine.write("SELECT * FROM residents", out.residents)
    engine.read("residents", out.residents)
    engine.write(sql_file(PACKAGE, "departed"), out.departed)
    engine.write(sql_file(PACKAGE, "findings"), out.cards)
    engine.write(sql_file(PACKAGE, "candidates_out"), out.candidates)
    engine.read(
        "cells", [folder / f"cells-{p.number:04d}.parquet" for p in linked.parts]
    )
    engine.write(sql_file(PACKAGE, "cube"), out.cube)
    engine.read("card_findings", out.cards)
    engine.write(sql_file(PACKAGE, "card_cube"), out.card_cube)
    out.tables.update(measure(engine, out.cube, out.card_cube))
    engine.create(sql_file(PACKAGE, "expected"))
    return out


def measure(engine: Engine, cube: Path, card_cube: Path) -> dict[str, pa.Table]:
    """Every measure of every region, from the two cubes and `parameters`."""
    engine.read("cube", cube)
    engine.read("card_cube", card_cube)
    engine.register("levels", levels_table())
    engine.create(sql_file(PACKAGE, "cube_levels"))
    for name in REGION_TABLES:
        engine.create(sql_file(PACKAGE, name))
    return {name: engine.arrow(f"SELECT * FROM {name}") for name in REGION_TABLES}


def _cover_part(engine: Engine, part: Part, linked: Linked, folder: Path) -> Path:
    number = f"{part.number:04d}"
    engine.read("part_persons", part.persons)
    engine.read("part_cards", part.cards)
    engine.read("part_links", linked.nik_links[part.number])
    engine.create(sql_file(PACKAGE, "linked_cards"))
    engine.create(sql_file(PACKAGE, "linked_findings"))
    engine.write("SELECT * FROM linked_findings", folder / f"linked-{number}.parquet")
    residents = folder / f"residents-{number}.parquet"
    engine.write(sql_file(PACKAGE, "residents"), residents)
    engine.read("part_residents", residents)
    engine.write(
        sql_file(PACKAGE, "resident_cells"), folder / f"cells-{number}.parquet"
    )
    engine.drop("linked_cards", "linked_findings")
    return residents


def _prepare_links(engine: Engine, linked: Linked, cards: Path) -> None:
    engine.read("cards", cards)
    engine.read("residue_links", linked.residue_links)
    engine.read("holders", linked.holders)
    engine.read("contenders", linked.contenders)
    engine.read("all_candidates", linked.candidates)
    engine.create(sql_file(PACKAGE, "residue_cards"))
    engine.create(sql_file(PACKAGE, "open_candidates"), "candidates")


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
