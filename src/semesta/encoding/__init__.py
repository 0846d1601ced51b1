"""Registers without names: encoded under a key, so that agencies can link them."""

from semesta.encoding.encode import Encoded, Request, encode
from semesta.encoding.files import About, is_encoded
from semesta.encoding.keys import Key, new_key, read_key
from semesta.encoding.reading import EncodedRegisters, encoded_registers


__all__ = [
    "About",
    "Encoded",
    "EncodedRegisters",
    "Key",
    "Request",
    "encode",
    "encoded_registers",
    "is_encoded",
    "new_key",
    "read_key",
]
