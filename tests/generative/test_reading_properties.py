"""Whatever stands in the cells: rows come back as they were, and none is lost."""

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from semesta.registers import csv_lines
from staging_helpers import rows_of, staged


HEADER = ["NIK", "NAMA", "ALAMAT", "RT"]
COLUMNS = ["nik", "name", "address", "rt"]

# Cells of letters that matter to a reader of delimited text, in any mixture. The
# first column is never blank, so that every line is a row. (é and Ö one after the
# other are no UTF-8 by chance, so that Windows-1252 can be told from it.)
cell = st.text(alphabet="ab\"',;|\t .éÖ", max_size=8)
key = st.integers(1, 10**16).map(str)
table = st.lists(st.tuples(key, cell, cell, cell), min_size=1, max_size=30)


def read(data, block=None):
    """Stages a file of these bytes; small blocks bring every cut to light."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(data)
        defaults = csv_lines.TextFile.blocks.__defaults__
        csv_lines.TextFile.blocks.__defaults__ = (block,) if block else defaults
        try:
            result = staged("population", path)
        finally:
            csv_lines.TextFile.blocks.__defaults__ = defaults
        return result.reads[0], rows_of(result, "population")


@given(
    table,
    st.sampled_from(";,\t|"),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.sampled_from(["\n", "\r\n"]),
    st.integers(40, 400),
)
def test_what_a_careful_writer_wrote_is_read_back(
    rows, delimiter, quoting, encoding, end, block
):
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=end)
    writer.writerows([HEADER, *rows])
    account, found = read(text.getvalue().encode(encoding), block)
    assert account.rows_read == len(rows)
    assert account.rows_unreadable == 0
    assert [tuple(row[name] or "" for name in COLUMNS) for row in found] == rows
    assert [row["row"] for row in found] == list(range(2, len(rows) + 2))


# Quotes anywhere, but no delimiter inside a cell: every line is a row by itself.
careless = st.text(alphabet="ab\"' .é", max_size=8)


@given(
    st.lists(st.tuples(key, careless, careless, careless), min_size=1, max_size=20),
    st.integers(40, 400),
)
def test_quotes_that_nobody_escaped_take_no_row_with_them(rows, block):
    lines = [";".join(row) for row in [HEADER, *rows]]
    account, found = read("\n".join(lines).encode("utf-8"), block)
    assert (account.rows_read, account.rows_unreadable) == (len(rows), 0)
    assert [row["nik"] for row in found] == [row[0] for row in rows]


@given(st.binary(max_size=300))
def test_any_bytes_below_a_header_are_read_without_an_accident(junk):
    data = b"NIK;NAMA;JK\n1;ANI;P\n" + junk.replace(b"\r", b"")
    account, found = read(data)
    assert found[0]["name"] == "ANI"
    assert account.rows_read == len(found) + account.rows_unreadable
