-- One row per card that its NIK did not settle, whichever part it lies in.
SELECT c.*
FROM cards_file AS c
INNER JOIN residue AS r ON r.card_id = c.card_id
