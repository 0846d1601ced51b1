"""What the program left open, out to people who can decide it, and back.

export_review(run, Asked(region="63.09"), stamp, Path("tinjau.xlsx"))
import_review(run, Path("tinjau.xlsx"), Path("keputusan.csv"))
"""

from semesta.review.examples import examples
from semesta.review.making import Asked, Exported, export_review
from semesta.review.order import Deciding, ordered
from semesta.review.pairs import Pair, open_pairs
from semesta.review.taking import Imported, import_review
from semesta.review.words import word


__all__ = [
    "Asked",
    "Deciding",
    "Exported",
    "Imported",
    "Pair",
    "examples",
    "export_review",
    "import_review",
    "open_pairs",
    "ordered",
    "word",
]
