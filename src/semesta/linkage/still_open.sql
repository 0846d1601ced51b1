-- One row per card that no round has settled.
SELECT o.*
FROM open_cards AS o
LEFT JOIN model_links AS l ON l.card_id = o.card_id
WHERE l.card_id IS NULL
