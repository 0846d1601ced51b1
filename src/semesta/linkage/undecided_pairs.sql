-- One row per proposed pair that reviewers left to the rules: they have neither ruled
-- the pair out nor named the card's owner.
SELECT DISTINCT
  q.card_id,
  q.person_id
FROM proposed AS q
INNER JOIN pair_cards AS c ON c.card_id = q.card_id
INNER JOIN pair_persons AS p ON p.person_id = q.person_id
LEFT JOIN decisions AS d
  ON d.noka = c.noka
  AND (d.verdict = 'same' OR (d.verdict = 'different' AND d.nik = p.nik))
WHERE d.noka IS NULL
