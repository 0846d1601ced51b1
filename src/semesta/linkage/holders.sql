-- One row per card that its NIK did not settle, though the NIK belongs to somebody.
SELECT
  card_id,
  holder_id AS person_id
FROM residue
WHERE holder_id IS NOT NULL
ORDER BY card_id
