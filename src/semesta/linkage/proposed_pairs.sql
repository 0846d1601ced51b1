-- One row per proposed pair of a card and a person, with what both show.
SELECT
  c.*,
  p.*
FROM proposed AS q
INNER JOIN pair_cards AS c ON c.card_id = q.card_id
INNER JOIN shown_persons AS p ON p.person_id = q.person_id
