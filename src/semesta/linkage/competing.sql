-- One row per pair worth a look: how likely the card is this person's, when it can be
-- only one person's, or nobody's. `odds` are against nobody's.
WITH laid_out AS (
  SELECT
    q.card_id,
    q.person_id,
    q.noka,
    q.code,
    w.weight,
    w.odds,
    w.settles,
    w.own,
    sum(w.odds) OVER (PARTITION BY q.card_id) AS all_odds
  FROM codes_of_pairs AS q
  INNER JOIN weights AS w ON w.code = q.code
)
SELECT
  card_id,
  person_id,
  noka,
  code,
  weight,
  settles,
  own,
  floor(1000000 * odds / (1 + all_odds) + 0.5) / 1000000 AS probability,
  floor(1000000 * all_odds / (1 + all_odds) + 0.5) / 1000000 AS anybodys
FROM laid_out
WHERE own OR odds / (1 + all_odds) >= 0.001
