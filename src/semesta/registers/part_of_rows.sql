-- One row per row of a register (persons or cards), with the part that it lies in.
SELECT
  r.*,
  CASE
    WHEN r.nik IS NULL THEN r.row % s.parts
    ELSE coalesce(q.part, 0)
  END AS part
FROM register_rows AS r
CROSS JOIN split AS s
LEFT JOIN parts AS q ON q.prefix = CAST(substr(CAST(r.nik AS VARCHAR), 1, 6) AS BIGINT)
