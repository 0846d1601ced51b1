-- One row per state of the run in the scope: persons, as the cube has them.
SELECT
  CASE c.cell % 8
    WHEN 1 THEN 'inactive_arrears'
    WHEN 2 THEN 'inactive_lapsed'
    WHEN 3 THEN 'unregistered'
    ELSE 'unknown'
  END AS state,
  CAST(sum(c.n) AS BIGINT) AS persons
FROM cube AS c
CROSS JOIN scope AS s
WHERE c.cell % 8 IN (1, 2, 3, 4)
  AND c.village >= s.first_village
  AND c.village <= s.last_village
GROUP BY 1
UNION ALL
SELECT
  'newborn_waiting' AS state,
  count(*) AS persons
FROM cards AS c
CROSS JOIN scope AS s
WHERE c.finding = 'newborn_waiting'
  AND c.village >= s.first_village
  AND c.village <= s.last_village
