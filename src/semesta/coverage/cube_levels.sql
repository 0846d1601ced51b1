-- One row per cube row and level: the region of that level in which it lies. A code
-- whose lower parts are zero belongs to no region below.
SELECT
  l.level,
  c.village - c.village % l.divisor AS region,
  c.cell,
  c.n
FROM cube AS c
CROSS JOIN levels AS l
WHERE l.level = 'nation' OR c.village % l.above >= l.divisor
