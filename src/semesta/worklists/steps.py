"""Next steps: what may be done for a person, and where, as tables that SQL reads."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from itertools import product
from typing import Any

import pyarrow as pa

from semesta.law import rulebook
from semesta.own_yaml import own_yaml


LISTED = ("state", "segment", "relation", "reason")
NUMBERS = ("age_from", "age_below", "months_from", "months_to", "days_from", "days_to")
CONDITIONS = pa.schema(
    [
        ("step", pa.int32()),
        *((name, pa.string()) for name in LISTED),
        *((name, pa.int32()) for name in ("decile", *NUMBERS)),
    ]
)
ALL_DECILES = range(1, 11)
KNOWN = "known"
RULE = re.compile(r"\{([a-z_.]+)\}")


@cache
def _next_steps() -> list[dict[str, Any]]:
    return own_yaml("semesta.worklists", "next_steps.yaml")


def step_conditions(on: date) -> pa.Table:
    """One row per step and way in which its conditions can hold, on a day of the law.

    A step fits a person when any of its rows does; an empty cell asks nothing.
    """
    rows = [
        {"step": number, **way}
        for number, step in enumerate(_next_steps(), start=1)
        for way in _ways(step["when"], on)
    ]
    return pa.Table.from_pylist(rows, CONDITIONS)


def step_texts(on: date, language: str) -> pa.Table:
    """One row per step: number, code (`step`), and in words: `short_step`, `next_step`,
    `where_to`."""
    return pa.table(
        {
            "number": pa.array(range(1, len(_next_steps()) + 1), pa.int32()),
            "step": [step["step"] for step in _next_steps()],
            "short_step": [step["short"][language] for step in _next_steps()],
            "next_step": [_filled(s["text"][language], on) for s in _next_steps()],
            "where_to": [_filled(s["where"][language], on) for s in _next_steps()],
        }
    )


def _ways(when: Mapping[str, Any], on: date) -> Iterator[dict[str, Any]]:
    lists = {name: when[name] for name in LISTED if name in when}
    if "decile" in when:
        lists["decile"] = _deciles(when["decile"], on)
    numbers = {name: _number(when[name], on) for name in NUMBERS if name in when}
    if "months_over" in when:
        numbers["months_from"] = _number(when["months_over"], on) + 1
    for values in product(*lists.values()):
        yield dict(zip(lists, values, strict=True)) | numbers


def _deciles(rule: str, on: date) -> list[int]:
    if rule == KNOWN:
        return list(ALL_DECILES)
    return [int(word) for word in rulebook().value(rule, on).words]


def _number(said: int | str, on: date) -> int:
    """A plain number, or what a law rule says."""
    return said if isinstance(said, int) else int(rulebook().value(said, on).number)


def _filled(text: str, on: date) -> str:
    return RULE.sub(lambda found: rulebook().value(found[1], on).text, text)
