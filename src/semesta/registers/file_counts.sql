-- One row is one file: the rows read, and what became of them.
WITH fates AS (
  SELECT
    file_id,
    1 AS read,
    0 AS accepted,
    0 AS quarantined
  FROM staged
  UNION ALL
  SELECT
    file_id,
    0,
    1,
    0
  FROM accepted
  UNION ALL
  SELECT
    file_id,
    0,
    0,
    1
  FROM quarantine
)
SELECT
  file_id,
  cast(sum(read) AS BIGINT) AS read,
  cast(sum(accepted) AS BIGINT) AS accepted,
  cast(sum(quarantined) AS BIGINT) AS quarantined
FROM fates
GROUP BY file_id
ORDER BY file_id
