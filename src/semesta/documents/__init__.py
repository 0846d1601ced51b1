"""What leaves a run folder: masked values, numbers on a page, spreadsheets, paper.

How a document is made; what it says belongs to the rooms that make it. Every document
carries a Stamp: who made it, when, for what, until when to keep it.
"""

from semesta.documents.folders import new_file, new_folder
from semesta.documents.locked import lock_workbook
from semesta.documents.masks import masked_card, masked_name, masked_nik
from semesta.documents.numbers import (
    count,
    decimal,
    long_date,
    month_name,
    percent,
    printed_percent,
    rupiah,
    times,
)
from semesta.documents.paper import write_pdf
from semesta.documents.stamp import Stamp
from semesta.documents.workbook import A3, Heading, Workbook


__all__ = [
    "A3",
    "Heading",
    "Stamp",
    "Workbook",
    "count",
    "decimal",
    "lock_workbook",
    "long_date",
    "masked_card",
    "masked_name",
    "masked_nik",
    "month_name",
    "new_file",
    "new_folder",
    "percent",
    "printed_percent",
    "rupiah",
    "times",
    "write_pdf",
]
