-- Pairs of one family: the same family card, or the family whose member's NIK the
-- card carries.
SELECT
  c.card_id,
  p.person_id
FROM pair_cards AS c
INNER JOIN pair_persons AS p ON p.kk = c.kk
UNION
SELECT
  c.card_id,
  p.person_id
FROM pair_cards AS c
INNER JOIN pair_persons AS p ON p.kk = c.holder_kk
