"""The contract of a finished run: schemas, manifest, store, readers without an engine.

with Store(out).building(month) as building:
    write_table(building.path, "regions.csv", table)
    ...
    log.write(building.path)
    manifest.write(building.path)
    run = building.publish()

open_run(out).regions()
"""

from semesta.published.causes import label_change, top_causes
from semesta.published.contract import Column, Contract, File, contract
from semesta.published.disk import only_writer
from semesta.published.exports import log_export
from semesta.published.legal import NOT_STATED, Legal, legal_of, read_legal
from semesta.published.manifest import (
    Identity,
    Input,
    Manifest,
    check_identities,
    sha256,
)
from semesta.published.reference import contract_markdown
from semesta.published.retention import (
    Forgotten,
    Kept,
    Retention,
    check_store,
    forget,
    retention,
    search_copies,
)
from semesta.published.runlog import RunLog, Stage
from semesta.published.runs import Run, newest_runs, open_run
from semesta.published.store import Building, Store
from semesta.published.summary import near_thresholds, summary
from semesta.published.tables import (
    check_parquet,
    read_csv,
    select,
    table_of,
    write_csv,
    write_csv_from,
    write_parquet,
    write_table,
)
from semesta.published.words import codes, label


__all__ = [
    "NOT_STATED",
    "Building",
    "Column",
    "Contract",
    "File",
    "Forgotten",
    "Identity",
    "Input",
    "Kept",
    "Legal",
    "Manifest",
    "Retention",
    "Run",
    "RunLog",
    "Stage",
    "Store",
    "check_parquet",
    "check_store",
    "codes",
    "check_identities",
    "contract",
    "contract_markdown",
    "forget",
    "label",
    "label_change",
    "legal_of",
    "log_export",
    "near_thresholds",
    "newest_runs",
    "only_writer",
    "open_run",
    "read_csv",
    "read_legal",
    "retention",
    "search_copies",
    "select",
    "sha256",
    "summary",
    "table_of",
    "top_causes",
    "write_csv",
    "write_csv_from",
    "write_parquet",
    "write_table",
]
