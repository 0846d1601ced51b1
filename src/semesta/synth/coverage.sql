-- One row is one village under the truth: residents by state, and those whom the region
-- registered. A second card changes no state: it is never better than the first.
SELECT
  villages.code,
  count(*) AS population,
  count(*) FILTER (WHERE state = 'active') AS active,
  count(*) FILTER (WHERE state IN ('arrears', 'lapsed')) AS inactive,
  count(*) FILTER (WHERE state = 'none') AS unregistered,
  count(*) FILTER (WHERE state <> 'none' AND segment = 'pbpu-pemda') AS pemda,
  count(*) FILTER (WHERE state = 'arrears') AS arrears,
  count(*) FILTER (WHERE state = 'lapsed') AS lapsed
FROM standings
INNER JOIN villages ON villages.number = standings.number
WHERE status = 'living'
GROUP BY villages.code
ORDER BY villages.code
