-- One row per card, as published in links.csv: whose it is, how sure, and the finding.
SELECT
  noka,
  CASE
    WHEN finding IN ('matched', 'deceased', 'moved', 'duplicate')
      THEN CAST(person_nik AS STRING)
  END AS nik,
  CASE WHEN person_id IS NOT NULL THEN method END AS method,
  probability,
  finding,
  nik_fault
FROM card_findings
ORDER BY noka
