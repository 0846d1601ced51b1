"""The list of linkers, open at its end.

A linker has a name, an input and an output. Its input are the tables `pair_cards`
(cards without an accepted link) and `pair_persons` (everybody in the population
register: double cards belong to persons who are linked already). Its output is the
table `judged`: card_id, person_id, code, method, accept, probability, strength; one
row per pair that it accepts or keeps as a candidate. Linkers run in order, each on
what the ones before left over.
"""

from collections.abc import Callable
from dataclasses import dataclass

from semesta.engine import Duck, sql_file
from semesta.linkage import names, rules


PACKAGE = "semesta.linkage"
BLOCKS = ("block_nik", "block_family", "block_village", "block_birth")


@dataclass(frozen=True)
class Linker:
    """A way to link. `judge` reads its input tables and leaves the table `judged`."""

    name: str
    judge: Callable[[Duck], object]


def judge_same_nik(engine: Duck) -> None:
    """Pairs with equal NIK, confirmed by name and birth date.

    What only the NIK speaks for may be a relative's: it is left to the residue, where
    it meets the rest of the family.
    """
    engine.create(sql_file(PACKAGE, "nik_pairs"), "proposed")
    judge_proposed(engine)
    engine.create(sql_file(PACKAGE, "confirmed"), "confirmed_pairs")
    engine.create("SELECT * FROM confirmed_pairs", "judged")
    engine.drop("confirmed_pairs")


def judge_decisions(engine: Duck) -> None:
    """Pairs that a reviewer confirmed."""
    engine.create(sql_file(PACKAGE, "review_pairs"), "judged")


def judge_combinations(engine: Duck) -> None:
    """Pairs that share enough to be compared, wherever their NIK differ."""
    known = engine.arrow(sql_file(PACKAGE, "block_names"))
    engine.register("name_keys", names.keys(known["name"]))
    blocks = (sql_file(PACKAGE, block).text for block in BLOCKS)
    engine.create("\nUNION\n".join(blocks), "proposed")
    judge_proposed(engine)


def judge_proposed(engine: Duck) -> None:
    """Evidence and verdict for every pair of `proposed` left to the rules."""
    engine.register("verdicts", rules.verdicts())
    engine.register("hopeful_codes", rules.hopeful_codes())
    engine.create(sql_file(PACKAGE, "undecided_pairs"), "pairs")
    engine.create(sql_file(PACKAGE, "bare_evidence"))
    engine.create(sql_file(PACKAGE, "hopeful_pairs"))
    differing = engine.arrow(sql_file(PACKAGE, "differing_names"))
    engine.register("name_levels", names.agreements(differing))
    engine.create(sql_file(PACKAGE, "evidence"))
    engine.create(sql_file(PACKAGE, "judged"))
    engine.drop("proposed", "pairs", "bare_evidence", "hopeful_pairs", "evidence")


SAME_NIK = Linker("nik", judge_same_nik)
ON_RESIDUE = (
    Linker("review", judge_decisions),
    Linker("combination", judge_combinations),
)
