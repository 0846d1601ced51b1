"""How registers are split so that cards meet persons part by part."""

from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from semesta.engine import Duck
from semesta.registers import parts_in, plan_parts, write_parts
from semesta.registers.parts import ONE_PART, SAMPLED, parts_of, plan


prefixes = st.dictionaries(st.integers(0, 999_999), st.integers(1, 50), max_size=40)


def test_neighbouring_prefixes_share_a_part_until_it_is_full():
    rows = {110101: 4, 110102: 5, 330101: 2, 630901: 9, 630902: 1}

    assert plan(rows, 10) == {
        110101: 0,
        110102: 0,
        330101: 1,
        630901: 2,
        630902: 2,
    }


def test_a_prefix_larger_than_a_part_stands_alone():
    assert plan({1: 2, 2: 30, 3: 2}, 10) == {1: 0, 2: 1, 3: 2}


def test_nothing_to_split_needs_no_part():
    assert plan({}, 10) == {}


@given(prefixes, st.integers(1, 60))
def test_every_prefix_has_one_part_and_no_part_outgrows_the_limit(rows, limit):
    parts = plan(rows, limit)

    filled: Counter[int] = Counter()
    for prefix, part in parts.items():
        filled[part] += rows[prefix]
    shared = {part for part, n in Counter(parts.values()).items() if n > 1}
    assert parts.keys() == rows.keys()
    assert sorted(filled) == list(range(len(filled)))
    assert [parts[prefix] for prefix in sorted(parts)] == sorted(parts.values())
    assert all(filled[part] <= limit for part in shared)


@given(prefixes, st.integers(1, 60))
def test_no_two_neighbouring_parts_would_fit_into_one(rows, limit):
    parts = plan(rows, limit)

    filled: Counter[int] = Counter()
    first = {}
    for prefix in sorted(parts):
        filled[parts[prefix]] += rows[prefix]
        first.setdefault(parts[prefix], prefix)
    for part in range(1, len(filled)):
        assert filled[part - 1] + rows[first[part]] > limit


NIKS = {
    "persons": [6309025505900001, 6309025505900002, 1101015505900001, None],
    "cards": [6309025505900001, None, None, 9999995505900001],
}


def split(tmp_path: Path, limit: int) -> list[list[list[int | None]]]:
    """The NIK of persons and of cards, part by part."""
    counted = Counter(
        nik // 10**10 for column in NIKS.values() for nik in column if nik
    )
    del counted[999999]  # of a district that the plan has not seen
    parts = parts_of(plan(counted, limit))
    with Duck() as engine:
        for name, column in NIKS.items():
            rows = range(len(column))
            engine.register("found", pa.table({"nik": pa.array(column), "row": rows}))
            write_parts(engine, "SELECT * FROM found", tmp_path / name, parts)
    return [
        [niks(part.persons), niks(part.cards)]
        for part in parts_in(tmp_path / "persons", tmp_path / "cards")
    ]


def test_cards_meet_the_persons_of_their_prefix(tmp_path):
    assert split(tmp_path, limit=1) == [
        [[1101015505900001], [9999995505900001, None]],
        [[6309025505900001, 6309025505900002, None], [6309025505900001, None]],
    ]


def test_a_register_without_rows_of_a_part_has_an_empty_one(tmp_path):
    with Duck() as engine:
        engine.register("found", pa.table({"nik": [1101015505900001], "row": [1]}))
        parts = parts_of({110101: 0, 630902: 1})
        write_parts(engine, "SELECT * FROM found", tmp_path / "persons", parts)

    assert niks(tmp_path / "persons" / "part=0") == [1101015505900001]
    assert niks(tmp_path / "persons" / "part=1") == []


def test_what_fits_into_one_part_stays_together(tmp_path):
    ((persons, cards),) = split(tmp_path, limit=50)

    assert (len(persons), len(cards)) == (4, 4)


def staged(tmp_path: Path, districts: int) -> list[Path]:
    """Two staged registers of text, their rows numbered."""
    paths = []
    for name in ("population", "membership"):
        rows = range(1, districts * 2 * SAMPLED + 1)
        niks = [f"' {110101 + row % districts}5505900001" for row in rows]
        paths.append(tmp_path / f"{name}.parquet")
        pq.write_table(pa.table({"nik": niks, "row": rows}), paths[-1])
    return paths


def test_parts_are_planned_by_both_registers_together(tmp_path):
    paths = staged(tmp_path, districts=3)
    rows = 2 * 2 * SAMPLED
    with Duck() as engine:
        assert plan_parts(engine, paths, 3 * rows) == ONE_PART
        many = plan_parts(engine, paths, 1)

    assert many.count == len(many.of_prefix) > 1
    assert many.of_prefix.keys() <= {110101, 110102, 110103}


def niks(folder: Path) -> list[int | None]:
    return sorted(pq.read_table(folder)["nik"].to_pylist(), key=str)
