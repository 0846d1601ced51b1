"""What `semesta evaluate` prints: how right a run is."""

from collections.abc import Mapping, Sequence

from semesta.documents import count, decimal
from semesta.linkage import Band, Evaluation, LinkQuality, VillageErrors
from semesta.terminal.page import Page


RATES = {"active": "activity", "coverage": "coverage"}


def print_evaluation(page: Page, found: Evaluation) -> None:
    """The quality of a run against the truth: sums first, then where it is lost."""
    for key, cards in (("truth_cards", found.cards), ("not_in_run", found.not_in_run)):
        page.console.print(f"{page.say(key)}: {count(cards, page.language)}")
    for key, value in (
        ("precision", found.links.precision),
        ("recall", found.links.recall),
        ("f1", found.links.f1),
        ("findings_right", found.findings_right),
        ("calibration_error", found.calibration.error),
        ("calibration_beyond_nik", found.calibration_beyond_nik.error),
    ):
        page.console.print(f"{page.say(key)}: {_share(page, value)}")
    if found.villages:
        _villages(page, found.villages)
    if found.calibration.bands:
        _calibration(page, found.calibration.bands)
    _qualities(page, "by_method", found.by_method)
    _qualities(page, "by_damage", found.by_damage)
    for (truth, result), cards in sorted(found.confusions.items()):
        line = f"{truth} → {result}: {count(cards, page.language)}"
        page.console.print(f"{page.say('confusions')}: {line}")


def _share(page: Page, value: float | None) -> str:
    return decimal(value, 5, page.language)


def _qualities(page: Page, title: str, found: Mapping[str, LinkQuality]) -> None:
    keys = ("linked", "right", "precise", "complete", "f1")
    table = page.table(["", *map(page.say, keys)], numbers=5)
    for name, quality in found.items():
        shares = (quality.precision, quality.recall, quality.f1)
        table.add_row(
            name,
            count(quality.linked, page.language),
            count(quality.right, page.language),
            *(_share(page, share) for share in shares),
        )
    page.show(page.say(title), table)


def _calibration(page: Page, bands: Sequence[Band]) -> None:
    keys = ("probability", "pairs", "linked", "mean_probability", "share_right")
    table = page.table(map(page.say, keys), numbers=4)
    for band in bands:
        ends = (_end(page, end) for end in (band.low, band.high))
        table.add_row(
            page.say("from_to", **dict(zip(("low", "high"), ends, strict=True))),
            count(band.pairs, page.language),
            count(band.linked, page.language),
            _share(page, band.said),
            _share(page, band.share_right),
        )
    page.show(page.say("calibration"), table)


def _end(page: Page, probability: float) -> str:
    return decimal(min(probability, 1.0), 3, page.language)


def _villages(page: Page, found: Mapping[str, VillageErrors]) -> None:
    keys = (
        *("weighted_mean", "mean_expected", "worst", "worst_of_many"),
        *("worst_persons", "inside"),
    )
    table = page.table(["", *map(page.say, keys)], numbers=6)
    for rate, errors in found.items():
        points = (
            *(errors.mean, errors.mean_expected),
            *(errors.worst, errors.worst_of_many),
        )
        table.add_row(
            page.say(RATES[rate]),
            *(decimal(one, 3, page.language) for one in points),
            count(errors.worst_persons, page.language),
            f"{errors.inside}/{errors.villages}",
        )
    page.show(page.say("village_errors"), table)
    errors = next(iter(found.values()))
    right = f"{errors.populations_right}/{errors.villages}"
    page.console.print(f"{page.say('populations_right')}: {right}")
