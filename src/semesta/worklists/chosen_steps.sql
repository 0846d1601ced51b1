-- One row per case that comes among persons with something to do: the first next step
-- whose conditions hold. Cases are few, so not every person is compared with every step.
WITH cases AS (
  SELECT DISTINCT
    state,
    segment,
    reason,
    card_relation,
    decile,
    age,
    arrears_months,
    days_left
  FROM members
  WHERE to_do
)
SELECT
  c.state,
  c.segment,
  c.reason,
  c.card_relation,
  c.decile,
  c.age,
  c.arrears_months,
  c.days_left,
  min(s.step) AS step
FROM cases AS c
INNER JOIN steps AS s
  ON s.state = c.state
  AND (s.segment IS NULL OR s.segment = c.segment)
  AND (s.reason IS NULL OR c.reason LIKE s.reason)
  AND (s.relation IS NULL OR s.relation = c.card_relation)
  AND (s.decile IS NULL OR s.decile = c.decile)
  AND (s.age_from IS NULL OR c.age >= s.age_from)
  AND (s.age_below IS NULL OR c.age < s.age_below)
  AND (s.months_from IS NULL OR c.arrears_months >= s.months_from)
  AND (s.months_to IS NULL OR c.arrears_months <= s.months_to)
  AND (s.days_from IS NULL OR c.days_left >= s.days_from)
  AND (s.days_to IS NULL OR c.days_left <= s.days_to)
GROUP BY
  c.state,
  c.segment,
  c.reason,
  c.card_relation,
  c.decile,
  c.age,
  c.arrears_months,
  c.days_left
