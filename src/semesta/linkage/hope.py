"""Which pairs are worth comparing by name, which is what costs."""

from functools import cache
from itertools import product

import pyarrow as pa

from semesta.linkage import rules
from semesta.linkage.model import Model


# What the rest of a pair can show at best, where nothing is known of it yet.
AT_BEST = {
    "name": "equal",
    "words": "more",
    "mother": "equal",
    "rarity": "rare",
    "holds": "none",
    "whose": "others",
}
NOTHING = {
    "name": "unknown",
    "words": "one",
    "mother": "unknown",
    "rarity": "unknown",
    "holds": "unknown",
    "whose": "unknown",
}
LEAST_BITS = -10.0


def hopeful_codes(model: Model) -> pa.Table:
    """Codes without names that some name would make a link or a candidate."""
    hopeful = {
        rules.pack(levels | NOTHING)
        for levels in _bare_levels()
        if model.weight(rules.pack(levels | AT_BEST)) >= LEAST_BITS
    }
    hopeful |= set(rules.hopeful_codes()["code"].to_pylist())
    return pa.table({"code": pa.array(sorted(hopeful), pa.int32())})


@cache
def _bare_levels() -> list[dict[str, str]]:
    bare = [field for field in rules.fields() if field.name not in AT_BEST]
    names = [field.name for field in bare]
    return [
        dict(zip(names, levels, strict=True))
        for levels in product(*(field.levels for field in bare))
    ]
