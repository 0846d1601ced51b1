-- One row per pair that every best total holds. Taking it denies at most one other gain
-- to the card and one to the person; if it gains more than both, no total does without
-- it. A card that only its fallback's person can serve stays with that person, too,
-- whoever has the first place: no card gains more there than it does.
WITH ranked AS (
  SELECT
    card_id,
    person_id,
    gain,
    at_home,
    row_number() OVER (
      PARTITION BY card_id
      ORDER BY gain DESC, person_id
    ) AS place_of_card,
    greatest(coalesce(lead(gain) OVER (
      PARTITION BY card_id
      ORDER BY gain DESC, person_id
    ), 0), 0) AS next_of_card,
    count(*) OVER (PARTITION BY card_id) AS persons
  FROM assign_open
),
both_ranked AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY person_id
      ORDER BY gain DESC, persons, card_id
    ) AS place_of_person,
    greatest(coalesce(lead(gain) OVER (
      PARTITION BY person_id
      ORDER BY gain DESC, persons, card_id
    ), 0), 0) AS next_of_person
  FROM ranked
)
SELECT
  card_id,
  person_id
FROM both_ranked
CROSS JOIN assign_costs
WHERE place_of_card = 1
  AND place_of_person = 1
  AND (
    gain - next_of_card - next_of_person > tolerance
    OR (at_home AND persons = 1)
  )
