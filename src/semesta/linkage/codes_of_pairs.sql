-- One row per pair of a card that is still open and a person: the code of its evidence,
-- with how many bear the person's name, whether the person holds a linked card already,
-- and whether the card's NIK is somebody's.
WITH looked_up AS (
  SELECT
    e.card_id,
    e.person_id,
    c.noka,
    e.code,
    CASE
      WHEN r.level = 'common' THEN 1
      WHEN r.level = 'usual' THEN 2
      ELSE 3
    END AS rarity,
    CASE
      WHEN s.person_id IS NULL THEN 1
      ELSE 2
    END AS holds,
    CASE
      WHEN c.holder_id IS NULL THEN 1
      ELSE 2
    END AS whose
  FROM evidence AS e
  INNER JOIN pair_cards AS c ON c.card_id = e.card_id
  INNER JOIN pair_persons AS p ON p.person_id = e.person_id
  LEFT JOIN name_keys AS k ON k.name = p.name
  LEFT JOIN known_names AS r ON r.name_normal = k.name_normal
  LEFT JOIN settled AS s ON s.person_id = e.person_id
)
SELECT
  card_id,
  person_id,
  noka,
  CAST(
    code
    + 32400 * rarity
    + 129600 * holds
    + 388800 * whose AS INTEGER
  ) AS code
FROM looked_up
