"""Whatever the figures: nobody finds out what a public export hides."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import attacker
from invented import RULE, drawn_month, only_small_hidden, write_public
from semesta.disclosure.figures import Figures
from semesta.disclosure.previous import hidden_in
from semesta.disclosure.protecting import Protected, protect


ROUNDING = 1e-6

districts = st.lists(st.integers(1, 4), min_size=1, max_size=4)
seeds = st.integers(0, 2**32)


@st.composite
def trees(draw) -> list[str]:
    """Codes of the villages of one or two regencies."""
    return [
        f"63.{regency:02d}.{district:02d}.{2000 + village}"
        for regency in range(1, draw(st.integers(1, 2)) + 1)
        for district, villages in enumerate(draw(districts), start=1)
        for village in range(1, villages + 1)
    ]


@st.composite
def months(draw, codes: list[str], month: str = "2026-01") -> Figures:
    size = st.sampled_from([1, 3, 6, 12, 40, 90, 200])
    sizes = draw(st.lists(size, min_size=len(codes), max_size=len(codes)))
    return drawn_month(codes, draw(seeds), sizes, month)


def truth(month: Protected) -> dict[attacker.Cell, int]:
    """Every count of a month, printed or not, with the attacker's names."""
    names = {"outside": "not_registered"}
    found = {}
    for hiding in (month.residents, month.cards):
        for (table, row, column), values in (
            hiding.grid.values.items() if hiding else ()
        ):
            for place, value in enumerate(values):
                region = hiding.places.codes[place]
                found[table, region, row, names.get(column, column)] = value
    return found


def check_nothing_is_found(known: attacker.Month, counts: dict) -> None:
    top = min((cell[1] for cell in counts), key=attacker.depth)
    matched = counts.get(("findings", top, "", "matched"))
    known.whole = matched == counts["regions", top, "", "registered"]
    assert attacker.recovered(known) == set()
    small = {cell for cell, count in counts.items() if 0 < count < RULE.least}
    assert small.isdisjoint(known.shown)
    for cell, (low, high) in attacker.by_bounds(known, known.hidden | small).items():
        assert low - ROUNDING <= counts[cell] <= high + ROUNDING
        assert high - low >= RULE.width - ROUNDING, cell


@settings(max_examples=20)
@given(st.data())
def test_no_hidden_count_can_be_found_out(data):
    month = data.draw(months(data.draw(trees())))

    (found,) = protect([month], (), RULE)
    with tempfile.TemporaryDirectory() as folder:
        write_public(Path(folder, "public"), [found])
        known = attacker.read(Path(folder, "public"))["2026-01"]

    small = [n for n in truth(found).values() if 0 < n < RULE.least]
    assert known.hidden or not small
    check_nothing_is_found(known, truth(found))


@settings(max_examples=6)
@given(st.data())
def test_no_hidden_count_can_be_found_out_with_other_months(data):
    codes = data.draw(trees())
    first, second = (
        data.draw(months(codes, month)) for month in ("2026-01", "2026-02")
    )

    (earlier,) = protect([first], (), RULE)
    with tempfile.TemporaryDirectory() as folder:
        one, two = Path(folder, "one"), Path(folder, "two")
        write_public(one, [earlier])
        (one / "datapackage.json").write_text(described(one))
        both = protect([first, second], hidden_in(one), RULE)
        write_public(two, both)
        together = attacker.read(one, two)

    assert together["2026-01"].hidden
    check_nothing_is_found(together["2026-01"], truth(earlier) | truth(both[0]))
    check_nothing_is_found(together["2026-02"], truth(both[1]))


@settings(max_examples=10)
@given(st.data())
def test_what_is_hidden_in_one_month_is_hidden_in_all(data):
    codes = data.draw(trees())
    first, second = (
        data.draw(months(codes, month)) for month in ("2026-01", "2026-02")
    )

    one, two = protect([first, second], (), RULE)

    for mine, theirs in ((one, two), (two, one)):
        for cell, bits in mine.residents.hidden.items():
            if theirs.has(cell):
                for place, bit in enumerate(bits):
                    shown = theirs.value(cell, place)
                    assert not bit or shown in (None, 0)


def described(folder: Path) -> str:
    """The least that makes a folder an export."""
    names = [f'{{"name": "{path.stem}"}}' for path in (folder / "data").iterdir()]
    return f'{{"semesta": {{}}, "resources": [{", ".join(names)}]}}'


@pytest.mark.parametrize("attack", [attacker.by_subtraction, attacker.by_algebra])
def test_the_attacker_finds_what_hiding_small_counts_alone_leaves_open(
    tmp_path, attack
):
    codes = [f"63.01.{d:02d}.{v}" for d in (1, 2) for v in (2001, 2002, 2003)]
    month = drawn_month(codes, 7, [60, 90, 200, 90, 90, 40])

    naive = only_small_hidden(month)
    known = attacker.read(write_public(tmp_path / "naive", naive))["2026-01"]
    found = attack(known)

    assert len(found.keys() & known.hidden) > len(known.hidden) / 3
    counts = truth(naive[0])
    assert all(found[cell] == counts[cell] for cell in found.keys() & known.hidden)
