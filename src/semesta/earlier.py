"""What a run takes from runs before it: the month to compare with, and the model."""

from pathlib import Path
from typing import Any

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
        run = published.open_run(named)
        if not has_model(run):
            raise SemestaError("no_model", run=run.folder.name)
        return run
    return previous if previous and has_model(previous) and not retrain else None


def has_model(run: published.Run) -> bool:
    """Runs without names, and those of earlier versions, have none."""
    return MODEL in run.manifest.files


def model_of(run: published.Run | None) -> linkage.Model | None:
    """The model of a run, unchanged since it was published; None where it has none."""
    if run is None or not has_model(run):
        return None
    return linkage.read_model(run.unchanged(MODEL))


def compared(run: published.Run) -> coverage.Compared:
    """A published run as the comparison of months wants it."""
    about = run.manifest
    return coverage.Compared(about.month, about.scope, run.regions(), run.folder)


def told_of_model(
    linked: linkage.Linked, model_from: published.Run | None
) -> dict[str, Any]:
    """For the manifest: where the model comes from that weighed what no rule settled,
    and what it could not weigh."""
    model = linked.model
    if model is None:
        return {}
    return {
        "model": {
            "run": model_from.folder.name if model_from else None,
            "other_linkage": model_from is not None and _links_otherwise(model_from),
            "learnt": model_from is None and model.cards > 0,
            "controls": model.controls,
            "cards": model.cards,
        },
        "blocks_refused": linked.refused,
    }


def told_of_comparison(
    previous: published.Run | None, changes: coverage.Changes | None
) -> dict[str, Any]:
    """For the manifest: the previous run, and what weakens the comparison with it."""
    if previous is None or changes is None:
        return {}
    return {
        "previous": {
            "run": previous.folder.name,
            "month": str(previous.manifest.month),
            "other_linkage": _links_otherwise(previous),
            "villages_of_one_month": changes.villages_of_one_month,
        }
    }


def _links_otherwise(run: published.Run) -> bool:
    """Whether another version of the rules of linking made it."""
    return run.manifest.versions["linkage"] != linkage.version()
