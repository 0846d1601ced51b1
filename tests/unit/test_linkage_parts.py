"""How registers are split so that cards meet persons part by part."""

from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from semesta.linkage.parts import plan, split


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


def registers(tmp_path: Path) -> list[Path]:
    """Persons of two districts, cards of one of them and a card without a NIK."""
    niks = {
        "persons": [6309025505900001, 6309025505900002, 1101015505900001],
        "cards": [6309025505900001, None],
    }
    paths = []
    for name, column in niks.items():
        table = pa.table({"nik": pa.array(column, pa.int64())})
        paths.append(tmp_path / f"{name}.parquet")
        pq.write_table(table, paths[-1])
    return paths


def test_cards_meet_the_persons_of_their_prefix(engine, tmp_path):
    parts = split(engine, *registers(tmp_path), tmp_path, limit=1)

    found = [[niks(part.persons), niks(part.cards)] for part in parts]
    assert found == [
        [[], [None]],
        [[1101015505900001], []],
        [[6309025505900001, 6309025505900002], [6309025505900001]],
    ]


def test_an_empty_table_stands_only_where_a_part_holds_nobody(engine, tmp_path):
    """Beside others it would mislead the engine, which guesses all from the first."""
    parts = split(engine, *registers(tmp_path), tmp_path, limit=1)

    for paths in [part.persons for part in parts] + [part.cards for part in parts]:
        rows = [pq.read_metadata(path).num_rows for path in paths]
        assert rows == [0] or (rows and 0 not in rows)


def test_what_fits_into_one_part_is_not_copied(engine, tmp_path):
    persons, cards = registers(tmp_path)
    (part,) = split(engine, persons, cards, tmp_path, limit=5)

    assert (part.persons, part.cards) == ([persons], [cards])


def niks(paths: list[Path]) -> list[int | None]:
    found = [nik for path in paths for nik in pq.read_table(path)["nik"].to_pylist()]
    return sorted(found, key=str)
