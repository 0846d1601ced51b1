-- One row per region: its residents by state, low and high counts, and the residents
-- whom local government registered. `outside` are residents of whom a partial
-- membership file says nothing.
WITH counted AS (
  SELECT
    level,
    region,
    sum(n) AS population,
    sum(CASE WHEN cell % 8 = 0 THEN n ELSE 0 END) AS active,
    sum(CASE WHEN cell % 8 = 1 THEN n ELSE 0 END) AS inactive_arrears,
    sum(CASE WHEN cell % 8 = 2 THEN n ELSE 0 END) AS inactive_lapsed,
    sum(CASE WHEN cell % 8 = 3 THEN n ELSE 0 END) AS unregistered,
    sum(CASE WHEN cell % 8 = 4 THEN n ELSE 0 END) AS candidates,
    sum(CASE WHEN cell % 8 = 5 THEN n ELSE 0 END) AS outside,
    sum(CASE WHEN cell >= 2048 THEN n ELSE 0 END) AS local_government,
    sum(CASE WHEN cell >= 4096 THEN n ELSE 0 END) AS local_government_active,
    sum(CASE
      WHEN cell >= 2048 OR cell % 8 = 4 OR (cell - cell % 8) % 64 = 56 THEN n
      ELSE 0
    END) AS local_government_high
  FROM cube_levels
  GROUP BY level, region
)
SELECT
  c.level,
  c.region,
  CAST(c.population AS BIGINT) AS population,
  CAST(
    c.active + c.inactive_arrears + c.inactive_lapsed
    + CASE WHEN r.scope = 'unregistered-list' THEN c.outside ELSE 0 END AS BIGINT
  ) AS registered,
  CAST(c.active AS BIGINT) AS active,
  CAST(c.inactive_arrears AS BIGINT) AS inactive_arrears,
  CAST(c.inactive_lapsed AS BIGINT) AS inactive_lapsed,
  CAST(c.unregistered AS BIGINT) AS unregistered,
  CAST(c.candidates + c.outside AS BIGINT) AS unknown,
  CAST(c.candidates AS BIGINT) AS candidates,
  CAST(c.local_government AS BIGINT) AS local_government,
  CAST(c.local_government_active AS BIGINT) AS local_government_active,
  CAST(c.local_government_high AS BIGINT) AS local_government_high,
  CAST(c.population - c.unregistered AS BIGINT) AS registered_high,
  CAST(c.active + c.candidates + c.outside AS BIGINT) AS active_high
FROM counted AS c
CROSS JOIN parameters AS r
ORDER BY c.level, c.region
