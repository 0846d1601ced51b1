-- One row per family of the scope in which somebody has something to do. Few columns are
-- read to find them, so that of all others the rest need not be read.
SELECT
  e.village,
  e.kin,
  min(e.id) AS visit
FROM everybody AS e
CROSS JOIN scope AS s
WHERE e.village >= s.first_village
  AND e.village <= s.last_village
  AND e.state NOT IN ('active', 'outside')
GROUP BY e.village, e.kin
