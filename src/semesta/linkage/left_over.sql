-- One row per card that the linker did not settle: the next linker's input.
SELECT r.*
FROM residue_left AS r
LEFT JOIN best AS b ON b.card_id = r.card_id
WHERE b.card_id IS NULL
ORDER BY r.card_id
