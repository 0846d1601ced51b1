"""The key that two agencies share, and what is derived from it.

The key is read from a file and lives in memory only. What leaves this module are keyed
hashes, from which nobody can work back to the key, and its fingerprint.
"""

import hmac
import os
import secrets
import string
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from semesta.errors import SemestaError


KEY_BYTES = 32
HEX = frozenset(string.hexdigits)
PURPOSE = "semesta encode 1"
# A keyed number has 19 digits and begins with 10: no NIK has more than 16 digits, so
# the two can never be taken for each other; and ten thousand beginnings of six digits
# spread a nation over parts as evenly as districts do.
FIRST_NUMBER = 10**18
NUMBERS = 10**17


class Key:
    """A secret of 32 bytes or more. Printing it shows its fingerprint only."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def __repr__(self) -> str:
        return f"Key({self.fingerprint})"

    def derived(self, use: str, size: int = 64) -> bytes:
        """A key of its own for every use: who breaks one has broken no other."""
        return hkdf(self._secret, f"{PURPOSE} {use}".encode(), size)

    @cached_property
    def fingerprint(self) -> str:
        """Equal for equal keys, and of no use for finding the key."""
        text = b"semesta key fingerprint"
        return hmac.digest(self.derived("fingerprint"), text, "sha256").hex()[:16]

    def numbers(self, use: str) -> "Numbers":
        return Numbers(self.derived(use))


class Numbers:
    """Text → keyed number: the same for the same text, no way back without the key."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def of(self, text: str) -> int:
        mac = blake2b(text.encode(), key=self._key, digest_size=16).digest()
        return FIRST_NUMBER + int.from_bytes(mac, "big") % NUMBERS


def hkdf(secret: bytes, info: bytes, size: int, salt: bytes = b"") -> bytes:
    """Key derivation by RFC 5869 with SHA-256."""
    extracted = hmac.digest(salt or bytes(32), secret, "sha256")
    block, derived = b"", b""
    for number in range(1, -(-size // 32) + 1):
        block = hmac.digest(extracted, block + info + bytes([number]), "sha256")
        derived += block
    return derived[:size]


def read_key(path: Path) -> Key:
    """The key in a file of 64 hexadecimal digits or more.

    Raises SemestaError for a file that cannot be read or holds no such key: a password
    can be guessed, and with it every name.
    """
    try:
        text = path.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SemestaError("encoding.key_unreadable", file=path.name) from error
    if len(text) < 2 * KEY_BYTES or len(text) % 2 or not HEX.issuperset(text):
        raise SemestaError("encoding.not_a_key", file=path.name)
    secret = bytes.fromhex(text)
    if len(set(secret)) < KEY_BYTES // 4:
        raise SemestaError("encoding.not_a_key", file=path.name)
    return Key(secret)


def new_key(path: Path) -> Key:
    """Writes a new random key that only its owner may read; never over a file."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        with os.fdopen(os.open(path, flags, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
    except FileExistsError:
        raise SemestaError("encoding.key_exists", file=path.name) from None
    except OSError as error:
        raise SemestaError("encoding.key_unwritable", file=path.name) from error
    return read_key(path)
