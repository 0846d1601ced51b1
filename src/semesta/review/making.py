"""The review sheet: open pairs of a run, masked, in the order worth asking."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from semesta.documents import Stamp, lock_workbook, new_file
from semesta.errors import SemestaError
from semesta.published import Run
from semesta.regions import NATION, tree
from semesta.review.order import Deciding, ordered
from semesta.review.pairs import Pair, open_pairs
from semesta.review.sheet import Wording, write_sheet


@dataclass(frozen=True)
class Asked:
    """What the sheet shall hold. Whole numbers leave only behind a password."""

    region: str = NATION
    limit: int | None = None
    password: str | None = None
    unmasked: bool = False
    language: str = "id"


@dataclass(frozen=True)
class Exported:
    """What stands on the sheet, and what was open in the region."""

    path: Path
    region: str
    pairs: int
    cards: int
    persons: int
    open_pairs: int
    deciding: int


def export_review(
    run: Run,
    asked: Asked,
    stamp: Stamp,
    out: Path,
    *,
    before_leaving: Callable[[Exported], object] = lambda made: None,
) -> Exported:
    """Writes the sheet as `out`, a new file.

    `before_leaving` is called when all is made and nothing stands in `out` yet: what it
    raises (a log that cannot be written) keeps everything back. Raises SemestaError for
    whole numbers without a password and for a region where nothing is open.
    """
    if asked.unmasked and not asked.password:
        raise SemestaError("review.unmasked_without_password")
    region = tree().region(asked.region).code
    pairs = [one for one in ordered(run, open_pairs(run)) if one[0].within(region)]
    if not pairs:
        raise SemestaError("review.nothing_open", run=run.folder.name, region=region)
    chosen = list(_whole_cards(pairs, asked.limit))
    made = Exported(
        path=out,
        region=region,
        pairs=len(chosen),
        cards=len({pair["noka"] for pair, _ in chosen}),
        persons=len({pair["person_id"] for pair, _ in chosen}),
        open_pairs=len(pairs),
        deciding=sum(deciding is not None for _, deciding in chosen),
    )
    wording = Wording(asked.language, asked.unmasked)
    with new_file(out) as path:
        write_sheet(path, run, region, chosen, stamp, wording)
        if asked.password:
            lock_workbook(path, asked.password)
        before_leaving(made)
    return made


def _whole_cards(
    pairs: list[tuple[Pair, Deciding | None]], limit: int | None
) -> Iterator[tuple[Pair, Deciding | None]]:
    """The first pairs; who decides about a card sees all who may own it."""
    yield from islice(pairs, limit)
    if limit is None or not 0 < limit < len(pairs):
        return
    last = pairs[limit - 1][0]["noka"]
    for one in pairs[limit:]:
        if one[0]["noka"] != last:
            return
        yield one
