-- One row is one row of a register that is set aside, and the first reason why.
WITH set_aside AS (
  SELECT
    file_id,
    row,
    "column",
    value,
    reason
  FROM typed_rows
  WHERE reason IS NOT NULL
  UNION ALL
  SELECT
    file_id,
    row,
    "column",
    value,
    reason
  FROM repeated
)
SELECT
  set_aside.file_id,
  coalesce(files.file, '') AS file,
  row,
  "column",
  value,
  reason
FROM set_aside
LEFT JOIN files ON files.file_id = set_aside.file_id
ORDER BY set_aside.file_id, row
