-- One row per region and segment of the kept card: registered residents by state.
SELECT
  level,
  region,
  CAST((cell - cell % 8) / 8 AS INTEGER) % 8 AS segment_code,
  CAST(sum(n) AS BIGINT) AS registered,
  CAST(sum(CASE WHEN cell % 8 = 0 THEN n ELSE 0 END) AS BIGINT) AS active,
  CAST(sum(CASE WHEN cell % 8 = 1 THEN n ELSE 0 END) AS BIGINT) AS inactive_arrears,
  CAST(sum(CASE WHEN cell % 8 = 2 THEN n ELSE 0 END) AS BIGINT) AS inactive_lapsed
FROM cube_levels
WHERE cell % 8 < 3
GROUP BY 1, 2, 3
