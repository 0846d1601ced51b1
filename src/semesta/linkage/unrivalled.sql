-- One row per pair that a rule accepts, of cards that rules settle: where two persons fit
-- equally well, the model has the next word.
SELECT j.*
FROM judged AS j
INNER JOIN best AS b ON b.card_id = j.card_id
