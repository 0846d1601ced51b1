"""Page one, for the regent: status, award, distance, money, rank; no intervals."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from semesta.published import Run, summary
from semesta.regions import tree
from semesta.reports.charts import gauge
from semesta.reports.figures import Figures, Line, Place
from semesta.reports.line_names import criterion_name, line_name
from semesta.reports.lines import Lines, persons_short
from semesta.reports.small_counts import LEVELS
from semesta.reports.words import Voice


MARKS = {"met": "●", "not_met": "○", "undecidable": "◐"}
MOST_NOTES = 3  # more would push page one beyond its page
COUNT_OF = {"registered": "coverage"}  # a count → its measure, where they differ
ABOUT_THE_REGISTER = ("some_villages", "register_is_a_part")


@dataclass(frozen=True)
class Standing:
    """A predicate or award: its name, a mark, the decision, a remark."""

    name: str
    mark: str
    text: str
    remark: str


@dataclass(frozen=True)
class Large:
    """A large number with what it counts."""

    number: str
    words: str


@dataclass(frozen=True)
class Rate:
    """A rate, its line in words and its bar."""

    name: str
    text: str
    line: str
    bar: Markup


@dataclass(frozen=True)
class FirstPage:
    """What stands on page one, in words."""

    reader: str
    title: str
    under: str
    standings: list[Standing]
    large: list[Large]
    sentences: list[str]
    rates: list[Rate]
    facts: list[tuple[str, str]]
    notes: list[str]


def first_page(run: Run, found: Figures, lines: Lines, voice: Voice) -> FirstPage:
    """Page one of a report, from its figures and the lines of the law."""
    top = found.top
    above = f"{top.parent} · " if top.parent else ""
    return FirstPage(
        reader=voice(f"for_{_reader(top)}"),
        title=top.name,
        under=above + voice("as_of", day=voice.date(found.as_of)),
        standings=list(_standings(found, voice)),
        large=list(_large(found, lines, voice)),
        sentences=list(_sentences(found, voice)),
        rates=list(_rates(found, lines, voice)),
        facts=list(_facts(found, voice)),
        notes=list(_notes(run, found, voice)),
    )


def _reader(top: Place) -> str:
    if top.level != "regency":
        return top.level
    return tree().region(top.code).kind


def _standings(found: Figures, voice: Voice) -> Iterator[Standing]:
    top = found.top
    if top.uhc is None:
        yield from _standings_inside(found, voice)
        return
    for name, verdict in (("UHC", top.uhc), ("UHC Prioritas", top.uhc_prioritas)):
        if verdict:
            text = voice.capital(voice.label("verdict", verdict))
            remark = _status_remark(top, name, verdict, voice)
            yield Standing(name, MARKS[verdict], text, remark)
    if top.worst and top.best:
        mark = MARKS[_award_verdict(top)]
        name = voice("award", edition=found.edition)
        text = voice.capital(award_text(top, voice))
        yield Standing(name, mark, text, _award_remark(top, voice))


def _status_remark(top: Place, name: str, verdict: str, voice: Voice) -> str:
    """What is lacking or not known; else what the predicate means."""
    line = next((line for line in top.lines if line.category == name), None)
    if line and verdict == "undecidable" and line.facts:
        return voice("award_waits", facts=facts_text(line.facts, voice))
    if line and verdict == "not_met" and name == "UHC":
        lacking = {"coverage": line.coverage, "active": line.active}
        what = [
            voice(f"lacks_{measure}", count=voice.count(persons))
            for measure, persons in lacking.items()
            if persons
        ]
        if what:
            return voice("uhc_lacks", what=voice.listed(what))
    if name == "UHC" and verdict == "undecidable" and top.basis == "administrative":
        return voice("figures_open")
    return voice(f"{name.lower().replace(' ', '_')}_{verdict}")


def _award_verdict(top: Place) -> str:
    if top.category is None:
        return "undecidable"
    return "not_met" if top.category == "none" else "met"


def award_text(place: Place, voice: Voice) -> str:
    """The category that is settled, or the range that is left, in words."""
    if not (place.worst and place.best):
        return "–"
    if place.category:
        return voice.label("category", place.category)
    worst = voice.label("category", place.worst)
    best = voice.label("category", place.best)
    return voice("undecided", worst=worst, best=best)


def facts_text(facts: Iterable[str], voice: Voice) -> str:
    return voice.listed(criterion_name(fact, voice.language) for fact in facts)


def _award_remark(top: Place, voice: Voice) -> str:
    if top.category:
        return voice("award_settled")
    facts = sorted({fact for line in top.above for fact in line.facts})
    if facts:
        return voice("award_waits", facts=facts_text(facts, voice))
    return voice("award_open" if top.basis == "linked" else "figures_open")


def _standings_inside(found: Figures, voice: Voice) -> Iterator[Standing]:
    """How many of the regencies inside a place that is not decided itself."""
    decided = [
        place for place in found.places if place.level == "regency" and place.uhc
    ]
    if not decided:
        text = voice.capital(voice("not_decided"))
        yield Standing("UHC", "", text, voice("decided_where"))
        return
    of = voice("of_regencies", count=voice.count(len(decided)))
    met = sum(1 for place in decided if place.uhc == "met")
    yield Standing(voice("regencies_uhc"), "", voice.count(met), of)
    if found.edition:
        held = sum(1 for place in decided if place.category not in (None, "none"))
        name = voice("regencies_award", edition=found.edition)
        yield Standing(name, "", voice.count(held), of)


def _large(found: Figures, lines: Lines, voice: Voice) -> Iterator[Large]:
    top = found.top
    nearest = top.next
    if nearest and nearest.persons:
        label = line_name(nearest.category, nearest.route, voice.language)
        persons = voice("persons", count=voice.count(nearest.persons))
        yield Large(persons, voice("short_of", label=label))
        if nearest.per_month and nearest.to_december:
            month = voice.rupiah(nearest.per_month.local_government)
            yield Large(month, voice("a_month"))
            december = voice.rupiah(nearest.to_december.local_government)
            yield Large(december, voice("to_december", **_until(found, voice)))
        return
    if top.uhc is None and found.scope == "all":
        yield from _large_without_award(top, lines, voice)


def _large_without_award(top: Place, lines: Lines, voice: Voice) -> Iterator[Large]:
    """What is short of the lines of UHC where no award is decided or priced."""
    for name, number, line in (
        ("registered", top.registered, lines.coverage),
        ("active", top.active, lines.active),
    ):
        short = persons_short(number, top.population, line)
        if short is not None:
            persons = voice("persons", count=voice.count(short))
            yield Large(persons, voice(f"short_{name}", line=voice.line(line.number)))


def _until(found: Figures, voice: Voice) -> dict[str, object]:
    year = found.month.year + (found.month.number == 12)
    return {"year": year, "months": found.months}


def _sentences(found: Figures, voice: Voice) -> Iterator[str]:
    top = found.top
    if top.waiting:
        facts = facts_text(top.waiting.facts, voice)
        label = line_name(top.waiting.category, top.waiting.route, voice.language)
        yield voice("enough_persons", label=label, facts=facts)
    if top.next and top.next.persons:
        yield _what_it_takes(found, top.next, voice)
        if top.next.at_most and top.unknown:
            yield voice("at_most", count=voice.count(top.unknown))
        elif top.next.at_most and top.basis == "administrative":
            yield voice("at_most_figures")
    elif top.category and not top.above:
        yield voice("highest", name=top.name)
    elif top.uhc and not top.next and not top.waiting:
        yield voice("cannot_say")


def _what_it_takes(found: Figures, nearest: Line, voice: Voice) -> str:
    """In one sentence: who must be registered and what the region pays for it."""
    words = {
        "name": found.top.name,
        "count": voice.count(nearest.persons),
        "label": line_name(nearest.category, nearest.route, voice.language),
    }
    if not (nearest.per_month and nearest.to_december):
        return voice("takes_persons", **words)
    return voice(
        "takes",
        **words,
        month=voice.rupiah(nearest.per_month.local_government),
        december=voice.rupiah(nearest.to_december.local_government),
        each=voice.rupiah(found.price["contribution"] + found.price["regional_aid"]),
        **_until(found, voice),
    )


def _rates(found: Figures, lines: Lines, voice: Voice) -> Iterator[Rate]:
    top = found.top
    words_of_line = "line_of_uhc" if found.scope == "all" else "lowest_value"
    for measure, line in (("coverage", lines.coverage), ("active", lines.active)):
        words = voice.label("measure", f"{measure}_rate")
        share, printed = top.ends(measure)[0], top.as_printed(measure)
        if share is None:
            text = voice.printed(printed) if printed else voice("cannot")
            yield Rate(words, text, "", Markup(""))
            continue
        text = voice.printed(printed) if printed else voice.percent(share)
        mark = voice.line(line.number)
        aloud = voice("gauge", name=words, value=text, line=mark)
        bar = gauge(share, float(line.number), aloud)
        yield Rate(words, text, voice(words_of_line, line=mark), bar)


def _facts(found: Figures, voice: Voice) -> Iterator[tuple[str, str]]:
    top = found.top
    names = ["population", "registered", "active", "local_government"]
    for name in names[:-1] if top.level in LEVELS else names:
        number = getattr(top, name)
        if number is not None and not top.as_printed(COUNT_OF.get(name, name)):
            text = voice("persons", count=voice.count(number))
            yield voice(f"fact_{name}"), text
    if top.rank:
        place = voice("rank", place=top.rank.place, of=top.rank.of)
        yield voice("fact_rank", province=top.rank.province), place


def _notes(run: Run, found: Figures, voice: Voice) -> Iterator[str]:
    top = found.top
    yield voice(f"basis_{top.basis}", semester=voice.semester(top.semester))
    if top.near[voice.language]:
        yield voice("near_note", section=voice("title_criteria"))
    if top.level == "regency" and not top.rank:
        yield voice("no_rank")
    if found.scope != "all":
        yield voice("partial", scope=found.scope)
    notes = [
        note
        for note in summary(run)["notes"]
        if note["note"] in ABOUT_THE_REGISTER
        and (note["region"] == top.name or top.level in ("nation", "province"))
    ]
    if len(notes) > MOST_NOTES:
        regions = {note["region"] for note in notes}
        yield voice("notes_of_many", count=voice.count(len(regions)))
        return
    for note in notes:
        yield note_text(note, voice)


def note_text(note: dict, voice: Voice) -> str:
    """A note of the run's summary in words."""
    parts = {
        key: voice.count(value) if isinstance(value, int) else value
        for key, value in note.items()
        if key != "note"
    }
    return voice(f"note_{note['note']}", **parts)
