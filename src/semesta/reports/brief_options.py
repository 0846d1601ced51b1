"""The ways to cover a person, side by side: who pays, price, effect, limits."""

from collections.abc import Mapping
from typing import Any

from semesta.reports.cited import Cited
from semesta.reports.figures import Figures, Row
from semesta.reports.words import Voice


COLUMNS = ("option", "payer", "price", "effect", "limits")
PARTS = ("name", "payer", "price", "effect", "limits")


def options(found: Figures, linked: Row, law: Cited, voice: Voice) -> dict[str, Any]:
    """One row a way; `linked` is the row of the place on the linked basis, or empty."""
    ways = {
        "pemda": _local_government(found, linked, voice),
        "pbi": {"total": voice.rupiah(law.whole("contributions.pbi_jk.total"))},
        "ppu": {"rate": _rate(law, voice)},
        "own": _own(linked, law, voice),
    }
    return {
        "heading": voice("brief_options"),
        "columns": [voice(f"brief_options_{name}") for name in COLUMNS],
        "rows": [
            [voice(f"brief_{way}_{part}", **values) for part in PARTS]
            for way, values in ways.items()
        ],
    }


def _local_government(found: Figures, linked: Row, voice: Voice) -> Mapping[str, str]:
    price = found.price
    return {
        "local": voice.rupiah(price["contribution"] + price["regional_aid"]),
        "central": voice.rupiah(price["central_aid"]),
        "unregistered": _persons(linked, "unregistered", voice),
        "lapsed": _persons(linked, "inactive_lapsed", voice),
    }


def _rate(law: Cited, voice: Voice) -> str:
    rate = law.value("contributions.ppu.rate")
    return voice.line(rate.number) if rate else "–"


def _own(linked: Row, law: Cited, voice: Voice) -> Mapping[str, str]:
    return {
        "third": voice.rupiah(law.whole("contributions.class_iii.member_share")),
        "second": voice.rupiah(law.whole("contributions.class_ii.total")),
        "first": voice.rupiah(law.whole("contributions.class_i.total")),
        "arrears": _persons(linked, "inactive_arrears", voice),
        "months": voice.count(law.whole("membership.arrears_months_billed")),
    }


def _persons(linked: Row, state: str, voice: Voice) -> str:
    number = linked.get(state)
    if number is None:
        return voice("brief_not_known")
    return voice("brief_persons", count=voice.count(number))
