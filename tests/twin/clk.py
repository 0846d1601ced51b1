"""The array of bits of a person, worked out slowly: one bit, one token at a time."""

import hashlib
from fractions import Fraction


def array(values, fields, keys, length=1024):
    """The bits of a record as a list of 0 and 1; `fields` as in fields.yaml."""
    bits = [0] * length
    for text, field, key in zip(values, fields, keys, strict=True):
        tokens = tokens_of(text, field["n"], field.get("positional", False))
        for place, token in enumerate(tokens):
            more = 1 if place < field["bits"] % len(tokens) else 0
            for number in range(field["bits"] // len(tokens) + more):
                bits[hashed(token, number, key) % length] = 1
    return bits


def tokens_of(text, n, positional):
    if text == "":
        return []
    padded = " " * (n - 1) + text + " " * (n - 1)
    found = []
    for start in range(len(padded)):
        gram = padded[start : start + n]
        if len(gram) == n:
            found.append(f"{start + 1} {gram}" if positional else gram)
    return found


def hashed(token, number, key):
    """The number-th pair of bytes, the low one first, of a chain of keyed digests."""
    digest, pair = divmod(number, 32)
    salt = str(digest).encode()
    mac = hashlib.blake2b(token.encode(), key=key, salt=salt).digest()
    return mac[2 * pair] + 256 * mac[2 * pair + 1]


def dice(a, b):
    common = sum(one and other for one, other in zip(a, b, strict=True))
    return Fraction(2 * common, sum(a) + sum(b) or 1)
