"""Which card belongs to which person: part by part by NIK, then the residue.

Each linker's accepted links and candidates are Parquet files in the working folder.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa

from semesta.engine import Engine, sql_file
from semesta.finished import Finished
from semesta.linkage import pairing
from semesta.linkage.hope import hopeful_codes
from semesta.linkage.likelihood import weigh
from semesta.linkage.linkers import ON_RESIDUE, PACKAGE, SAME_NIK, Linker
from semesta.linkage.model import Model
from semesta.linkage.sampling import learn, read_rarity
from semesta.registers import DECISIONS, Part, parts_in


@dataclass(frozen=True)
class Linked:
    """What linking leaves behind, as Parquet files.

    `parts`: those of the registers. `residue`: the cards that their NIK did not settle,
    with whose the NIK is. `nik_links` (by part number) and `residue_links`: card_id,
    person_id, code, method, probability, one row per linked card. `candidates`: the
    same columns, one row per pair too likely to ignore. `contenders`: card_id,
    person_id, code, place of the two persons for whom most speaks, of every card of
    the residue. `model`: what weighed the residue, None where nothing is named;
    `refused`: blocks that would have made too many pairs.
    """

    parts: list[Part]
    residue: list[Path]
    nik_links: dict[int, Path]
    residue_links: list[Path]
    candidates: list[Path]
    contenders: Path
    model: Model | None
    refused: list[str]


def link(
    engine: Engine,
    persons: Path,
    cards: Path,
    folder: Path,
    *,
    decisions: pa.Table | None = None,
    same_nik: Linker = SAME_NIK,
    by_name: bool = True,
    model: Model | None = None,
    on_residue: Sequence[Linker] = ON_RESIDUE,
    finished: Finished | None = None,
) -> Linked:
    """Links the cleaned registers, each a folder of parts.

    `decisions` has the columns of `registers.DECISIONS` (the last word per pair). Without a
    `model` one is learnt from these registers. Results do not depend on how the
    registers were split, which only bounds memory.
    """
    folder.mkdir(parents=True, exist_ok=True)
    engine.register("decisions", decisions or DECISIONS.empty_table())
    parts = parts_in(persons, cards)
    engine.read("persons", persons)
    engine.read("cards", cards)
    engine.create(sql_file(PACKAGE, "decided"))
    finished = finished or Finished()
    nik_links, residue = _link_parts(engine, same_nik, parts, folder, finished)
    engine.read("pair_persons", persons)
    refused: list[str] = []
    if by_name:
        pairing.read_names(engine)
        model = model or learn(engine)
        refused = _lay_out_residue(engine, model)
    else:
        model = None  # it weighs names, and there are none
    residue_links: list[Path] = []
    candidates: list[Path] = []
    for linker in on_residue:
        links = folder / f"links-{linker.name}.parquet"
        _settle(engine, [*nik_links.values(), *residue_links])
        candidates.append(folder / f"candidates-{linker.name}.parquet")
        _link_residue(engine, linker, model, links, candidates[-1])
        residue_links.append(links)
    contenders = folder / "contenders.parquet"
    _write_contenders(engine, model, contenders)
    engine.drop("judged", "best", "evidence", "settled_now", "codes_of_pairs")
    residues = (residue_links, candidates, contenders)
    return Linked(parts, residue, nik_links, *residues, model, refused)


def decisions_without_pair(engine: Engine) -> int:
    """Review decisions about a card or person that the registers do not hold.

    Reads the tables that `link` left in the engine.
    """
    return len(engine.rows(sql_file(PACKAGE, "decisions_without_pair")))


def _link_parts(
    engine: Engine,
    same_nik: Linker,
    parts: list[Part],
    folder: Path,
    finished: Finished,
) -> tuple[dict[int, Path], list[Path]]:
    """Links what equal NIK settle; leaves `nik_links`, `residue` and `residue_left`."""
    nik_links, residue = {}, []
    for part in parts:
        nik_links[part.number] = folder / f"links-nik-{part.number:04d}.parquet"
        residue.append(folder / f"residue-{part.number:04d}.parquet")
        left = nik_links[part.number], residue[-1]
        finished.once(
            f"link {part.number}",
            left,
            partial(_link_part, engine, same_nik, part, *left),
        )
    engine.read("residue", residue)
    engine.read("nik_links", list(nik_links.values()))
    engine.create("SELECT * FROM residue ORDER BY card_id", "residue_left")
    _settle(engine, list(nik_links.values()))
    return nik_links, residue


def _link_part(
    engine: Engine, same_nik: Linker, part: Part, links: Path, residue: Path
) -> None:
    engine.read("pair_persons", part.persons)
    engine.read("part_of_cards", part.cards)
    engine.view(sql_file(PACKAGE, "part_cards"), "pair_cards")
    same_nik.judge(engine, None)
    engine.create(sql_file(PACKAGE, "best"))
    engine.write("SELECT * FROM best ORDER BY card_id", links)
    engine.write(sql_file(PACKAGE, "part_residue"), residue)
    engine.drop("judged", "best")


def _settle(engine: Engine, links: list[Path]) -> None:
    """Who holds a card by the links so far."""
    engine.read("accepted_links", links)
    engine.view(sql_file(PACKAGE, "settled"), "settled")


def _lay_out_residue(engine: Engine, model: Model) -> list[str]:
    """Every pair of the residue that may be one, with its evidence."""
    read_rarity(engine, model.names)
    engine.view("SELECT * FROM residue_left", "pair_cards")
    refused = pairing.propose(engine)
    engine.register("hopeful_codes", hopeful_codes(model))
    pairing.lay_out(engine)
    return refused


def _write_contenders(engine: Engine, model: Model | None, path: Path) -> None:
    """Of every card of the residue, the two persons for whom most speaks."""
    if model is None:
        engine.write(sql_file(PACKAGE, "no_contenders"), path)
        return
    engine.view("SELECT * FROM residue", "pair_cards")
    weigh(engine, model)
    engine.write(sql_file(PACKAGE, "contenders"), path)


def _link_residue(
    engine: Engine, linker: Linker, model: Model | None, links: Path, candidates: Path
) -> None:
    engine.view("SELECT * FROM residue_left", "pair_cards")
    linker.judge(engine, model)
    engine.create(sql_file(PACKAGE, "best"))
    engine.write("SELECT * FROM best ORDER BY card_id", links)
    engine.write(sql_file(PACKAGE, "candidates"), candidates)
    engine.create(sql_file(PACKAGE, "left_over"), "next_residue")
    engine.create("SELECT * FROM next_residue", "residue_left")
    engine.drop("next_residue")
