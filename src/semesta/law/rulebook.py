"""The rulebook: ask a rule what it says on a date."""

import hashlib
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from semesta.errors import SemestaError
from semesta.law.loading import load_rules
from semesta.law.values import Rule, Value


@dataclass(frozen=True)
class Rulebook:
    """All rules by name; `version` is the SHA-256 of the files they came from."""

    rules: dict[str, Rule]
    version: str

    @classmethod
    def load(cls, folder: Traversable) -> "Rulebook":
        """Every `*.yaml` of a folder. Raises SemestaError for a faulty rule."""
        rules: dict[str, Rule] = {}
        digest = hashlib.sha256()
        paths = (path for path in folder.iterdir() if path.name.endswith(".yaml"))
        for path in sorted(paths, key=lambda path: path.name):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
            for rule in load_rules(path):
                if rule.name in rules:
                    raise SemestaError("law.rule_twice", rule=rule.name, file=path.name)
                rules[rule.name] = rule
        return cls(rules, digest.hexdigest())

    def names(self) -> list[str]:
        """The names of all rules, sorted."""
        return sorted(self.rules)

    def rule(self, name: str) -> Rule:
        """A rule with all its values. Raises `law.unknown_rule`."""
        if name not in self.rules:
            close = get_close_matches(name, self.rules, n=3, cutoff=0.5)
            raise SemestaError(
                "law.unknown_rule", rule=name, close=", ".join(close) or "–"
            )
        return self.rules[name]

    def history(self, name: str) -> tuple[Value, ...]:
        """Every value of a rule, oldest first. Raises `law.unknown_rule`."""
        return self.rule(name).values

    def value(self, name: str, on: date) -> Value:
        """What a rule says on a day.

        Raises `law.unknown_rule`, `law.before_first_date` or, in a gap between two
        values, `law.not_in_force`.
        """
        history = self.history(name)
        if on < history[0].start:
            raise SemestaError(
                "law.before_first_date", rule=name, date=on, first=history[0].start
            )
        latest = [value for value in history if value.start <= on][-1]
        if latest.until is not None and on > latest.until:
            raise SemestaError(
                "law.not_in_force", rule=name, date=on, until=latest.until
            )
        return latest

    def in_force(self, on: date) -> list[Value]:
        """What every rule in force on a day says, by name."""
        return [
            self.value(name, on)
            for name in self.names()
            if any(
                value.start <= on and (value.until is None or on <= value.until)
                for value in self.rules[name].values
            )
        ]


@cache
def rulebook() -> Rulebook:
    """The rules that ship with the program; read once."""
    return Rulebook.load(files("semesta.law") / "rules")


def show(rule: str, on: date) -> Value:
    """What a shipped rule says on a day; errors as `Rulebook.value`."""
    return rulebook().value(rule, on)


def rules_on(on: date) -> list[Value]:
    """Every shipped rule in force on a day, by name."""
    return rulebook().in_force(on)


def version() -> str:
    """The hash of the shipped rule files, for manifests."""
    return rulebook().version
