"""An edition of the awards as the rulebook has it: categories, routes, criteria."""

from dataclasses import dataclass

from semesta.awards.texts import Text, phrase
from semesta.errors import SemestaError, cell_for_a_message
from semesta.law import Rulebook, Value


NO_CATEGORY = "none"


@dataclass(frozen=True)
class RouteRules:
    """One way to a category: all its criteria, by name, are needed."""

    category: str
    route: str
    criteria: dict[str, Value]

    @property
    def label(self) -> Text:
        """`Madya jalur A`; the category alone where it has one plain route."""
        if not self.route:
            return Text(self.category, self.category)
        return phrase(f"route_{self.route}", category=self.category)


@dataclass(frozen=True)
class Edition:
    """Categories from `none` upwards and the routes to them, lowest first."""

    name: str
    categories: tuple[str, ...]
    routes: tuple[RouteRules, ...]

    def rank(self, category: str) -> int:
        return self.categories.index(category)


def edition_names(rulebook: Rulebook) -> list[str]:
    """The editions that the rulebook knows, oldest first."""
    return [
        name.split(".")[1]
        for name in rulebook.names()
        if name.startswith("awards.") and name.endswith(".categories")
    ]


def check_edition(name: str, rulebook: Rulebook) -> None:
    """Raises `awards.unknown_edition` for an edition that the rulebook has not."""
    known = edition_names(rulebook)
    if name not in known:
        raise SemestaError(
            "awards.unknown_edition",
            edition=cell_for_a_message(name) or "–",
            known=", ".join(known),
        )


def edition_rules(name: str, rulebook: Rulebook) -> Edition:
    """An edition with its thresholds on its day. Raises `awards.unknown_edition`."""
    check_edition(name, rulebook)
    day = rulebook.history(f"awards.{name}.held_on")[-1].date
    categories = rulebook.value(f"awards.{name}.categories", day).words
    routes: list[RouteRules] = []
    for category in categories:
        prefix = f"awards.{name}.{category.lower()}."
        criteria: dict[str, dict[str, Value]] = {}
        for rule in rulebook.rules:
            if rule.startswith(prefix):
                route, _, criterion = rule.removeprefix(prefix).rpartition(".")
                criteria.setdefault(route, {})[criterion] = rulebook.value(rule, day)
        routes += [RouteRules(category, *item) for item in criteria.items()]
    return Edition(name, (NO_CATEGORY, *categories), tuple(routes))
