-- One row per row of a register (persons or cards), with the part that it lies in.
SELECT
  r.*,
  q.part
FROM register_rows AS r
INNER JOIN parts AS q
  ON q.prefix = coalesce((r.nik - r.nik % 10000000000) / 10000000000, 0)
