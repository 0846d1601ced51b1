"""Delimited text, transcoded while it streams: blocks of whole lines in UTF-8.

A file is UTF-8 or UTF-16 if it says so by its first bytes; otherwise every line that
is not UTF-8 is taken as Windows-1252, so files put together from both are read too.
"""

import codecs
import io
import re
from collections.abc import Iterator
from pathlib import Path

from semesta.errors import SemestaError


BLOCK = 8 << 20
LONGEST_LINE = 32 << 20
SPANNED_LINES = 20  # a quoted field may run over so many lines
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class TextFile:
    """A text file as blocks of lines; `encoding` is final once it is read."""

    def __init__(self, path: Path, file: str) -> None:
        self.path = path
        self.file = file
        with path.open("rb") as stream:
            head = stream.read(1 << 16)
        self.encoding = next(
            (name for mark, name in BYTE_ORDER_MARKS if head.startswith(mark)), "utf-8"
        )
        self._only_carriage_returns = b"\r" in head and b"\n" not in head

    def blocks(self, size: int = BLOCK) -> Iterator[bytes]:
        """Blocks of whole lines, each ending in a line feed but perhaps the last."""
        rest = b""
        for chunk in self._chunks(size):
            block = rest + chunk
            cut = _safe_cut(block)
            if not cut and len(block) > LONGEST_LINE:
                raise SemestaError("registers.not_text", file=self.file)
            if cut:
                yield self._utf8(block[:cut])
            rest = block[cut:]
        if rest:
            yield self._utf8(rest)

    def first_lines(self, count: int) -> list[bytes]:
        """The first lines of the file, without line feeds."""
        return next(self.blocks(1 << 20), b"").split(b"\n")[:count]

    def _chunks(self, size: int) -> Iterator[bytes]:
        with self.path.open("rb") as stream:
            if self.encoding == "utf-16":
                text = io.TextIOWrapper(stream, "utf-16", errors="replace", newline="")
                while part := text.read(size // 2):
                    yield self._lines(part.encode("utf-8"))
                return
            if self.encoding == "utf-8-sig":
                stream.read(len(codecs.BOM_UTF8))
            while chunk := stream.read(size):
                yield self._lines(chunk)

    def _lines(self, chunk: bytes) -> bytes:
        """A chunk without NUL bytes, its lines ended by line feeds."""
        if b"\0" in chunk:
            chunk = chunk.replace(b"\0", b"")
        return chunk.replace(b"\r", b"\n") if self._only_carriage_returns else chunk

    def _utf8(self, block: bytes) -> bytes:
        if b"\r" in block and block.count(b"\r") != block.count(b"\r\n"):
            block = re.sub(rb"\r(?!\n)", b" ", block)
        if block.isascii():
            return block
        try:
            block.decode("utf-8")
        except UnicodeDecodeError:
            self.encoding = "windows-1252"
            return b"\n".join(utf8(line) for line in block.split(b"\n"))
        return block


def utf8(line: bytes) -> bytes:
    """Bytes that are no UTF-8 read as Windows-1252."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        # The five bytes that Windows-1252 leaves open are control codes in Latin-1.
        text = "".join(
            bytes([byte]).decode("cp1252", errors="ignore") or chr(byte)
            for byte in line
        )
        return text.encode("utf-8")
    return line


def _safe_cut(block: bytes) -> int:
    """Where to cut a block: after a line end, and before an open quote near the end."""
    cut = block.rfind(b"\n") + 1
    start, lines = cut, 0
    while start > 0 and lines < SPANNED_LINES:
        before = block.rfind(b"\n", 0, start - 1) + 1
        if block.count(b'"', before, start) % 2:
            cut = before
        start, lines = before, lines + 1
    return cut
