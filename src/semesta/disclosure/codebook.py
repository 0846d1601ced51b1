"""The code book: what every file, column and code means, in both languages."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from semesta import law
from semesta.disclosure.protecting import Protected, Rule
from semesta.disclosure.public import Table
from semesta.disclosure.texts import say
from semesta.errors import LANGUAGES
from semesta.published import codes, label
from semesta.regions import tree


CODED = {"segments": "segment", "demographics": "sex", "regions": "level"}
"""Table → the kind of codes in it, as the contract of a run calls it."""


def write_codebook(
    path: Path,
    tables: Sequence[Table],
    months: Sequence[Protected],
    region: str,
    rule: Rule,
) -> None:
    """Writes `CODEBOOK.md`: Bahasa Indonesia first, then English."""
    parts = [
        part
        for language in LANGUAGES
        for part in _pages(tables, months, region, rule, language)
    ]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8", newline="\n")


def _pages(
    tables: Sequence[Table],
    months: Sequence[Protected],
    region: str,
    rule: Rule,
    language: str,
) -> Iterator[str]:
    yield f"# {say('title', language)}"
    yield say("description", language)
    yield say(
        "codebook",
        language,
        months=", ".join(str(month.figures.month) for month in months),
        runs=", ".join(month.figures.run for month in months),
        region=f"{tree().region(region).title} ({region})",
        least=rule.least,
        most=rule.least - 1,
        width=rule.width,
        values=rule.width + 1,
        source=_source(months[-1].figures.month.last_day),
    ).strip()
    for table in tables:
        yield f"## data/{table.name}.csv"
        yield table.about["row"][language]
        yield "\n".join(_columns(table, language))
        if kind := CODED.get(table.name):
            words = "; ".join(f"`{c}` {label(kind, c, language)}" for c in codes(kind))
            yield f"{say('codes', language)}: {words}."


def _columns(table: Table, language: str) -> Iterator[str]:
    titles = [say(key, language) for key in ("column", "type", "meaning")]
    yield f"| {' | '.join(titles)} |"
    yield "|---|---|---|"
    for name, about in table.columns.items():
        yield f"| `{name}` | {about['type']} | {about[language]} |"


def _source(day: date) -> str:
    return law.rulebook().value("disclosure.smallest_count", day).source
