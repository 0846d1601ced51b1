"""The stamp that every sheet carries: who made it, when, for what, until when to keep."""

from dataclasses import dataclass
from datetime import date

from semesta.documents.numbers import UNKNOWN, long_date


WORDS = {
    "id": {
        "made_by": "Dibuat oleh",
        "made_on": "Tanggal dibuat",
        "source": "Sumber",
        "purpose": "Keperluan",
        "keep_until": "Simpan paling lama sampai",
        "not_stated": "belum disebutkan",
    },
    "en": {
        "made_by": "Made by",
        "made_on": "Made on",
        "source": "Source",
        "purpose": "Purpose",
        "keep_until": "Keep at most until",
        "not_stated": "not stated",
    },
}


@dataclass(frozen=True)
class Stamp:
    """What a sheet says about itself.

    `source` names the run (`2026-01-r1`); `as_of` is the last day of its month, and the
    time that the files themselves carry, so that equal contents are equal bytes.
    """

    made_by: str
    made_on: date
    source: str
    as_of: date
    purpose: str | None = None
    keep_until: date | None = None

    def lines(self, language: str) -> list[tuple[str, str]]:
        """Name and text of every part, for a header, a footer or a sheet."""
        words = WORDS[language]
        kept = long_date(self.keep_until, language)
        return [
            (words["made_by"], _printable(self.made_by)),
            (words["made_on"], long_date(self.made_on, language)),
            (words["source"], self.source),
            (words["purpose"], _printable(self.purpose or words["not_stated"])),
            (
                words["keep_until"],
                words["not_stated"] if kept == UNKNOWN else kept,
            ),
        ]

    def one_line(self, language: str) -> str:
        """`Dibuat oleh: …; Tanggal dibuat: …; …`."""
        return "; ".join(f"{name}: {text}" for name, text in self.lines(language))


def _printable(text: str) -> str:
    """The text without control characters, which documents cannot hold."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
