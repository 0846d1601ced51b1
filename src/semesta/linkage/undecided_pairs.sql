-- One row per proposed pair that reviewers left to the rules: they have neither ruled
-- the pair out nor named the card's owner, or named one who is not in the register.
SELECT DISTINCT
  q.card_id,
  q.person_id
FROM proposed AS q
INNER JOIN pair_cards AS c ON c.card_id = q.card_id
LEFT JOIN decided AS d
  ON d.noka = c.noka
  AND (
    d.person_id = q.person_id
    OR (d.verdict = 'same' AND d.person_id IS NOT NULL)
  )
WHERE d.noka IS NULL
