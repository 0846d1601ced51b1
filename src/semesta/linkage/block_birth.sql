-- Pairs anywhere with the same birth date and names that sound alike.
SELECT
  c.card_id,
  p.person_id
FROM pair_cards AS c
INNER JOIN name_keys AS k ON k.name = c.name
INNER JOIN pair_persons AS p ON p.birth_date = c.birth_date
INNER JOIN name_keys AS l ON l.name = p.name AND l.name_key = k.name_key
