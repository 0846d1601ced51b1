"""The texts of the audit, and what is written beside each line."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from semesta.audit.checking import month_at
from semesta.audit.findings import STRONG, concerns_the_card, nature_of
from semesta.documents import masked_card, rupiah
from semesta.own_yaml import own_yaml
from semesta.published import label


# Columns beside the sender's rows, in their order; those of rupiah and counts are
# numbers.
COLUMNS = (
    *("finding", "nature", "note", "since", "months"),
    *("contribution", "aid", "province", "regency", "potential"),
)
RUPIAH = frozenset(("contribution", "aid", "province", "regency", "potential"))

Line = Mapping[str, Any]


@cache
def _texts() -> dict[str, Any]:
    return own_yaml(__package__, "texts.yaml")


def say(key: str, language: str, **parts: object) -> str:
    """A text of `texts.yaml` by its dotted key."""
    entry = _texts()
    for step in key.split("."):
        entry = entry[step]
    return entry[language].format(**parts)


def finding_word(finding: str, language: str) -> str:
    """A finding as it stands on the page; those of the audit alone too."""
    if finding in _texts()["finding"]:
        return say(f"finding.{finding}", language)
    return label("finding", finding, language)


def headings(language: str) -> list[str]:
    """The titles of the columns beside the sender's rows."""
    return [say(f"columns.{column}", language) for column in COLUMNS]


def answers(line: Line, tariff: Mapping[int, int], language: str) -> list[Any]:
    """What stands beside a checked line, in the order of COLUMNS."""
    flags = flags_of(line)
    return [
        finding_word(line["finding"], language),
        say(f"nature.{nature_of(line['finding'], flags)}", language),
        note_of(line, tariff, language) or None,
        None if line["since"] is None else str(month_at(line["since"])),
        line["months"],
        line["contribution"],
        line["aid"],
        line["contribution_province"] + line["aid_province"],
        line["contribution_regency"] + line["aid_regency"],
        line["potential"],
    ]


def answers_aside(reason: str, language: str) -> list[Any]:
    """What stands beside a row that was set aside; `reason` in words."""
    note = say("aside", language, reason=reason)
    nothing = [None] * (len(COLUMNS) - 3)
    return ["–", say("nature.aside", language), note, *nothing]


def flags_of(line: Line) -> tuple[str, ...]:
    return tuple(line["flags"].split(";")) if line["flags"] else ()


def note_of(line: Line, tariff: Mapping[int, int], language: str) -> str:
    """Everything about a line in plain sentences; empty where all is well."""
    sentences = list(_sentences(line, tariff, language))
    if concerns_the_card(line["finding"], flags_of(line)):
        sentences.append(say("care", language))
    return " ".join(sentence for sentence in sentences if sentence)


def _sentences(line: Line, tariff: Mapping[int, int], language: str) -> Iterator[str]:
    finding, card = line["finding"], masked_card(line["kept_card"])
    yield say(f"because.{finding}", language, card=card)
    if finding in STRONG:
        yield _extent(line, language)
    if line["card_of_nik"]:
        card = masked_card(line["card_of_nik"])
        yield say("remark.other_card", language, card=card)
    law = tariff.get(line["month"])
    for flag in flags_of(line):
        yield say(
            f"remark.{flag}",
            language,
            other=masked_card(line["other_card"]),
            times=line["bills_of_card"],
            tariff=rupiah(law, language),
            month=month_at(line["month"]),
        )


def _extent(line: Line, language: str) -> str:
    if line["since"] is None:
        died = line["finding"] == "deceased"
        return say(
            "extent.died_unknown" if died else "extent.doubled_unknown", language
        )
    if not line["months"]:
        return say("extent.not_yet", language)
    return say("extent.counted", language, months=line["months"])
