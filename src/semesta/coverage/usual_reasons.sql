-- One row per inactive card whose reason is a usual one of this month's register: five
-- cards or more carry it. What fewer carry may be a text about one person.
WITH usual AS (
  SELECT reason
  FROM cards_now
  WHERE reason IS NOT NULL
  GROUP BY reason
  HAVING count(*) >= 5
)
SELECT
  c.noka,
  'inactive_' || c.state AS state,
  c.reason
FROM cards_now AS c
INNER JOIN usual AS u ON u.reason = c.reason
WHERE c.state IN ('arrears', 'lapsed')
