"""What a model is learnt from: controls, and the cards that their NIK did not settle."""

from collections import Counter
from collections.abc import Mapping
from itertools import groupby

import pyarrow as pa

from semesta.engine import Engine, sql_file
from semesta.linkage import pairing
from semesta.linkage.model import Model, stated
from semesta.linkage.training import (
    FEWEST_CONTROLS,
    MOST_CARDS,
    MOST_CONTROLS,
    Observed,
    train,
)


PACKAGE = "semesta.linkage"
# Cards are drawn by what their number leaves after a multiplication by this prime.
PRIME = 1_000_003
FEWEST_BEARERS = 5
COMMON, USUAL = 1 / 1_000, 1 / 10_000


def learn(engine: Engine) -> Model:
    """The model of the registers in the engine, or the stated one where they are small.

    Reads `cards`, `nik_links`, `settled`, `residue`, `pair_persons`, `name_keys` and
    `decisions`.
    """
    known = _names(engine)
    read_rarity(engine, known)
    _sample(engine)
    engine.create(sql_file(PACKAGE, "control_cards"))
    engine.create(sql_file(PACKAGE, "sampled_residue"))
    controls = engine.value("SELECT count(*) FROM control_cards")
    if controls < FEWEST_CONTROLS:
        return stated()
    owners, strangers = _met_by_controls(engine)
    observed = Observed(controls, owners, strangers, _meetings(engine), known)
    engine.drop("control_cards", "sampled_residue", "evidence")
    return train(observed, stated())


def read_rarity(engine: Engine, names: Mapping[str, str]) -> None:
    """Makes the rarity of names readable as `known_names`: name_normal, level."""
    columns = {"name_normal": list(names), "level": list(names.values())}
    schema = pa.schema([(name, pa.string()) for name in columns])
    engine.register("known_names", pa.table(columns, schema))


def _names(engine: Engine) -> dict[str, str]:
    """Names that at least five bear, and so many that they are no longer rare."""
    bearers = {
        row["name_normal"]: row["bearers"]
        for row in engine.rows(sql_file(PACKAGE, "name_bearers"))
    }
    whole = sum(bearers.values())
    return {
        name: "common" if count >= COMMON * whole else "usual"
        for name, count in bearers.items()
        if count >= max(FEWEST_BEARERS, USUAL * whole)
    }


def _sample(engine: Engine) -> None:
    """How many of the cards serve, in parts of PRIME."""
    settled = engine.value("SELECT count(*) FROM nik_links")
    left = engine.value("SELECT count(*) FROM residue")
    engine.values(
        "sampling",
        {
            "controls_below": _below(MOST_CONTROLS, settled),
            "cards_below": _below(MOST_CARDS, left),
        },
    )


def _below(most: int, there: int) -> int:
    return PRIME if there <= most else PRIME * most // there


def _met_by_controls(engine: Engine) -> tuple[Counter[int], Counter[int]]:
    """Pairs of controls by code: with their owners, with strangers."""
    engine.view("SELECT * FROM control_cards", "pair_cards")
    pairing.propose(engine)
    engine.create(sql_file(PACKAGE, "with_owners"), "with_owners")
    engine.create("SELECT * FROM with_owners", "proposed")
    pairing.lay_out(engine, hopeful=False)
    engine.create(sql_file(PACKAGE, "codes_of_pairs"))
    owners: Counter[int] = Counter()
    strangers: Counter[int] = Counter()
    for row in engine.rows(sql_file(PACKAGE, "codes_of_controls")):
        (owners if row["own"] else strangers)[row["code"]] += row["pairs"]
    engine.drop("with_owners", "codes_of_pairs")
    return owners, strangers


def _meetings(engine: Engine) -> dict[tuple[int, ...], int]:
    """Of the sampled residue: the codes of a card's pairs → how many cards."""
    engine.view("SELECT * FROM sampled_residue", "pair_cards")
    pairing.propose(engine)
    pairing.lay_out(engine, hopeful=False)
    engine.create(sql_file(PACKAGE, "codes_of_pairs"))
    rows = engine.arrow(sql_file(PACKAGE, "codes_by_card"))
    pairs = zip(rows["card_id"].to_pylist(), rows["code"].to_pylist(), strict=True)
    found: Counter[tuple[int, ...]] = Counter()
    for _, codes in groupby(pairs, key=lambda pair: pair[0]):
        found[tuple(code for _, code in codes)] += 1
    alone = engine.value("SELECT count(*) FROM pair_cards") - found.total()
    if alone:
        found[()] = alone
    engine.drop("codes_of_pairs")
    return dict(sorted(found.items()))
