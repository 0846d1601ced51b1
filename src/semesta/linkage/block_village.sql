-- Pairs of one village with the same birth date, or with names that sound alike.
SELECT
  c.card_id,
  p.person_id
FROM pair_cards AS c
INNER JOIN pair_persons AS p
  ON p.village = c.village AND p.birth_date = c.birth_date
UNION
SELECT
  c.card_id,
  p.person_id
FROM pair_cards AS c
INNER JOIN name_keys AS k ON k.name = c.name
INNER JOIN name_keys AS l ON l.name_key = k.name_key
INNER JOIN pair_persons AS p
  ON p.name = l.name AND p.village = c.village
