-- One row per person with something to do: the first next step whose conditions hold.
SELECT
  m.line,
  min(s.step) AS step
FROM members AS m
INNER JOIN steps AS s
  ON s.state = m.state
  AND (s.segment IS NULL OR s.segment = m.segment)
  AND (s.reason IS NULL OR m.reason LIKE s.reason)
  AND (s.relation IS NULL OR s.relation = m.card_relation)
  AND (s.decile IS NULL OR s.decile = m.decile)
  AND (s.age_from IS NULL OR m.age >= s.age_from)
  AND (s.age_below IS NULL OR m.age < s.age_below)
  AND (s.months_from IS NULL OR m.arrears_months >= s.months_from)
  AND (s.months_to IS NULL OR m.arrears_months <= s.months_to)
  AND (s.days_from IS NULL OR m.days_left >= s.days_from)
  AND (s.days_to IS NULL OR m.days_left <= s.days_to)
WHERE m.to_do
GROUP BY m.line
