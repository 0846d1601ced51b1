"""The award of a region: the range of categories that its figures and facts allow."""

from dataclasses import dataclass

from semesta.awards.criteria import RouteDecision, Verdict, judge
from semesta.awards.distances import Route, distances, next_step
from semesta.awards.editions import NO_CATEGORY, Edition, RouteRules, edition_rules
from semesta.awards.explanations import explain
from semesta.awards.figures import Figures
from semesta.awards.texts import Text, phrase
from semesta.law import Rulebook


@dataclass(frozen=True)
class Decision:
    """The categories from `worst` to `best` that the given figures allow.

    `category` is the one that they settle, empty when worst and best differ.
    `reasons` begin with the `contradictions`; `near` are those among them that tell of a
    threshold within the range or within a person or two of it; `missing` is the shortest next step
    in persons, empty when none is missing or it cannot be computed.
    """

    region_code: str
    region_name: str
    edition: str
    worst: str
    best: str
    routes: tuple[RouteDecision, ...]
    reasons: tuple[Text, ...]
    contradictions: tuple[Text, ...]
    near: tuple[Text, ...]
    distances: tuple[Route, ...]
    missing: Text

    @property
    def category(self) -> str:
        return self.worst if self.worst == self.best else ""


def decide(figures: Figures, rulebook: Rulebook, edition: str = "") -> Decision:
    """Decide a region under an edition (its own when none is named).

    Raises `awards.unknown_edition` and `awards.not_a_percentage`.
    """
    rules = edition_rules(edition or figures.edition, rulebook)
    routes = tuple(decide_route(figures, route) for route in rules.routes)
    worst = highest(rules, routes, {Verdict.MET})
    best = highest(rules, routes, {Verdict.MET, Verdict.UNDECIDABLE})
    contradictions = tuple(
        figures.contradictions()
        + outside(figures.published_category, rules, worst, best)
    )
    ways = distances(figures, rules)
    found = explain(figures, rules, routes, worst, best)
    return Decision(
        region_code=figures.region_code,
        region_name=figures.region_name,
        edition=rules.name,
        worst=worst,
        best=best,
        routes=routes,
        reasons=contradictions + found.reasons,
        contradictions=contradictions,
        near=found.near,
        distances=tuple(ways),
        missing=next_step(ways, reached=rules.categories[: rules.rank(worst) + 1]),
    )


def decide_route(figures: Figures, route: RouteRules) -> RouteDecision:
    """Judge every criterion of a route."""
    criteria = tuple(
        judge(name, rule, figures) for name, rule in route.criteria.items()
    )
    return RouteDecision(route.category, route.route, route.label, criteria)


def highest(
    edition: Edition, routes: tuple[RouteDecision, ...], allowed: set[Verdict]
) -> str:
    """The highest category with a route of such a verdict; `none` without one."""
    reached = [route.category for route in routes if route.verdict in allowed]
    return max(reached, key=edition.rank, default=NO_CATEGORY)


def outside(published: str, edition: Edition, worst: str, best: str) -> list[Text]:
    """The contradiction of a published category that the figures rule out."""
    possible = edition.categories[edition.rank(worst) : edition.rank(best) + 1]
    if not published or published.casefold() in (name.casefold() for name in possible):
        return []
    ends = worst if worst == best else f"{worst}..{best}"
    return [phrase("published_outside", published=published, range=ends)]
