-- One row per village with somebody to visit: lines, families and persons by state, and
-- families by the marks that make them come first. A family is counted by its first line.
SELECT
  village,
  count(*) AS lines,
  count(*) FILTER (WHERE place = 1) AS families,
  count(*) FILTER (WHERE state = 'unregistered') AS unregistered,
  count(*) FILTER (WHERE state = 'inactive_arrears') AS inactive_arrears,
  count(*) FILTER (WHERE state = 'inactive_lapsed') AS inactive_lapsed,
  count(*) FILTER (WHERE state = 'unknown') AS unknown,
  count(*) FILTER (WHERE state = 'newborn_waiting') AS newborn_waiting,
  count(*) FILTER (WHERE state = 'unregistered' AND deadline IS NOT NULL) AS newborn,
  count(*) FILTER (WHERE place = 1 AND chronic) AS chronic,
  count(*) FILTER (WHERE place = 1 AND baby) AS baby,
  count(*) FILTER (WHERE place = 1 AND whole_family) AS whole_family,
  count(*) FILTER (WHERE place = 1 AND elderly) AS elderly,
  count(*) FILTER (WHERE place = 1 AND priority IS NOT NULL) AS priority
FROM worklist
GROUP BY village
ORDER BY village
