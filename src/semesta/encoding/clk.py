"""A person as one array of bits: the cryptographic long-term key (CLK).

The construction of Schnell, Bachteler and Reiher (2009, 2011), with the keyed hash that
clkhash calls `blakeHash` in place of double hashing, whose few patterns can be told
apart (Kroll and Steinmetzer 2015). Each field is cut into tokens; each token switches on
bits that only the key tells; all fields share one array. Two arrays are alike as far as
their fields are: by the Dice coefficient, twice the bits in common over the bits of both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from struct import unpack

from semesta.encoding.keys import Key
from semesta.own_yaml import own_yaml


HASHES_OF_A_DIGEST = 32


@dataclass(frozen=True)
class Field:
    """One field: tokens of `n` letters, known by their place where `positional`;
    `bits` is how many it switches on, whatever its length: its weight."""

    name: str
    bits: int
    n: int = 2
    positional: bool = False

    def tokens(self, text: str) -> list[str]:
        """The tokens of a value, the ends of it padded; none for nothing."""
        if not text:
            return []
        pad = " " * (self.n - 1)
        padded = f"{pad}{text}{pad}"
        grams = [padded[i : i + self.n] for i in range(len(padded) - self.n + 1)]
        if self.positional:
            return [f"{place} {gram}" for place, gram in enumerate(grams, 1)]
        return grams

    def shares(self, count: int) -> list[int]:
        """How many bits each of `count` tokens switches on; the first take the rest."""
        each, rest = divmod(self.bits, count)
        return [each + 1] * rest + [each] * (count - rest)


@dataclass(frozen=True)
class Construction:
    """The fields that share one array of `length` bits."""

    length: int
    fields: tuple[Field, ...]


class Encoder:
    """Values of fields → bits, under one key per field.

    Bits are numbered from the most significant one, as in clkhash. The bits of a token
    are remembered: there are few tokens, however many the people.
    """

    def __init__(self, construction: Construction, keys: Mapping[str, bytes]) -> None:
        self._length = construction.length
        self._fields = [(field, keys[field.name]) for field in construction.fields]
        self._known: dict[tuple[str, str, int], int] = {}

    def encode(self, values: Sequence[str]) -> int:
        """The array of a record, `values` in the order of the fields."""
        bits = 0
        for text, (field, key) in zip(values, self._fields, strict=True):
            tokens = field.tokens(text)
            shares = field.shares(len(tokens)) if tokens else []
            for token, share in zip(tokens, shares, strict=True):
                known = self._known.get((field.name, token, share))
                bits |= known or self._bits(field.name, token, share, key)
        return bits

    def _bits(self, name: str, token: str, share: int, key: bytes) -> int:
        bits = 0
        for place in places(token.encode(), share, key, self._length):
            bits |= 1 << (self._length - 1 - place)
        self._known[name, token, share] = bits
        return bits


def places(token: bytes, count: int, key: bytes, length: int) -> list[int]:
    """The bits of a token: as many independent ones as asked for, of `length`."""
    found: list[int] = []
    for number in range(-(-count // HASHES_OF_A_DIGEST)):
        digest = blake2b(token, key=key, salt=str(number).encode()).digest()
        found += unpack("<32H", digest)
    return [place % length for place in found[:count]]


def dice(a: int, b: int) -> float:
    """How alike two arrays are, 0 to 1; two empty ones are not."""
    both = a.bit_count() + b.bit_count()
    return 2 * (a & b).bit_count() / both if both else 0.0


@cache
def construction(names: tuple[str, ...]) -> Construction:
    """The construction of `fields.yaml` with these of its fields."""
    entry = own_yaml("semesta.encoding", "fields.yaml")
    known = {name: Field(name, **about) for name, about in entry["fields"].items()}
    fields = tuple(field for name, field in known.items() if name in names)
    return Construction(entry["length"], fields)


def encoder(key: Key, names: tuple[str, ...]) -> Encoder:
    """An encoder of these fields under an agencies' key."""
    fields = construction(names).fields
    return Encoder(
        construction(names), {f.name: key.derived(f"clk {f.name}") for f in fields}
    )
