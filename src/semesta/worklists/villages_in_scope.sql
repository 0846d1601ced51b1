-- One row per village of the scope in which the run has residents: how many.
SELECT
  c.village,
  CAST(sum(c.n) AS BIGINT) AS residents
FROM cube AS c
CROSS JOIN scope AS s
WHERE c.village >= s.first_village AND c.village <= s.last_village
GROUP BY c.village
