"""The data that ships with the program: law and regions."""

from collections import Counter
from datetime import date

from semesta import law, regions
from semesta.doctor.findings import Finding, finding
from semesta.months import Month


LEVELS = ("province", "regency", "district", "village")
SHOWN = 12  # of a hash: enough to compare two machines


def rules() -> Finding:
    """Every rule file loads, and some rule is in force today."""
    in_force = len(law.rules_on(date.today()))
    return finding(
        "law_ok" if in_force else "law_not_in_force",
        rules=len(law.rulebook().names()),
        in_force=in_force,
        version=law.version()[:SHOWN],
    )


def places() -> Finding:
    """Every level of the tree is there."""
    counted = Counter(regions.tree().table()["level"].to_pylist())
    missing = [level for level in LEVELS if not counted[level]]
    return finding(
        "regions_missing" if missing else "regions_ok",
        version=regions.tree().version,
        missing=", ".join(missing),
        **{level: counted[level] for level in LEVELS},
    )


def populations() -> Finding:
    newest = regions.official_population(regions.NATION, Month.of(date.today()))
    return finding("populations_ok", semester=newest.semester, source=newest.source)
