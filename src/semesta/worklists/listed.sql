-- One row per village with somebody to visit: lines, families and persons by state, and
-- families by the marks that make them come first.
SELECT
  village,
  count(*) AS lines,
  count(DISTINCT family) AS families,
  count(*) FILTER (WHERE state = 'unregistered') AS unregistered,
  count(*) FILTER (WHERE state = 'inactive_arrears') AS inactive_arrears,
  count(*) FILTER (WHERE state = 'inactive_lapsed') AS inactive_lapsed,
  count(*) FILTER (WHERE state = 'unknown') AS unknown,
  count(*) FILTER (WHERE state = 'newborn_waiting') AS newborn_waiting,
  count(*) FILTER (WHERE state = 'unregistered' AND deadline IS NOT NULL) AS newborn,
  count(DISTINCT CASE WHEN chronic THEN family END) AS chronic,
  count(DISTINCT CASE WHEN baby THEN family END) AS baby,
  count(DISTINCT CASE WHEN whole_family THEN family END) AS whole_family,
  count(DISTINCT CASE WHEN elderly THEN family END) AS elderly,
  count(DISTINCT CASE WHEN priority IS NOT NULL THEN family END) AS priority
FROM worklist
GROUP BY village
ORDER BY village
