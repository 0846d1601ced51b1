-- One row per card without a link whose NIK belongs to somebody in the register.
SELECT
  card_id,
  holder_id AS person_id
FROM residue_left
WHERE holder_id IS NOT NULL
ORDER BY card_id
