"""Which card belongs to which person: part by part by NIK, then the residue.

Each linker's accepted links and candidates are Parquet files in the working folder.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from semesta.engine import Duck, sql_file
from semesta.linkage.linkers import ON_RESIDUE, PACKAGE, SAME_NIK, Linker
from semesta.linkage.parts import ROWS_PER_PART, Part, split
from semesta.registers import DECISIONS


@dataclass(frozen=True)
class Linked:
    """What linking leaves behind, as Parquet files.

    `parts`: the registers as they were split. `nik_links` (by part number) and
    `residue_links`: card_id, person_id, code, method, probability, one row per linked
    card. `candidates`: the same columns, one row per pair too likely to ignore.
    `holders`: card_id, person_id of cards that their NIK did not settle although it
    is in the population register.
    """

    parts: list[Part]
    nik_links: dict[int, Path]
    residue_links: list[Path]
    candidates: list[Path]
    holders: Path


def link(
    engine: Duck,
    persons: Path,
    cards: Path,
    folder: Path,
    *,
    decisions: pa.Table | None = None,
    same_nik: Linker = SAME_NIK,
    on_residue: Sequence[Linker] = ON_RESIDUE,
    rows_per_part: int = ROWS_PER_PART,
) -> Linked:
    """Links the cleaned registers.

    `decisions` has the columns of `registers.DECISIONS` (the last word per pair). Results do
    not depend on `rows_per_part`, which only bounds memory.
    """
    folder.mkdir(parents=True, exist_ok=True)
    engine.register("decisions", decisions or DECISIONS.empty_table())
    parts = split(engine, persons, cards, folder, limit=rows_per_part)
    engine.create(sql_file(PACKAGE, "decided"))
    nik_links, residue = {}, []
    for part in parts:
        nik_links[part.number] = folder / f"links-nik-{part.number:04d}.parquet"
        residue.append(folder / f"residue-{part.number:04d}.parquet")
        _link_part(engine, same_nik, part, nik_links[part.number], residue[-1])
    engine.read("pair_persons", persons)
    engine.read("residue", residue)
    engine.create("SELECT * FROM residue ORDER BY card_id", "residue_left")
    residue_links, candidates = [], []
    for linker in on_residue:
        residue_links.append(folder / f"links-{linker.name}.parquet")
        candidates.append(folder / f"candidates-{linker.name}.parquet")
        _link_residue(engine, linker, residue_links[-1], candidates[-1])
    holders = folder / "holders.parquet"
    engine.write(sql_file(PACKAGE, "holders"), holders)
    engine.drop("judged", "best")
    return Linked(parts, nik_links, residue_links, candidates, holders)


def decisions_without_pair(engine: Duck) -> int:
    """Review decisions about a card or person that the registers do not hold.

    Reads the tables that `link` left in the engine.
    """
    return len(engine.rows(sql_file(PACKAGE, "decisions_without_pair")))


def _link_part(
    engine: Duck, same_nik: Linker, part: Part, links: Path, residue: Path
) -> None:
    engine.read("pair_persons", part.persons)
    engine.read("part_of_cards", part.cards)
    engine.view(sql_file(PACKAGE, "part_cards"), "pair_cards")
    same_nik.judge(engine)
    engine.create(sql_file(PACKAGE, "best"))
    engine.write("SELECT * FROM best ORDER BY card_id", links)
    engine.write(sql_file(PACKAGE, "part_residue"), residue)
    engine.drop("judged", "best")


def _link_residue(engine: Duck, linker: Linker, links: Path, candidates: Path) -> None:
    engine.view("SELECT * FROM residue_left", "pair_cards")
    linker.judge(engine)
    engine.create(sql_file(PACKAGE, "best"))
    engine.write("SELECT * FROM best ORDER BY card_id", links)
    engine.write(sql_file(PACKAGE, "candidates"), candidates)
    engine.create(sql_file(PACKAGE, "left_over"), "next_residue")
    engine.create("SELECT * FROM next_residue", "residue_left")
    engine.drop("next_residue")
