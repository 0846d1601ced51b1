"""What changed between two published runs."""

from pathlib import Path

from semesta import allowance, coverage, earlier, published
from semesta.engine import Duck


def changes_between(
    current: published.Run, previous: published.Run, folder: Path
) -> coverage.Changes:
    """What changed from one published run to another; `folder` takes the list of
    persons. The same figures as those of a run with `previous`.

    Raises SemestaError for runs that cannot be compared.
    """
    current.path_of("departed.parquet")  # a run of an older program has none
    memory = allowance.in_megabytes(allowance.engine_memory(None))
    with Duck(memory=memory, spill=folder / "spill") as engine:
        return coverage.changes(
            engine, earlier.compared(current), earlier.compared(previous), folder
        )
