-- One row per card of this part that its NIK settled.
SELECT c.*
FROM part_cards AS c
INNER JOIN part_links AS l ON l.card_id = c.card_id
