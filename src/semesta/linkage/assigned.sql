-- One row per card with a person: the first place that it won, else its fallback.
WITH first_places AS (
  SELECT
    card_id,
    person_id,
    FALSE AS tied
  FROM assign_settled
  UNION ALL
  SELECT
    card_id,
    person_id,
    tied
  FROM assign_solved
),
chosen AS (
  SELECT
    f.card_id,
    coalesce(p.person_id, f.person_id) AS person_id,
    coalesce(p.tied, FALSE) OR (p.person_id IS NULL AND f.tied) AS tied
  FROM assign_fallbacks AS f
  LEFT JOIN first_places AS p ON p.card_id = f.card_id
  WHERE p.person_id IS NOT NULL OR f.person_id IS NOT NULL
)
SELECT
  c.card_id,
  c.person_id,
  max(p.weight) FILTER (WHERE p.person_id = c.person_id) AS weight,
  max(p.weight) FILTER (WHERE p.person_id <> c.person_id) AS runner_up_weight,
  c.tied
FROM chosen AS c
INNER JOIN assign_pairs AS p ON p.card_id = c.card_id
GROUP BY c.card_id, c.person_id, c.tied
ORDER BY c.card_id
