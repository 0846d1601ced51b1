-- One row per region with residents to be verified: how many of them, in millionths, are
-- expected to hold a card and an active one. Each counts by the likeliest of the cards
-- that may be theirs.
WITH chances AS (
  SELECT
    r.person_id,
    r.village,
    max(c.probability) AS registered,
    max(CASE WHEN k.state = 'active' THEN c.probability ELSE 0 END) AS active
  FROM candidates AS c
  INNER JOIN residents AS r ON r.person_id = c.person_id
  INNER JOIN cards AS k ON k.card_id = c.card_id
  WHERE r.state = 'unknown'
  GROUP BY r.person_id, r.village
)
SELECT
  l.level,
  c.village - c.village % l.divisor AS region,
  CAST(sum(CAST(floor(c.registered * 1000000 + 0.5) AS BIGINT)) AS BIGINT) AS registered,
  CAST(sum(CAST(floor(c.active * 1000000 + 0.5) AS BIGINT)) AS BIGINT) AS active
FROM chances AS c
CROSS JOIN levels AS l
WHERE l.level = 'nation' OR c.village % l.above >= l.divisor
GROUP BY l.level, c.village - c.village % l.divisor
