-- One row per pair, a card's pairs together.
SELECT
  card_id,
  code
FROM codes_of_pairs
ORDER BY card_id, code
