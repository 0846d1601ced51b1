-- One row per village with somebody to visit: lines, families and persons by state, and
-- families by the marks that make them come first. A family is counted by its first line.
SELECT
  f.village,
  count(*) AS lines,
  count(*) FILTER (WHERE m.place = 1) AS families,
  count(*) FILTER (WHERE m.state = 'unregistered') AS unregistered,
  count(*) FILTER (WHERE m.state = 'inactive_arrears') AS inactive_arrears,
  count(*) FILTER (WHERE m.state = 'inactive_lapsed') AS inactive_lapsed,
  count(*) FILTER (WHERE m.state = 'unknown') AS unknown,
  count(*) FILTER (WHERE m.state = 'newborn_waiting') AS newborn_waiting,
  count(*) FILTER (
    WHERE m.state = 'unregistered' AND m.deadline IS NOT NULL
  ) AS newborn,
  count(*) FILTER (WHERE m.place = 1 AND f.chronic) AS chronic,
  count(*) FILTER (WHERE m.place = 1 AND f.baby) AS baby,
  count(*) FILTER (WHERE m.place = 1 AND f.whole_family) AS whole_family,
  count(*) FILTER (WHERE m.place = 1 AND f.elderly) AS elderly,
  count(*) FILTER (WHERE m.place = 1 AND f.priority IS NOT NULL) AS priority
FROM members AS m
INNER JOIN families AS f ON f.visit = m.visit
WHERE m.place <= f.family_size
GROUP BY f.village
ORDER BY f.village
