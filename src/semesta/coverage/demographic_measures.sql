-- One row per region, sex and age band: residents, registered and active ones.
SELECT
  level,
  region,
  CAST((cell - cell % 64) / 64 AS INTEGER) % 4 AS sex_code,
  CAST((cell - cell % 256) / 256 AS INTEGER) % 8 AS age_code,
  CAST(sum(n) AS BIGINT) AS population,
  CAST(sum(CASE WHEN cell % 8 < 3 THEN n ELSE 0 END) AS BIGINT) AS registered,
  CAST(sum(CASE WHEN cell % 8 = 0 THEN n ELSE 0 END) AS BIGINT) AS active
FROM cube_levels
GROUP BY 1, 2, 3, 4
