-- No row: the columns of links that the model accepts.
SELECT
  card_id,
  person_id,
  code,
  probability
FROM accepted_links
WHERE FALSE
