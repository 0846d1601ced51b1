"""Linking encoded registers: the same stages, on keyed numbers and arrays of bits.

Cards and persons come with the columns that `semesta.encoding` gives them: `nik`,
`nik15` and `kk` are keyed numbers, `birth_in_village`, `sound_in_village` and
`birth_and_sound` tell who is worth comparing, `clk_00` … are the array of bits.
"""

from semesta.engine import Engine, sql_file
from semesta.linkage import pairing, rules
from semesta.linkage.linkers import PACKAGE, Linker, judge_decisions
from semesta.linkage.model import Model


def judge_same_number(engine: Engine, model: Model | None) -> None:
    """Pairs with equal encoded NIK, confirmed by the rest of the encoding."""
    engine.view("SELECT * FROM pair_cards", "encoded_cards")
    judge_encodings(engine, "nik_pairs", rules.CONFIRMED)


def judge_alike(engine: Engine, model: Model | None) -> None:
    """Pairs that share a keyed number, compared by their arrays of bits."""
    engine.create(sql_file(PACKAGE, "encoded_cards"), "encoded_residue")
    engine.view("SELECT * FROM encoded_residue", "encoded_cards")
    engine.create(sql_file(PACKAGE, "encoded_blocks"), "proposed")
    judge_encodings(engine, "proposed_pairs")
    engine.drop("proposed", "encoded_residue")


def judge_encodings(engine: Engine, pairs: str, least: float = 0.0) -> None:
    """Evidence and verdict for every pair of a SQL file left to the rules."""
    engine.register("verdicts", rules.verdicts(rules.ENCODED, least))
    pairing.meet(engine, pairs)
    engine.create(sql_file(PACKAGE, "encoded_evidence"))
    engine.create(sql_file(PACKAGE, "encoded_judged"), "judged")
    engine.drop("encoded_evidence")


ENCODED_SAME_NIK = Linker("nik", judge_same_number)
ENCODED_ON_RESIDUE = (
    Linker("review", judge_decisions),
    Linker("alike", judge_alike),
)
