"""Taking a filled sheet back: everything on it becomes decisions, or nothing does."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from semesta.errors import LANGUAGES, SemestaError
from semesta.linkage import DecidedBand, decided_bands
from semesta.published import Run, only_writer
from semesta.registers import (
    VERDICTS,
    Decision,
    Passwords,
    all_decisions,
    append_decisions,
    in_force,
)
from semesta.review.filled import Filled, read_filled
from semesta.review.pairs import Pair, open_pairs
from semesta.review.words import word


MOST_FAULTS = 20


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell; no value of a person."""

    row: int
    column: str
    code: str
    parts: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: str) -> str:
        told = word("fault", self.code, language, **self.parts)
        column = word("column", self.column, language)
        return word(
            "terminal", "fault", language, row=self.row, column=column, text=told
        )


@dataclass(frozen=True)
class Imported:
    """What was added, what was there already, and what all decisions say of the
    program's probabilities."""

    added: tuple[Decision, ...]
    already: int
    empty: int
    bands: tuple[DecidedBand, ...]

    def of(self, verdict: str) -> int:
        return Counter(one.verdict for one in self.added)[verdict]


def import_review(
    run: Run, sheet: Path, decisions: Path, passwords: Passwords = None
) -> Imported:
    """Adds the verdicts of a sheet to the file of decisions, which may be new.

    Raises SemestaError, and adds nothing, for a sheet of another run and for verdicts
    that are unclear, nobody's, or against those of another reviewer; and while another
    process writes beside the file of decisions.
    """
    filled = read_filled(sheet, passwords)
    pairs = {pair.reference: pair for pair in open_pairs(run)}
    references = [row.text("reference") for row in filled]
    if references and not any(reference in pairs for reference in references):
        raise SemestaError("review.other_run", file=sheet.name, run=run.folder.name)
    answered = [row for row in filled if row.text("verdict")]
    faults = [fault for row in answered for fault in _faults(row, pairs, run)]
    taken = [] if faults else [(row, _decision(row, pairs)) for row in answered]
    faults += _against_itself(taken)
    # Of two imports that read the same file, the second would write over the first.
    with only_writer(decisions.resolve().parent):
        before = all_decisions(decisions) if decisions.exists() else []
        if faults := [*faults, *_against_others(taken, before)]:
            raise _refusal(sheet, faults)
        known = {_told(one) for one in before}
        fresh = {_told(one): one for _, one in taken if _told(one) not in known}
        if fresh:
            append_decisions(decisions, fresh.values())
    return Imported(
        added=tuple(fresh.values()),
        already=len(taken) - len(fresh),
        empty=len(filled) - len(answered),
        bands=tuple(decided_bands([*before, *fresh.values()])),
    )


def _told(decision: Decision) -> tuple[object, ...]:
    """Equal for a decision and the same one imported again."""
    return decision.pair, decision.verdict, decision.who, decision.when, decision.note


def _faults(row: Filled, pairs: Mapping[str, Pair], run: Run) -> Iterator[Fault]:
    """What one answer lacks by itself."""
    reference = row.text("reference")
    if not reference:
        yield Fault(row.row, "reference", "no_reference")
    elif reference not in pairs:
        yield Fault(row.row, "reference", "unknown_pair", {"run": run.folder.name})
    if row.text("verdict").casefold() not in VERDICTS:
        yield Fault(row.row, "verdict", "bad_verdict")
    if not row.text("who"):
        yield Fault(row.row, "who", "nobody")
    if not row.text("when"):
        yield Fault(row.row, "when", "no_date")
    elif row.when() is None:
        yield Fault(row.row, "when", "bad_date")


def _decision(row: Filled, pairs: Mapping[str, Pair]) -> Decision:
    pair, when = pairs[row.text("reference")], row.when()
    assert when is not None
    return Decision(
        noka=pair["noka"],
        nik=pair["nik"],
        verdict=VERDICTS[row.text("verdict").casefold()],
        who=row.text("who"),
        when=when,
        kk=pair["kk"],
        name=pair["name"],
        birth_date=pair["birth_date"],
        probability=pair["probability"],
        note=row.text("note"),
    )


def _against_itself(taken: Iterable[tuple[Filled, Decision]]) -> Iterator[Fault]:
    """A pair decided twice, differently; a card given to two persons."""
    verdicts: dict[object, tuple[int, str]] = {}
    owners: dict[str, tuple[int, object]] = {}
    for row, one in taken:
        other, verdict = verdicts.setdefault(one.pair, (row.row, one.verdict))
        if verdict != one.verdict:
            yield Fault(row.row, "verdict", "two_verdicts", {"other": other})
        if one.verdict == "same":
            other, owner = owners.setdefault(one.noka, (row.row, one.pair))
            if owner != one.pair:
                yield Fault(row.row, "verdict", "two_owners", {"other": other})


def _against_others(
    taken: Iterable[tuple[Filled, Decision]], before: Iterable[Decision]
) -> Iterator[Fault]:
    """Against what somebody else decided; one's own verdict may be corrected."""
    decided = {one.pair: one for one in in_force(before)}
    owners = {one.noka: one for one in decided.values() if one.verdict == "same"}
    for row, one in taken:
        earlier, owner = decided.get(one.pair), owners.get(one.noka)
        if earlier and earlier.verdict != one.verdict and _others(earlier, one):
            yield Fault(row.row, "verdict", "decided_otherwise")
        elif one.verdict == "same" and owner and owner.pair != one.pair:
            if _others(owner, one):
                yield Fault(row.row, "verdict", "owned_otherwise")


def _others(earlier: Decision, now: Decision) -> bool:
    return earlier.who.casefold() != now.who.casefold()


def _refusal(sheet: Path, faults: list[Fault]) -> SemestaError:
    """One message with every fault, the first of them in full."""
    faults.sort(key=lambda fault: fault.row)
    listed = {language: _listed(faults, language) for language in LANGUAGES}
    return SemestaError(
        "review.not_taken", file=sheet.name, count=len(faults), faults=listed
    )


def _listed(faults: list[Fault], language: str) -> str:
    lines = [fault.text(language) for fault in faults[:MOST_FAULTS]]
    more = len(faults) - MOST_FAULTS
    if more > 0:
        lines.append(word("terminal", "more", language, count=more))
    return "\n".join(lines)
