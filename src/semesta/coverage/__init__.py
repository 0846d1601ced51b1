"""The state of every resident, the finding for every card, the cube, the measures."""

from semesta.coverage.changes import Changes, Compared, changes, check_comparable
from semesta.coverage.measure import Covered, cover
from semesta.coverage.tables import (
    count_of_links,
    identities,
    tables_of_regions,
    write_links,
    write_links_by_part,
)


__all__ = [
    "Changes",
    "Compared",
    "Covered",
    "changes",
    "check_comparable",
    "count_of_links",
    "cover",
    "identities",
    "tables_of_regions",
    "write_links",
    "write_links_by_part",
]
