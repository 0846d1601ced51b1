-- One row per region and cell, of every level: the sum of what lies in the region. A
-- code whose lower parts are zero belongs to no region below. Levels above the village
-- are summed from districts, which are a tenth as many.
WITH districts AS (
  SELECT
    village - village % 10000 AS code,
    cell,
    sum(n) AS n
  FROM cube
  GROUP BY 1, 2
)
SELECT
  'village' AS level,
  village AS region,
  cell,
  n
FROM cube
WHERE village % 10000 > 0
UNION ALL
SELECT
  l.level,
  d.code - d.code % l.divisor AS region,
  d.cell,
  CAST(sum(d.n) AS BIGINT) AS n
FROM districts AS d
CROSS JOIN levels AS l
WHERE l.level <> 'village' AND (l.level = 'nation' OR d.code % l.above >= l.divisor)
GROUP BY 1, 2, 3
