"""Place names made comparable, and what the word in front of a name says."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from semesta.own_yaml import own_yaml


_APOSTROPHES = dict.fromkeys(map(ord, "´ʻʼ‘’"))
_WORD = re.compile(r"[A-Z0-9]+")
# Numbers that stand side by side stay apart: "I, II" is not "III".
_NUMBERS = re.compile(r"\b([IVX]+|[0-9]+) (?=(?:[IVX]+|[0-9]+)\b)")


class KindWord(NamedTuple):
    """What a word in front of a name says; `in_names` if names begin with it too."""

    level: str
    kind: str
    in_names: bool = False


class PlaceName(NamedTuple):
    """A name taken apart: `Kota Cirebon` → KOTA, `KOTACIREBON`, `CIREBON`.

    `bare_key` is the key without the kind word, equal to `full_key` where none is.
    """

    said: KindWord | None
    full_key: str
    bare_key: str

    @property
    def key(self) -> str:
        """The key to compare: a word that names begin with is part of the name."""
        in_name = self.said is None or self.said.in_names
        return self.full_key if in_name else self.bare_key


@cache
def vocabulary() -> Mapping[str, dict]:
    """`data/words.yaml`: the words around place names."""
    return own_yaml("semesta.regions", "data", "words.yaml")


@cache
def _kind_words() -> dict[str, KindWord]:
    entries = vocabulary()["kind_words"].items()
    return {word: KindWord(**meaning) for word, meaning in entries}


def place_key(name: str) -> str:
    """The form in which two ways of writing a place name are compared.

    Case, accents, punctuation and spaces do not count, a few abbreviations are spelled
    out, and kind words in front (KAB., KEC., KELURAHAN, DESA, …) are dropped, but not
    those that many names begin with (KOTA, KAMPUNG, GAMPONG, …):
    `Kec. Sei Pandan` → `SUNGAIPANDAN`, `Kota Agung` → `KOTAAGUNG`.
    """
    return read_name(name).key


def read_name(name: str) -> PlaceName:
    """Take a place name apart into what its first word says and its keys."""
    return _read(_words(name))


def _read(words: list[str]) -> PlaceName:
    said = _kind_words().get(words[0]) if len(words) > 1 else None
    if said is None:
        key = _joined(words)
        return PlaceName(None, key, key)
    rest = words[1:]
    if len(rest) > 1 and rest[0] in vocabulary()["qualifiers"]:
        rest = rest[1:]
    return PlaceName(said, _joined([words[0], *rest]), _read(rest).key)


def _words(name: str) -> list[str]:
    text = name.upper().replace("'", "").replace("`", "")
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
        text = "".join(mark for mark in text if not unicodedata.combining(mark))
    words = _WORD.findall(text)
    same = vocabulary()["same_word"]
    if same.keys().isdisjoint(words):
        return words
    return [same.get(word, word) for word in words]


def _joined(words: list[str]) -> str:
    if len(words) < 3:
        return "".join(words)
    return _NUMBERS.sub(r"\1.", " ".join(words)).replace(" ", "")
