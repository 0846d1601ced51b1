"""The list of linkers, open at its end.

A linker has a name, an input and an output. Its input are the tables `pair_cards`
(cards without an accepted link), `pair_persons` (everybody in the population register:
double cards belong to persons who are linked already), `evidence` (every pair of them
that may be one, with its code) and `settled` (persons with a linked card), and the
model. Its output is the table `judged`: card_id, person_id, code, method, accept,
probability, strength; one row per pair that it accepts or keeps as a candidate. Linkers
run in order, each on what the ones before left over.
"""

from collections.abc import Callable
from dataclasses import dataclass

from semesta.engine import Engine, sql_file
from semesta.linkage import pairing, rules
from semesta.linkage.likelihood import judge_by_model
from semesta.linkage.model import Model


PACKAGE = "semesta.linkage"


@dataclass(frozen=True)
class Linker:
    """A way to link. `judge` reads its input tables and leaves the table `judged`."""

    name: str
    judge: Callable[[Engine, Model | None], object]


def judge_same_nik(engine: Engine, model: Model | None) -> None:
    """Pairs with equal NIK, confirmed by name and birth date.

    What only the NIK speaks for may be a relative's: it is left to the residue, where
    it meets the rest of the family.
    """
    engine.register("hopeful_codes", rules.hopeful_codes(rules.CONFIRMED))
    pairing.lay_out(engine, "nik_pairs")
    judge_by_rules(engine, rules.CONFIRMED)
    engine.drop("evidence")


def judge_decisions(engine: Engine, model: Model | None) -> None:
    """Pairs that a reviewer confirmed."""
    engine.create(sql_file(PACKAGE, "review_pairs"), "judged")


def judge_combinations(engine: Engine, model: Model | None) -> None:
    """Pairs that share so much that no count is needed, wherever their NIK differ."""
    judge_by_rules(engine)
    engine.create(sql_file(PACKAGE, "best"))
    engine.create(sql_file(PACKAGE, "unrivalled"))
    engine.create("SELECT * FROM unrivalled", "judged")
    engine.drop("unrivalled")


def judge_by_rules(engine: Engine, least: float = 0.0) -> None:
    """The verdict of the rules on the pairs of `evidence`, if it is as probable."""
    engine.register("verdicts", rules.verdicts(rules.PLAIN, least))
    engine.create(sql_file(PACKAGE, "judged"))


SAME_NIK = Linker("nik", judge_same_nik)
ON_RESIDUE = (
    Linker("review", judge_decisions),
    Linker("combination", judge_combinations),
    Linker("model", judge_by_model),
)
