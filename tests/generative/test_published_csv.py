"""Whatever was found in a file survives being written and read."""

import csv
import math
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from semesta.published import contract, read_csv, write_csv


NASTY = ["a,b", '"', '""', "\n", "\r", "\r\n", "\xa0", " ", "=1+1", "NULL", "NaN", "\0"]
TEXT = st.one_of(st.sampled_from(NASTY), st.text(max_size=12))
FILLED = TEXT.filter(bool)
RATE = st.floats(0, 10, allow_nan=False) | st.none()

QUARANTINE = st.lists(
    st.fixed_dictionaries(
        {
            "file": FILLED,
            "row": st.none() | st.integers(-(2**63), 2**63 - 1),
            "column": st.none() | FILLED,
            "value": st.none() | TEXT,
            "reason": FILLED,
        }
    ),
    max_size=5,
)
SCHEMA = pa.schema(
    {
        "file": pa.string(),
        "row": pa.int64(),
        "column": pa.string(),
        "value": pa.string(),
        "reason": pa.string(),
    }
)


@settings(deadline=None)
@given(QUARANTINE)
def test_text_comes_back_as_it_was(rows: list[dict[str, object]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "quarantine.csv"
        write_csv(path, pa.Table.from_pylist(rows, SCHEMA))
        found = read_csv(path).to_pylist()
        with path.open(encoding="utf-8", newline="") as file:
            by_hand = list(csv.DictReader(file))
    assert found == [row | {"value": row["value"] or None} for row in rows]
    printed = [
        {key: "" if value is None else str(value) for key, value in row.items()}
        for row in rows
    ]
    assert by_hand == printed


@settings(deadline=None)
@given(st.lists(RATE, max_size=8), st.randoms(use_true_random=False))
def test_rates_are_rounded_once_and_rows_have_one_order(
    rates: list[float | None], chance: object
) -> None:
    rows = [
        {"noka": f"{n:013d}", "finding": "unknown", "probability": rate}
        for n, rate in enumerate(rates)
    ]
    mixed = rows.copy()
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    with TemporaryDirectory() as folder:
        path, other = Path(folder) / "links.csv", Path(folder) / "mixed.csv"
        write_csv(path, as_links(rows))
        write_csv(other, as_links(mixed), "links.csv")
        assert path.read_bytes() == other.read_bytes()
        found = read_csv(path)
        write_csv(other, found, "links.csv")
        assert path.read_bytes() == other.read_bytes()
    for written, given_rate in zip(
        found["probability"].to_pylist(), rates, strict=True
    ):
        if given_rate is None:
            assert written is None
        else:
            assert math.isclose(written, given_rate, abs_tol=5.1e-7)


def as_links(rows: list[dict[str, object]]) -> pa.Table:
    names = contract().file("links.csv").header
    types = [pa.float64() if name == "probability" else pa.string() for name in names]
    return pa.Table.from_pylist(rows, pa.schema(zip(names, types, strict=True)))
