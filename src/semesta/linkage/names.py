"""Indonesian names: normalised, keyed for blocking, and compared.

The families of spellings are data (`name_families.yaml`), so are the cases that say
what is right (`tests/rules/names/`). Nothing here changes a register.
"""

from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from semesta.linkage import name_processes
from semesta.linkage.name_forms import key_of, name_of, normal_words
from semesta.linkage.name_keys import KEYS, key_columns
from semesta.linkage.name_levels import level


# Rows handled at a time: memory stays the same however long a table is.
_BATCH = 1 << 15


def normalise(name: str | None) -> str:
    """A name in capital letters A-Z without titles, in today's spelling.

    Titles, degrees and the father's name after BIN or BINTI are left off, families of
    spellings become one (MOCH., MUHAMAD → MUHAMMAD), initials stay initials.
    Normalising twice changes nothing; None and blanks give "".
    """
    return " ".join(normal_words(name))


def tokens(name: str | None) -> tuple[str, ...]:
    """The words of the normalised name."""
    return normal_words(name)


def name_key(name: str | None) -> str:
    """A key under which writings of one name meet, for finding candidates.

    The consonants of the name as it sounds, sorted. Leaving the order out makes the
    key blind to swapped and joined words and to swapped letters; leaving vowels and H
    out, to most misspellings (NUR NOR, RIZKI REZEKI, AISYAH AISA). MUHAMMAD, SITI and
    initials, which come and go, do not count beside another word. A name of fewer
    than three consonants keeps its vowels (ANI is not UNI). Different names may share
    a key: `agreement` decides.
    """
    return key_of(normal_words(name))


def agreement(a: str | None, b: str | None) -> int:
    """How far two names, as found in registers, agree.

    - 4, equal: the same name once titles, degrees, a father's name and spellings of
      one family are put aside.
    - 3, the same name written otherwise: the order of words, words joined or split,
      old letters, doubled letters, letters that sound alike, a word given by its
      initial or its consonants (M. HAMID, KT. SUDIRA), or the name cut off at a
      column of 20-30 characters.
    - 2, very similar: each word of one name has its partner in the other, equal or
      with one slip of the pen (a letter dropped, added or swapped with its neighbour
      in a word of five letters or more; where another word is equal, also in one of
      four, or a wrong letter). The other name may have words more, if the shared
      ones tell persons apart: AMINAH and SITI AMINAH are very similar, SITI and SITI
      AMINAH share only what a million others bear.
    - 1, weak: a telling word is shared but others contradict; or only a word such as
      SITI or an initial is given; or the writing as a whole is alike; or both names
      state fathers and the fathers differ.
    - 0, different.
    - -1, cannot be compared: a name is missing.
    """
    return level(_remembered(a or ""), _remembered(b or ""))


def agreements(pairs: pa.Table, processes: int = 1) -> pa.Table:
    """Levels of many pairs: (name_a, name_b) → (name_a, name_b, level TINYINT).

    Rows come out in the order in which they went in, by however many processes.
    """
    batches = pairs.select(["name_a", "name_b"]).to_batches(_BATCH)
    levels = name_processes.levels_of(batches, processes)
    return pairs.select(["name_a", "name_b"]).append_column(
        "level", pa.chunked_array(levels, pa.int8())
    )


def keys(names: pa.Array | pa.ChunkedArray) -> pa.Table:
    """One row per distinct name, with what a linker needs to find its like.

    - name, name_normal, name_key: as found, normalised, and as it sounds;
    - name_first, name_last: the first and the last telling word as they sound; words
      that a million others bear and initials tell nothing, unless there is no other;
    - telling: how many telling words there are.
    """
    distinct = pc.unique(names).drop_null()
    return pa.table([distinct, *key_columns(distinct)], ["name", *KEYS.names])


_remembered = lru_cache(maxsize=4096)(name_of)
