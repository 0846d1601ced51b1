-- One row per file of deciles: rows read, accepted and set aside.
SELECT
  staged_deciles.file_id,
  count(*) AS read,
  count(*) - count(set_aside.row) AS accepted,
  count(set_aside.row) AS quarantined
FROM staged_deciles
LEFT JOIN set_aside
  ON set_aside.file_id = staged_deciles.file_id
  AND set_aside.row = staged_deciles.row
GROUP BY staged_deciles.file_id
ORDER BY staged_deciles.file_id
