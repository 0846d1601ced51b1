"""What is true by law: dated, cited values, and the rulebook that reads them."""

from semesta.law.rulebook import Rulebook, rulebook, rules_on, show, version
from semesta.law.values import CONFIDENCES, Rule, Value


__all__ = [
    "CONFIDENCES",
    "Rule",
    "Rulebook",
    "Value",
    "rulebook",
    "rules_on",
    "show",
    "version",
]
