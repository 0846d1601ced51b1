-- One row per row of a register (persons or cards), with the part that it lies in.
SELECT
  r.*,
  q.part
FROM register_rows AS r
INNER JOIN parts AS q
  ON q.prefix = coalesce(CAST(substr(CAST(r.nik AS STRING), 1, 6) AS BIGINT), 0)
