-- One row per village now and before, kind and cause: how many persons, and how many of
-- them are and were registered and active. A list of the unregistered names everybody
-- outside it registered.
WITH counted AS (
  SELECT
    p.village,
    p.previous_village,
    p.kind,
    p.cause,
    CASE
      WHEN p.state IN ('active', 'inactive_arrears', 'inactive_lapsed') THEN 1
      WHEN p.state = 'outside' AND c.scope = 'unregistered-list' THEN 1
      ELSE 0
    END AS registered,
    CASE WHEN p.state = 'active' THEN 1 ELSE 0 END AS active,
    CASE
      WHEN p.previous_state IN ('active', 'inactive_arrears', 'inactive_lapsed') THEN 1
      WHEN p.previous_state = 'outside' AND c.scope = 'unregistered-list' THEN 1
      ELSE 0
    END AS previously_registered,
    CASE WHEN p.previous_state = 'active' THEN 1 ELSE 0 END AS previously_active
  FROM person_changes AS p
  CROSS JOIN compared AS c
)
SELECT
  village,
  previous_village,
  kind,
  cause,
  count(*) AS persons,
  sum(registered) AS registered,
  sum(active) AS active,
  sum(previously_registered) AS previously_registered,
  sum(previously_active) AS previously_active
FROM counted
GROUP BY village, previous_village, kind, cause
