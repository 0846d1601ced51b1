-- One row per distinct pair of names that differ as written, of persons or mothers:
-- only these are worth comparing letter by letter.
SELECT DISTINCT
  c.name AS name_a,
  p.name AS name_b
FROM hopeful_pairs AS q
INNER JOIN pair_cards AS c ON c.card_id = q.card_id
INNER JOIN pair_persons AS p ON p.person_id = q.person_id
WHERE c.name <> p.name
UNION
SELECT DISTINCT
  c.mother AS name_a,
  p.mother AS name_b
FROM hopeful_pairs AS q
INNER JOIN pair_cards AS c ON c.card_id = q.card_id
INNER JOIN pair_persons AS p ON p.person_id = q.person_id
WHERE c.mother <> p.mother
