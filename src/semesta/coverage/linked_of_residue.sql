-- One row per card that was linked after its NIK had not settled it, with its finding.
SELECT l.*
FROM linked_file AS l
INNER JOIN residue_cards AS r ON r.card_id = l.card_id
