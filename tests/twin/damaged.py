"""Random small registers, with relatives, namesakes and the damage that real ones have.

Pools are small on purpose: people share names, birthdays and villages, so that ties,
near misses and double cards come up in every few examples.
"""

from hypothesis import strategies as st

import drawn
from semesta.coverage.cells import SEGMENTS
from semesta.months import Month
from twin.both import Registers
from twin.states import STANDING, Question


NAMES = (
    "SITI AMINAH",
    "ST. AMINAH",
    "SITI",
    "MUHAMMAD NUR HIDAYAT",
    "M. NOOR HIDAYAT",
    "BUDI SANTOSO",
    "BUDY SANTOSA",
    "SUMARTINI",
    None,
)
BIRTHDAYS = (
    "1990-05-03",
    "1990-03-05",
    "1990-05-04",
    "1990-01-01",
    "1991-05-03",
    "1961-11-20",
    "2025-12-20",
    None,
)
VILLAGES = ("63.09.02.2010", "63.09.02.2004", "63.09.01.2015", "33.10.02.2007")
DISTRICTS = ("63.09.02", "33.10.02", "11.01.01")
ON_CARDS = (*VILLAGES, "63.09.02", "63.09", "63", None)
FAMILIES = ("A", "B", None)
SEXES = ("female", "male", None)
DAMAGE = ("", "", "", "/15", "/lost", "/swapped")
STRANGE_NIKS = (
    "-",
    "9999999999999999",
    "3310021203850007",
    "6309027213900001",
    "630902",
)
SCOPES = ("all", "all", "pbpu-pemda", "pbi-jk", "unregistered-list")

drawn_persons = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        "birth_date": st.sampled_from(BIRTHDAYS),
        "sex": st.sampled_from(SEXES),
        "kk": st.sampled_from(FAMILIES),
        "village": st.sampled_from(VILLAGES),
        "first_registered": st.sampled_from(DISTRICTS),
        "mother": st.sampled_from(("SITI AMINAH", "PONIRAH", None)),
        "status": st.sampled_from(("living", "living", "living", "deceased", "moved")),
    },
    optional={"nik": st.none()},
)


@st.composite
def drawn_cards(draw: st.DrawFn, people: int) -> drawn.Row:
    """A card of one of `people` persons, or of a stranger, with what is wrong on it."""
    someone = st.integers(1, people).map(str)
    card = {
        "of": draw(someone),
        "segment": draw(st.sampled_from(SEGMENTS[1:])),
        "state": draw(st.sampled_from(list(STANDING))),
        "start_date": draw(st.sampled_from(("2020-01-01", "2024-06-01", None))),
        "kk": draw(st.sampled_from(FAMILIES)),
    }
    said = {
        "nik": st.builds(str.__add__, someone, st.sampled_from(DAMAGE))
        | st.sampled_from(STRANGE_NIKS),
        "name": st.sampled_from((*NAMES, "BAYI NY SITI AMINAH")),
        "birth_date": st.sampled_from(BIRTHDAYS),
        "sex": st.sampled_from(SEXES),
        "village": st.sampled_from(ON_CARDS),
        "newborn": st.sampled_from(("yes", "no")),
    }
    for column in draw(st.sets(st.sampled_from(sorted(said)), max_size=3)):
        card[column] = draw(said[column])
    return {name: None if cell == "-" else cell for name, cell in card.items()}


@st.composite
def registers(draw: st.DrawFn, size: int = 12) -> Registers:
    """Four to `size` persons, six to twice as many cards; often somebody has a namesake
    who is alike in everything, and a card without NIK that may be either's."""
    rows = draw(st.lists(drawn_persons, min_size=4, max_size=size))
    doubled = draw(st.none() | st.integers(0, len(rows) - 1))
    if doubled is not None:
        rows = [*rows, rows[doubled]]
    people = drawn.persons(rows)
    cells = draw(st.lists(drawn_cards(len(people)), min_size=6, max_size=2 * size))
    if doubled is not None:
        whole = {name: cells[0][name] for name in ("segment", "state", "start_date")}
        cells = [*cells, {**whole, "of": str(doubled + 1), "nik": None}]
    numbered = [{**card, "noka": f"{7 * n % 97}"} for n, card in enumerate(cells, 1)]
    cards = drawn.cards(numbered, people)
    return Registers(people, cards, draw(decisions(people, cards)))


@st.composite
def decisions(draw: st.DrawFn, people: list, cards: list) -> list[dict]:
    """A few review decisions, one per pair."""
    niks = [person["nik"] for person in people if person["nik"]]
    if not niks:
        return []
    pairs = st.tuples(
        st.sampled_from([card["noka"] for card in cards]), st.sampled_from(niks)
    )
    return [
        {
            "noka": noka,
            "nik": nik,
            "verdict": draw(st.sampled_from(("same", "different"))),
        }
        for noka, nik in draw(st.lists(pairs, max_size=3, unique=True))
    ]


questions = st.builds(
    Question,
    month=st.sampled_from([Month(2026, 1), Month(2026, 2)]),
    scope=st.sampled_from(SCOPES),
)
