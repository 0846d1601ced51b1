"""Reads rule files strictly: nothing unknown, nothing twice, nothing uncited."""

from collections.abc import Hashable
from datetime import date
from fractions import Fraction
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from semesta.errors import SemestaError
from semesta.law.values import CONFIDENCES, OPERATORS, UNITS, Rule, Value


RULE_KEYS = {"about", "values"}
NEEDED = ("from", "value", "unit", "source", "confidence")
OPTIONAL = ("operator", "above", "also_printed", "until", "note")


class StrictLoader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """YAML whose scalars all stay text, so that no number passes through a float.

    Parsed in C where PyYAML has it, so the class above is known only when it runs.
    """

    def construct_mapping(
        self, node: yaml.MappingNode, deep: bool = False
    ) -> dict[Hashable, Any]:
        keys: set[object] = set()
        for key_node, _ in node.value:
            if key_node.value in keys:
                raise SemestaError(
                    "law.duplicate_key",
                    key=key_node.value,
                    line=key_node.start_mark.line + 1,
                )
            keys.add(key_node.value)
        return super().construct_mapping(node, deep)


def load_rules(file: Traversable) -> list[Rule]:
    """The rules of one file. Raises SemestaError naming rule and date."""
    try:
        content = yaml.load(file.read_bytes(), StrictLoader)
    except yaml.YAMLError as error:
        raise SemestaError("law.not_yaml", file=file.name) from error
    if not isinstance(content, dict):
        raise SemestaError("law.not_yaml", file=file.name)
    return [load_rule(name, entry) for name, entry in content.items()]


def load_rule(name: str, entry: object) -> Rule:
    """One rule from its mapping; its values must begin on different days."""
    if not isinstance(entry, dict) or not isinstance(entry.get("values"), list):
        raise SemestaError("law.missing_field", rule=name, field="values", date="?")
    if set(entry) - RULE_KEYS:
        unknown = ", ".join(sorted(set(entry) - RULE_KEYS))
        raise SemestaError("law.unknown_key", rule=name, key=unknown, date="?")
    about = entry.get("about")
    if not isinstance(about, dict) or set(about) != {"id", "en"}:
        raise SemestaError("law.missing_field", rule=name, field="about", date="?")
    values = sorted(
        (load_value(name, item) for item in entry["values"]), key=lambda v: v.start
    )
    for earlier, later in zip(values, values[1:], strict=False):
        if earlier.start == later.start:
            raise SemestaError("law.same_day_twice", rule=name, date=later.start)
    if not values:
        raise SemestaError("law.missing_field", rule=name, field="values", date="?")
    return Rule(name, about, tuple(values))


def load_value(rule: str, item: object) -> Value:
    """One dated value from its mapping."""
    if not isinstance(item, dict):
        raise SemestaError("law.missing_field", rule=rule, field="from", date="?")
    check_keys(rule, item)
    value = parsed(rule, item, "value", UNITS[item["unit"]])
    return Value(
        rule=rule,
        start=parsed(rule, item, "from", date.fromisoformat),
        content=value,
        text=item["value"],
        unit=item["unit"],
        source=item["source"],
        confidence=item["confidence"],
        operator=item.get("operator"),
        above=above_of(rule, item, value),
        also_printed=item.get("also_printed"),
        until=parsed(rule, item, "until", date.fromisoformat),
        note=item.get("note"),
    )


def check_keys(rule: str, item: dict[str, str]) -> None:
    """Every key known, every needed key filled, every word from its list."""
    on = item.get("from") or "?"
    for key in item:
        if key not in NEEDED + OPTIONAL:
            raise SemestaError("law.unknown_key", rule=rule, key=key, date=on)
    for key in NEEDED:
        if not item.get(key):
            code = "law.missing_source" if key == "source" else "law.missing_field"
            raise SemestaError(code, rule=rule, field=key, date=on)
    allowed = {
        "unit": UNITS,
        "confidence": CONFIDENCES,
        "operator": OPERATORS,
        "also_printed": OPERATORS,
    }
    for key, words in allowed.items():
        if key in item and item[key] not in words:
            raise bad_value(rule, item, key)


def parsed(rule: str, item: dict[str, str], key: str, parse: Any) -> Any:
    """The parsed text under a key, None where the key is absent."""
    if key not in item:
        return None
    try:
        return parse(item[key])
    except (ValueError, TypeError) as error:
        raise bad_value(rule, item, key) from error


def above_of(rule: str, item: dict[str, str], value: object) -> Fraction | None:
    """The open lower end of a threshold known only as a range."""
    above = parsed(rule, item, "above", UNITS[item["unit"]])
    if above is not None and not above < value:
        raise bad_value(rule, item, "above")
    return above


def bad_value(rule: str, item: dict[str, str], key: str) -> SemestaError:
    """The error for a text that its key cannot hold."""
    return SemestaError(
        "law.bad_value", rule=rule, key=key, text=item[key], date=item.get("from", "?")
    )
