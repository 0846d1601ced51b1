"""What a run takes from runs before it: the month to compare with, and the model."""

from pathlib import Path

from semesta import coverage, linkage, published
from semesta.errors import SemestaError
from semesta.months import Month


MODEL = "model.json"


def previous_run(path: Path | None, month: Month, scope: str) -> published.Run | None:
    """The run to compare with, unchanged since it was published."""
    if path is None:
        return None
    run = published.open_run(path)
    about = run.manifest
    coverage.check_comparable(month, scope, about.month, about.scope)
    run.verify()
    return run


def model_run(
    named: Path | None, retrain: bool, previous: published.Run | None
) -> published.Run | None:
    """The run whose model is taken: the one named, or else the previous one, so that a
    month's change is never a model's. None: a model is learnt."""
    if named and retrain:
        raise SemestaError("model_and_retrain")
    if named:
        return published.open_run(named)
    return None if retrain else previous


def model_of(run: published.Run | None) -> linkage.Model | None:
    """The model of a run; None where it has none, as runs without names do."""
    if run is None or not (run.folder / MODEL).exists():
        return None
    return linkage.read_model(run.path_of(MODEL))


def compared(run: published.Run) -> coverage.Compared:
    """A published run as the comparison of months wants it."""
    about = run.manifest
    return coverage.Compared(about.month, about.scope, run.regions(), run.folder)
