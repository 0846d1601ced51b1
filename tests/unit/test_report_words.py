"""The words of the reports: one place each, both languages, nothing left unsaid."""

from collections import Counter

import yaml

from house import PACKAGE
from semesta.reports.words import texts


REPORTS = PACKAGE / "reports"
OF_CHANGES = {"note_other_linkage", "note_villages_of_one_month"}
# Rows of an invoice are set aside by the audit, not by a run.
OF_INVOICES = {
    *("nobody_named", "amount_missing", "amount_unreadable", "amount_negative"),
    *("amounts_differ", "month_unreadable"),
}


def test_no_key_stands_in_two_files():
    keys = Counter(
        key
        for path in REPORTS.glob("words*.yaml")
        for key in yaml.safe_load(path.read_text(encoding="utf-8"))
    )

    assert [key for key, files in keys.items() if files > 1] == []


def test_every_text_is_in_both_languages():
    assert [key for key, text in texts().items() if set(text) != {"id", "en"}] == []


def test_why_rows_were_set_aside_reads_as_where_they_were():
    path = PACKAGE / "registers" / "reasons.yaml"
    reasons = yaml.safe_load(path.read_text(encoding="utf-8"))

    assert {
        code: texts().get(f"reason_{code}") for code in reasons.keys() - OF_INVOICES
    } == {code: reasons[code] for code in reasons.keys() - OF_INVOICES}


def test_every_note_about_a_run_that_the_terminal_tells_the_report_can_tell():
    path = PACKAGE / "terminal" / "texts.yaml"
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    notes = {key for key in told if key.startswith("note_")} - OF_CHANGES

    assert notes - texts().keys() == set()
