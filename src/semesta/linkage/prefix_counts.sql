-- One row per NIK prefix (the district of first registration) of both registers.
SELECT
  prefix,
  CAST(sum(rows) AS BIGINT) AS rows
FROM (
  SELECT
    coalesce(CAST(substr(CAST(nik AS STRING), 1, 6) AS BIGINT), 0) AS prefix,
    count(*) AS rows
  FROM persons
  GROUP BY 1
  UNION ALL
  SELECT
    coalesce(CAST(substr(CAST(nik AS STRING), 1, 6) AS BIGINT), 0) AS prefix,
    count(*) AS rows
  FROM cards
  GROUP BY 1
) AS counted
GROUP BY prefix
