"""What `semesta explain` prints: why a card was linked, and what each sign weighs."""

from semesta.documents import decimal, masked_card, times
from semesta.linkage import Explanation, Weighed
from semesta.published import label
from semesta.terminal.page import Page


WIDTH = 16
FOR, AGAINST = "█", "░"


def print_explanation(page: Page, noka: str, found: Explanation) -> None:
    """Why a card was linked or not; where the run has a model, as a waterfall."""
    say, console = page.say, page.console
    finding = label("finding", found.finding, page.language)
    console.print(f"{say('card')} {masked_card(noka)}: {finding}", style="bold")
    if found.nik_fault:
        console.print(f"{say('nik_fault')}: {say(f'nik_{found.nik_fault}')}")
    if found.method is None:
        console.print(say("no_candidate"))
        return
    if not found.is_linked:
        console.print(say("best_candidate"))
    console.print(f"{say('method')}: {found.method}")
    chance = decimal(found.probability, 4, page.language)
    console.print(f"{say('probability')}: {chance}")
    if found.weighed is None:
        for line in found.evidence:
            console.print(f"  · {line}")
        return
    _waterfall(page, found.weighed)
    if found.runner_up:
        _runner_up(page, found.weighed, found.runner_up)
    elif found.method:
        console.print(say("no_runner_up"))


def _waterfall(page: Page, found: Weighed) -> None:
    """One line per sign: in words, in bits, and as a bar from where the last ended."""
    heights = [found.start]
    for step in found.steps:
        heights.append(heights[-1] + step.bits)
    low, high = min(0.0, *heights), max(0.0, *heights)
    scale = WIDTH / ((high - low) or 1)
    table = page.table([page.say("sign")])
    table.add_column(page.say("bits"), justify="right")
    table.add_column(page.say("sum_of_bits"), no_wrap=True)
    table.add_column(page.say("meaning"))
    rows = [(page.say("before_signs"), found.start)]
    rows += [(step.words, step.bits) for step in found.steps]
    before = 0.0
    for words, bits in rows:
        after = before + bits
        begins = round((min(before, after) - low) * scale)
        bar = (FOR if bits > 0 else AGAINST) * round(abs(bits) * scale)
        shown = decimal(bits, 1, page.language)
        meaning = _times(page, bits, first=before == 0 and words == rows[0][0])
        table.add_row(words, shown, " " * begins + bar, meaning)
        before = after
    table.add_row(page.say("total_of_signs"), decimal(before, 1, page.language), "", "")
    page.show(page.say("weights"), table)


def _times(page: Page, bits: float, first: bool) -> str:
    """How many times likelier, in words."""
    if first or abs(bits) < 0.15:
        return ""
    key = "times_same" if bits > 0 else "times_other"
    return page.say(key, times=times(bits, page.language))


def _runner_up(page: Page, found: Weighed, other: Weighed) -> None:
    less = times(found.total - other.total, page.language)
    page.console.print(page.say("runner_up", times=less))
    for step in other.steps:
        page.console.print(f"  · {step.words} ({decimal(step.bits, 1, page.language)})")
