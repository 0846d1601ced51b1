-- One row per pair of a control that meets: its owner always, whatever blocks say.
SELECT
  card_id,
  person_id
FROM proposed
UNION
SELECT
  card_id,
  owner_id AS person_id
FROM control_cards
