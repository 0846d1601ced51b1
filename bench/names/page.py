"""The page of gains, in Markdown."""

from collections.abc import Mapping, Sequence

from bench.names.gains import Gain, Measured, Reached
from bench.names.rules import Rule


HEAD = """<!-- Written by `make bench-names`; changes made here are lost. -->

# What each rule about names gains

Every rule that compares Indonesian names, left out in turn, beside all others. Measured
on the samples and on registers made anew by `semesta synth` in twelve regencies
({people} people each, every damage at twice the stated rate). **Both are drawn by
generators**: they draw the damage that they know (MUHAMMAD, SITI, ABDUL and NUR in short,
titles, BIN, old letters, one word, order, blanks, cuts, a letter off), so a gain here
says that a rule does its work, not how often real registers need it.

*Same*: names of one person, written differently on the card and in the population
register. *Other*: the card's name beside that of somebody else who was born in the same
year in the same village, or on the same day; names written alike are left out, no
comparison could tell them apart.

## All rules together

{reached}

Plain Jaro-Winkler compares the names as written.
"""
TABLE = """
## {title}

{text}

{rows}
"""
PAYS = """Each cell is samples + made-up. *Lifted*: pairs of one person that are very
similar (level 2 or above) only by this rule, and below 0.92 for Jaro-Winkler. *Raised*:
pairs of one person whose level is higher by it. *Met*: pairs of one person that have one
key by it. *Wrongly*: pairs of two persons that are very similar only by it. *Held*: of a
rule that only holds back, pairs of two persons that it keeps from being very similar;
*lost*, pairs of one person that any rule keeps down."""
SILENT = """Spellings that are documented but that neither generator draws, so nothing
here can show their gain; the reason is why they stay. Spellings that lift two persons and
gain nothing do not stay. The articles I and NI do: no generator leaves them out where a
register does, and the cases in `tests/rules/names` say what is right."""


def page(
    sets: Mapping[str, Measured],
    found: Sequence[tuple[Rule, list[Gain]]],
    people: int,
) -> str:
    paying = [(rule, by) for rule, by in found if any(gain.pays for gain in by)]
    silent = [(rule, by) for rule, by in found if not any(gain.pays for gain in by)]
    paying.sort(key=lambda entry: -sum(g.lifted * 1000 + g.raised for g in entry[1]))
    head = ("Rule", "Kind", *("Lifted", "Raised", "Met", "Wrongly", "Held", "Lost"))
    return (
        HEAD.format(people=f"{people:,}", reached=reached(sets))
        + TABLE.format(
            title="Rules that show a gain",
            text=PAYS,
            rows=table((*head, "Reason"), [row(*entry) for entry in paying]),
        )
        + TABLE.format(
            title="Rules whose damage is not drawn here",
            text=SILENT,
            rows=table(
                ("Rule", "Kind", "Wrongly", "Reason"),
                [
                    (rule.name, rule.kind, sums(by, "wrongly"), rule.why)
                    for rule, by in silent
                ],
            ),
        )
    )


def reached(sets: Mapping[str, Measured]) -> str:
    head = ("Pairs", "Same", "Jaro-Winkler ≥ 0.92", "Level ≥ 2", "Level ≥ 3")
    lines = []
    for name, each in sets.items():
        ways: list[Reached] = [each.by_plain(), each.by(2), each.by(3)]
        for kind, total in (("same", len(each.same)), ("other", len(each.other))):
            counts = [f"{getattr(way, kind):,}" for way in ways]
            lines.append((f"{name}, {kind}", f"{total:,}", *counts))
    return table((head[0], "Number", *head[2:]), lines)


def row(rule: Rule, by: Sequence[Gain]) -> tuple[str, ...]:
    counts = ("lifted", "raised", "met", "wrongly", "held", "lost")
    return rule.name, rule.kind, *(sums(by, name) for name in counts), rule.why


def sums(by: Sequence[Gain], name: str) -> str:
    counts = [getattr(gain, name) for gain in by]
    return " + ".join(f"{count:,}" for count in counts) if any(counts) else ""


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |"
        for line in lines
    )
