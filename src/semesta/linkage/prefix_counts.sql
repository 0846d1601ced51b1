-- One row per NIK prefix (the district of first registration) of both registers.
SELECT
  prefix,
  CAST(sum(rows) AS BIGINT) AS rows
FROM (
  SELECT
    coalesce((nik - nik % 10000000000) / 10000000000, 0) AS prefix,
    count(*) AS rows
  FROM persons
  GROUP BY 1
  UNION ALL
  SELECT
    coalesce((nik - nik % 10000000000) / 10000000000, 0) AS prefix,
    count(*) AS rows
  FROM cards
  GROUP BY 1
) AS counted
GROUP BY prefix
