"""What moved a rate most, and what the cause of a change is called on a page."""

from typing import Any

import pyarrow as pa

from semesta.published.words import label, vocabulary


EFFECT_OF = {"active_rate": "active_effect", "coverage_rate": "coverage_effect"}
OF_STATES = ("moved_within", "inactive_otherwise", "to_verify", "verified")


def top_causes(
    changes: pa.Table, region: str, rate: str, n: int = 3
) -> list[dict[str, Any]]:
    """The rows of `changes.csv` of a region that moved a rate most, the largest first.

    `rate` is `active_rate` or `coverage_rate`; effects go either way. Changes of no
    effect, or of none that is known, are left out.
    """
    effect = EFFECT_OF[rate]
    rows = [r for r in changes.to_pylist() if r["region_code"] == region and r[effect]]
    order = sorted(rows, key=lambda r: (-abs(r[effect]), r["kind"], r["cause"] or ""))
    return order[:n]


def label_change(kind: str, cause: str | None, language: str = "id") -> str:
    """`fell_inactive`, `MENUNGGAK IURAN` → `menjadi nonaktif (MENUNGGAK IURAN)`.

    A cause is a code of segments or states, `from>to`, or a reason as cards give it.
    """
    name = label("change", kind, language)
    if not cause:
        return name
    parts = [_word(kind, part, language) for part in cause.split(">")]
    return f"{name} ({' → '.join(parts)})"


def _word(kind: str, code: str, language: str) -> str:
    words = ("state", "segment") if kind in OF_STATES else ("segment", "state")
    for name in ("change_cause", *words):
        if code in vocabulary()[name]:
            return label(name, code, language)
    return code
