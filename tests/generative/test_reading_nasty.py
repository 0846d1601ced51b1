"""Valid files, damaged: every reader gives a whole result or one clear error."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readers import READERS


TOKENS = [
    *(b"", b"\0", b'"', b'""', b"'", b",", b";", b"\t", b"|", b"\r", b"\n", b"\r\n"),
    *(b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff", b"\xed\xa0\x80", b"\x1a"),
    *(b"PK\3\4", b"%PDF", b"PAR1", b"\xd0\xcf\x11\xe0", b"<html>", b"[", b"{", b"}]"),
    *(b"-1", b"0", b"9" * 5000, b"1e999", b"NaN", b"2026-13", b"0000-01", b"-5"),
    *("²", "٣", "é", "\u2028", "\ufeff"),
    *(b"\\ud800", b": &a [*a]", b"!!python/none", b"null", b"=1/0", b"NIK", b"NOKA"),
    *(b"region_code", b"..", b"../../x", b"x" * 200_000, b'r="XFD1048576"'),
]
TOKENS = [token.encode() if isinstance(token, str) else token for token in TOKENS]
Change = Callable[[bytes], bytes]


def cut(at: int) -> Change:
    return lambda data: data[: at % (len(data) + 1)]


def flipped(at: int, bit: int) -> Change:
    def flip(data: bytes) -> bytes:
        place = at % max(len(data), 1)
        changed = bytes([data[place] ^ (1 << bit)]) if data else b""
        return data[:place] + changed + data[place + 1 :]

    return flip


def replaced(at: int, length: int, token: bytes) -> Change:
    def replace(data: bytes) -> bytes:
        place = at % (len(data) + 1)
        return data[:place] + token + data[place + length :]

    return replace


def spliced(start: int, length: int, to: int) -> Change:
    def splice(data: bytes) -> bytes:
        first, place = start % (len(data) + 1), to % (len(data) + 1)
        return data[:place] + data[first : first + length] + data[place:]

    return splice


def cell_replaced(row: int, column: int, token: bytes) -> Change:
    """A whole cell of a table in text, so that its row stays a row."""

    def replace(data: bytes) -> bytes:
        lines = data.split(b"\n")
        at = row % len(lines)
        delimiter = max((b",", b";", b"\t", b":"), key=lines[at].count)
        fields = lines[at].split(delimiter)
        fields[column % len(fields)] = token
        lines[at] = delimiter.join(fields)
        return b"\n".join(lines)

    return replace


place = st.integers(0, 1 << 16)
length = st.integers(0, 300)
token = st.sampled_from(TOKENS)
changes = st.lists(
    st.one_of(
        st.builds(cut, place),
        st.builds(flipped, place, st.integers(0, 7)),
        st.builds(replaced, place, length, token),
        st.builds(spliced, place, length, place),
        st.builds(cell_replaced, st.integers(0, 9), st.integers(0, 17), token),
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.parametrize("name", READERS)
def test_an_undamaged_file_is_accepted(name: str) -> None:
    assert all(map(READERS[name].check, READERS[name].seeds))


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_never_an_accident(
    name: str, data: st.DataObject
) -> None:
    content = data.draw(st.sampled_from(READERS[name].seeds))
    for change in data.draw(changes):
        content = change(content)
    READERS[name].check(content)
