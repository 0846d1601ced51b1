"""Cards of one month as a grid: by region on the card and by finding.

Cards whose village is not known are counted by the regions above only. What a region
has beyond its districts can be found by subtraction, so it is protected like a
district of its own that nobody publishes.
"""

from collections.abc import Mapping
from itertools import combinations

from semesta.disclosure.grid import Cell, Change, Grid, Layer, by_cell
from semesta.disclosure.places import Places
from semesta.errors import IdentityBroken


FINDINGS = (
    "matched",
    "duplicate",
    "deceased",
    "moved",
    "not_found",
    "nik_invalid",
    "identity_conflict",
    "unknown",
    "newborn_waiting",
)
TOTAL: Cell = ("findings", "", "cards")


def cards_grid(bridge: Mapping[str, Mapping[str, int]], places: Places) -> Grid:
    """The grid of the rows of `bridge.csv` (region code → column → cards).

    `places` are those of the residents. Where as many cards are matched as residents
    are registered, as in a whole run, the number of the one tells that of the other.
    """
    elsewhere = bridge.get(places.codes[0], {}).get("recorded_elsewhere", 0)
    places = places.with_unnamed()
    rooms = {(finding, ""): _column(bridge, finding, places) for finding in FINDINGS}
    forms = {_cell(slot[0]): {slot: 1} for slot in rooms}
    forms[TOTAL] = dict.fromkeys(rooms, 1)
    published = frozenset(forms)
    sums = ((TOTAL, 1), *((_cell(name), -1) for name in FINDINGS))
    layer = Layer(forms, (sums,), {}, published)
    filled = [slot for slot in rooms if rooms[slot][0]]
    changes: list[Change] = [{slot: 1} for slot in filled]
    changes += [{plus: 1, minus: -1} for plus, minus in combinations(filled, 2)]
    return Grid(
        places=places,
        village=Layer({}, (), {}, published),
        district=layer,
        rooms=rooms,
        published=published,
        size=TOTAL,
        own=by_cell([layer.face(change) for change in changes]),
        fixed=frozenset() if elsewhere else frozenset({(_cell("matched"), 0)}),
    )


def _cell(finding: str) -> Cell:
    return ("findings", "", finding)


def _column(
    bridge: Mapping[str, Mapping[str, int]], finding: str, places: Places
) -> list[int]:
    """The cards of every region, and of what each has beyond its districts."""
    named = len(places.codes) - len(places.unnamed)
    column = [_count(bridge.get(code, {}), finding) for code in places.codes[:named]]
    for place in range(named, len(places.codes)):
        parent = places.parents[place]
        below = sum(column[child] for child in places.children[parent] if child < named)
        column.append(column[parent] - below)
    if min(column) < 0:
        raise IdentityBroken("disclosure.not_additive")
    return column


def _count(row: Mapping[str, int], finding: str) -> int:
    if finding == "matched":
        return row.get("registered", 0) + row.get("recorded_elsewhere", 0)
    return row.get(finding, 0)
