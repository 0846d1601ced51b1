"""Versions of all that decides what a run finds in its registers."""

from semesta import __version__, law, linkage, regions


def versions() -> dict[str, str]:
    """Of the program, the law, the rules of linking and the tree of regions."""
    return {
        "semesta": __version__,
        "law": law.version(),
        "linkage": linkage.version(),
        "regions": regions.tree().version,
    }
