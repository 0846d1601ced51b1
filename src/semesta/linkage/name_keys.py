"""What a linker needs to know of many names at once.

A hundred thousand names are made of a few thousand words: those are read once each,
and Arrow puts them together again. A name that has to be read as a whole (titles, BIN,
nothing that tells) is.
"""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from semesta.linkage.name_forms import KEY_LENGTH, consonants, key_row, telling_sound
from semesta.linkage.name_words import ordinary


_TEXTS = ("name_normal", "name_key", "name_first", "name_last")
KEYS = pa.schema([*((name, pa.string()) for name in _TEXTS), ("telling", pa.int8())])


def key_columns(names: pa.Array) -> list[pa.Array]:
    """The columns KEYS, one row per name; no name is null."""
    normal, letters, told = _word_by_word(names)
    told = pc.ascii_trim_whitespace(told)
    key = pa.array(["".join(sorted(each)) for each in letters.to_pylist()], pa.string())
    columns = [normal, key, *_ends(told)]
    whole = pc.or_(pc.equal(told, ""), pc.less(pc.binary_length(letters), KEY_LENGTH))
    rows = [key_row(name) for name in names.filter(whole).to_pylist()]
    return [
        pc.replace_with_mask(column, whole, pa.array(values, column.type))
        for column, values in zip(columns, _turned(rows, len(columns)), strict=True)
    ]


def _word_by_word(names: pa.Array) -> list[pa.Array]:
    """Normal name, consonants, telling sounds; blank where a word is no ordinary one."""
    words = pc.split_pattern(names, " ")
    coded = words.flatten().dictionary_encode()
    read = [_told(word) for word in coded.dictionary.to_pylist()]
    return [
        pc.fill_null(
            pc.binary_join(
                pa.ListArray.from_arrays(
                    words.offsets, pa.array(texts, pa.string()).take(coded.indices)
                ),
                mark,
            ),
            "",
        )
        for texts, mark in zip(_turned(read, 3), (" ", "", " "), strict=True)
    ]


def _told(word: str) -> tuple[str | None, str | None, str | None]:
    """Of one word: today's spelling, consonants, sounds that tell."""
    parts = ordinary(word)
    if not parts:
        return None, None, None
    telling = filter(None, map(telling_sound, parts))
    return " ".join(parts), "".join(map(consonants, parts)), " ".join(telling)


def _ends(told: pa.Array) -> tuple[pa.Array, pa.Array, pa.Array]:
    """First word, last word, number of words; of a blank, one blank word."""
    words = pc.ascii_split_whitespace(told)
    each, offsets = words.flatten(), words.offsets
    last = pc.subtract(offsets[1:], 1)
    count = pc.list_value_length(words).cast(pa.int8())
    return each.take(offsets[:-1]), each.take(last), count


def _turned(rows: Sequence[tuple], width: int) -> list[tuple]:
    """Rows as columns."""
    return list(zip(*rows, strict=True)) if rows else [()] * width
