"""Which cards are laid beside which persons, and what both show.

Blocks name the pairs that share enough to be compared. How many pairs a block makes is
measured before they are used: one that would make more than its share is refused, since
it would tell little for much (every birth on 1 January, one name in one large village).
"""

from functools import partial

import pyarrow as pa

from semesta.engine import Engine, sql_file
from semesta.linkage import names


PACKAGE = "semesta.linkage"
BLOCKS = ("nik", "family", "village", "birth")
# A card meets three or four persons per block; so many on average tell nothing more.
MOST_PAIRS_PER_CARD = 100
ALWAYS_ALLOWED = 1_000_000


def propose(engine: Engine) -> list[str]:
    """Leaves the pairs of `pair_cards` and `pair_persons` that meet in `proposed`.

    Reads `name_keys`. Returns the blocks that were refused.
    """
    cards = engine.value("SELECT count(*) FROM pair_cards")
    most = max(ALWAYS_ALLOWED, MOST_PAIRS_PER_CARD * cards)
    allowed: list[str] = []
    refused: list[str] = []
    for block in BLOCKS:
        text = sql_file(PACKAGE, f"block_{block}").text
        # Stops as soon as it is clear that the block makes too many.
        engine.create(f"SELECT * FROM (\n{text}\n) LIMIT {most + 1}", f"met_{block}")
        pairs = engine.value(f"SELECT count(*) FROM met_{block}")
        (refused if pairs > most else allowed).append(block)
    nothing = "SELECT card_id, card_id AS person_id FROM pair_cards WHERE FALSE"
    met = [f"SELECT card_id, person_id FROM met_{block}" for block in allowed]
    engine.create("\nUNION\n".join([nothing, *met]), "proposed")
    engine.drop(*(f"met_{block}" for block in BLOCKS))
    return refused


def read_names(engine: Engine) -> None:
    """Leaves normalised names and keys of all that is named in `name_keys`."""
    engine.transform(sql_file(PACKAGE, "block_names"), _keys, "name_keys")


def meet(engine: Engine, pairs: str = "proposed_pairs") -> None:
    """Makes the pairs of a SQL file that reviewers left to the rules readable as `pairs`."""
    engine.view(sql_file(PACKAGE, "shown_persons"), "shown_persons")
    engine.view(sql_file(PACKAGE, pairs), "met")
    engine.view(sql_file(PACKAGE, "undecided_pairs"), "pairs")


def lay_out(
    engine: Engine, pairs: str = "proposed_pairs", hopeful: bool = True
) -> None:
    """Leaves the evidence of every pair that meets in `evidence`.

    Pairs that a reviewer settled are left out, and so are, unless `hopeful` is off,
    those whose code without names is not among `hopeful_codes`: no name could make
    them worth a look, and comparing names is what costs.
    """
    meet(engine, pairs)
    engine.view(sql_file(PACKAGE, "bare_evidence"), "bare_evidence")
    if hopeful:
        engine.create(sql_file(PACKAGE, "hopeful_pairs"))
    else:
        engine.create("SELECT * FROM bare_evidence", "hopeful_pairs")
    compare = partial(names.agreements, processes=engine.threads)
    engine.transform(sql_file(PACKAGE, "differing_names"), compare, "name_levels")
    engine.create(sql_file(PACKAGE, "evidence"))
    engine.drop("proposed", "hopeful_pairs")


def _keys(distinct: pa.Table) -> pa.Table:
    return names.keys(distinct["name"])
